package crm.printer.collect;

import crm.journal.Incident.Kind;
import crm.journal.Incident.Line;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call of an alert agent, as Pacemaker made it.
 *
 * @param onNode the node on which the agent was called
 * @param at when it happened
 * @param variables {@code CRM_alert_…} without that beginning
 */
record PacemakerAlert(String onNode, Instant at, SortedMap<String, String> variables) {

    static final String PREFIX = "CRM_alert_";

    private static final Pattern REFERENCE = Pattern.compile("\\(ref=([^)]+)\\)");
    /** Pacemaker does not tell of what class a resource is; by these names people call their fence devices. */
    private static final Pattern FENCE_DEVICE = Pattern.compile("(?i)(fence|stonith).*");

    private static final Pattern BY = Pattern.compile(" by (\\S+) for ");

    /** What an environment tells; empty if it is no alert's. */
    static Optional<PacemakerAlert> of(Map<String, String> environment, String onNode, Instant now) {
        var variables = new TreeMap<String, String>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                variables.put(name.substring(PREFIX.length()), value);
            }
        });
        return variables.containsKey("kind")
                ? Optional.of(new PacemakerAlert(onNode, time(variables, now), variables))
                : Optional.empty();
    }

    /** Older versions of Pacemaker do not tell the time in numbers. */
    private static Instant time(Map<String, String> variables, Instant now) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(variables.getOrDefault("timestamp_epoch", "")))
                    .plusNanos(1_000 * Long.parseLong(variables.getOrDefault("timestamp_usec", "0")));
        } catch (NumberFormatException | DateTimeException none) {
            return now;
        }
    }

    String kind() {
        return text("kind");
    }

    String node() {
        return text("node");
    }

    /** The resource that it is about, by its id; empty text if it is about none. */
    String service() {
        return text("rsc");
    }

    boolean isLoss() {
        return kind().equals("node") && text("desc").equals("lost");
    }

    boolean isReturn() {
        return kind().equals("node") && text("desc").equals("member");
    }

    /** Whether a service was started, which ends its absence. */
    boolean isStart() {
        return kind().equals("resource") && text("task").equals("start") && succeeded();
    }

    /** Whether a service was stopped. */
    boolean isStop() {
        return kind().equals("resource") && text("task").equals("stop") && succeeded();
    }

    /**
     * What makes two calls tell of the same happening, whichever node they were made on. A loss and a return have none:
     * whether they are news depends on what was known of the node.
     */
    String identity() {
        return switch (kind()) {
            case "fencing" -> {
                Matcher reference = REFERENCE.matcher(text("desc"));
                yield "fencing " + (reference.find() ? reference.group(1) : node() + text("desc"));
            }
            case "resource" ->
                String.join(
                        " ",
                        "resource",
                        node(),
                        text("rsc"),
                        text("task"),
                        text("interval"),
                        text("rc"),
                        at.toString());
            default -> "";
        };
    }

    /** What tells one call from every other, also when the agent repeats it; empty if Pacemaker did not number it. */
    String call() {
        String number = text("node_sequence");
        return number.isEmpty() ? "" : String.join(" ", "call", onNode, number, at.toString());
    }

    /** As a line of a receipt; empty for what tells a visitor nothing. */
    Optional<Line> line() {
        return switch (kind()) {
            case "node" -> {
                String what = isLoss() ? " is lost" : isReturn() ? " is back" : ": " + text("desc");
                yield Optional.of(line(Kind.SEEN, node() + what));
            }
            case "fencing" -> Optional.of(fencing());
            // A fence device serves the cluster; that one moved is no news for whoever waits for a service.
            case "resource" ->
                FENCE_DEVICE.matcher(text("rsc")).matches() && succeeded() ? Optional.empty() : resource();
            default -> Optional.empty();
        };
    }

    private Line fencing() {
        Matcher by = BY.matcher(text("desc"));
        String who = by.find() ? " by " + by.group(1) : "";
        return succeeded()
                ? line(Kind.PROVEN, node() + " was fenced" + who)
                : line(Kind.TROUBLE, "fencing " + node() + who + " failed");
    }

    private Optional<Line> resource() {
        String what = text("rsc") + " " + text("task") + " on " + node();
        boolean monitor = text("task").equals("monitor");
        if (monitor && !text("status").equals("0") && !text("status").isEmpty()) {
            // Cancelled: Pacemaker stopped asking, which says nothing of the service.
            return Optional.empty();
        }
        if (!succeeded()) {
            return Optional.of(line(monitor ? Kind.SEEN : Kind.TROUBLE, what + " failed: " + text("desc")));
        }
        return switch (text("task")) {
            case "start" -> Optional.of(line(Kind.DONE, text("rsc") + " started on " + node()));
            case "stop" -> Optional.of(line(Kind.DONE, text("rsc") + " stopped on " + node()));
            case "promote", "demote", "migrate_to", "migrate_from" -> Optional.of(line(Kind.DONE, what));
            default -> Optional.empty();
        };
    }

    private boolean succeeded() {
        return text("rc").equals(variables.getOrDefault("target_rc", "0"));
    }

    private Line line(Kind kind, String text) {
        return new Line(at, kind, text);
    }

    private String text(String name) {
        return variables.getOrDefault(name, "");
    }
}
