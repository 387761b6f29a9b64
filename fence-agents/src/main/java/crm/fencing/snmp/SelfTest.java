package crm.fencing.snmp;

import crm.model.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of cutting a node's power in earnest, in each configured way, and giving it back.
 *
 * @param warnings what else was noticed: a second supply, settings that act behind the cluster's back
 */
public record SelfTest(NodeName node, List<Trial> trials, List<String> warnings) {

    public SelfTest {
        trials = List.copyOf(trials);
        warnings = List.copyOf(warnings);
    }

    /**
     * One way at one port.
     *
     * @param method as in the configuration
     */
    public record Trial(String method, String port, Finding finding) {}

    /** How a trial ended. */
    public sealed interface Finding {}

    /**
     * Power was seen to go and to come back.
     *
     * @param off from the order to the proof
     * @param on from the order until the node drew power again
     */
    public record Proven(Duration off, Duration on) implements Finding {}

    /** The port went off and came back, but the switch cannot show whether power went with it. */
    public record LinkOnly(Duration off) implements Finding {}

    /** Power went, and did not come back by this way. */
    public record DoesNotReturn(Duration off, String why) implements Finding {}

    /** This way does not cut the power. */
    public record DoesNotCut(String why) implements Finding {}

    /** The first way that worked at every port of the node. */
    public Optional<String> chosen() {
        return trials.stream()
                .map(Trial::method)
                .distinct()
                .filter(method -> trials.stream()
                        .filter(trial -> trial.method().equals(method))
                        .allMatch(trial -> trial.finding() instanceof Proven))
                .findFirst();
    }

    /** For a person, line by line. */
    public List<String> report() {
        var lines = new ArrayList<String>();
        trials.forEach(trial ->
                lines.add(node + " at " + trial.port() + " by " + trial.method() + ": " + sentence(trial.finding())));
        warnings.forEach(warning -> lines.add("warning: " + warning));
        lines.add(chosen().map(method -> "use method=" + method)
                .orElse("no way was proven to cut the power of " + node + " and give it back"));
        return lines;
    }

    private static String sentence(Finding finding) {
        return switch (finding) {
            case Proven(Duration off, Duration on) ->
                "power was proven gone after " + off.toMillis() + " ms and back after " + on.toMillis() + " ms";
            case LinkOnly(Duration off) ->
                "the port went off within " + off.toMillis()
                        + " ms, but this switch shows no power: look at the node's own lamp";
            case DoesNotReturn(Duration off, String why) ->
                "power was proven gone after " + off.toMillis() + " ms, but it does not come back: " + why;
            case DoesNotCut(String why) -> "does not cut the power: " + why;
        };
    }
}
