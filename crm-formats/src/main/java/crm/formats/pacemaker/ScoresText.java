package crm.formats.pacemaker;

import crm.policy.Plan;
import crm.policy.ScoreLine;
import java.util.List;
import java.util.stream.Stream;

/** The scores that {@code crm_simulate -s} prints, sorted. */
public final class ScoresText {

    private ScoresText() {}

    /** An empty line, then every score line sorted by its characters. */
    public static String of(Plan plan) {
        List<String> lines =
                plan.scores().stream().map(ScoresText::line).sorted().toList();
        return String.join("\n", Stream.concat(Stream.of(""), lines.stream()).toList()) + "\n";
    }

    private static String line(ScoreLine score) {
        return switch (score) {
            case ScoreLine.Allocation(var step, var instance, var node, var value) ->
                routine(step) + ": " + instance + " allocation score on " + node + ": " + value;
            case ScoreLine.Promotion(var instance, var node, var value) ->
                instance + " promotion score " + node.map(name -> "on " + name).orElse("(inactive)") + ": " + value;
        };
    }

    private static String routine(ScoreLine.Step step) {
        return switch (step) {
            case PRIMITIVE -> "pcmk__primitive_assign";
            case GROUP -> "pcmk__group_assign";
            case CLONE -> "pcmk__clone_assign";
            case BUNDLE -> "pcmk__bundle_assign";
        };
    }
}
