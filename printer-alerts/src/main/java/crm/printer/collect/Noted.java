package crm.printer.collect;

import crm.model.ResourceId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One thing that the collector must still know after its process has died; a line of {@link AlertLog}. */
sealed interface Noted {

    /**
     * An alert of which the agent may have been told that it was taken.
     *
     * @param arrived when, by the collector's clock
     */
    record Taken(PacemakerAlert alert, Instant arrived) implements Noted {}

    /**
     * What was taken until here and belongs to no earlier receipt is one incident, and its receipt has this number.
     *
     * @param since when it was over, by the collector's clock
     */
    record Over(int number, Instant since) implements Noted {}

    /** What is known from before all that is noted otherwise. */
    sealed interface Known extends Noted {}

    /** A node that was told to be lost and not to be back. */
    record Lost(String node) implements Known {}

    /** A service that was told to be started on a node and not to be stopped there. */
    record Runs(ResourceId service, String node) implements Known {}

    /** A happening or a call that is no news any more. */
    record Told(String identity) implements Known {}

    /** As words, of which any may hold any characters. */
    default List<String> words() {
        return switch (this) {
            case Taken(PacemakerAlert alert, Instant arrived) -> {
                var words = new ArrayList<>(List.of(
                        "taken", arrived.toString(), alert.onNode(), alert.at().toString()));
                alert.variables().forEach((name, value) -> words.addAll(List.of(name, value)));
                yield words;
            }
            case Over(int number, Instant since) -> List.of("over", "" + number, since.toString());
            case Lost(String node) -> List.of("lost", node);
            case Runs(ResourceId service, String node) -> List.of("runs", service.value(), node);
            case Told(String identity) -> List.of("told", identity);
        };
    }

    /** What such words say; empty if they are nothing of the kind. */
    static Optional<Noted> of(List<String> words) {
        try {
            return Optional.ofNullable(
                    switch (words.getFirst()) {
                        case "taken" -> taken(words);
                        case "over" -> new Over(Integer.parseInt(words.get(1)), Instant.parse(words.get(2)));
                        case "lost" -> new Lost(words.get(1));
                        case "runs" -> new Runs(new ResourceId(words.get(1)), words.get(2));
                        case "told" -> new Told(words.get(1));
                        default -> null;
                    });
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException wrong) {
            return Optional.empty();
        }
    }

    private static Taken taken(List<String> words) {
        var variables = new TreeMap<String, String>();
        for (int at = 4; at < words.size(); at += 2) {
            variables.put(words.get(at), words.get(at + 1));
        }
        return new Taken(
                new PacemakerAlert(words.get(2), Instant.parse(words.get(3)), variables), Instant.parse(words.get(1)));
    }
}
