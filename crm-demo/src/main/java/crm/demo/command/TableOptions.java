package crm.demo.command;

import crm.demo.table.Layout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be chosen about a table.
 *
 * @param layout where and under which names
 * @param bootDelay from power to a machine's first process; a real Pi takes twenty seconds and more
 * @param daemon the command each Pi runs; empty: our own daemon
 */
public record TableOptions(Layout layout, Duration bootDelay, List<String> daemon) {
    public TableOptions {
        daemon = List.copyOf(daemon);
    }

    public static final TableOptions USUAL = new TableOptions(Layout.USUAL, Duration.ofSeconds(1), List.of());

    /** As arguments that {@link #parse} reads. */
    public List<String> words() {
        var words = new ArrayList<>(
                List.of("--name", layout.prefix(), "--boot-delay", Long.toString(bootDelay.toMillis())));
        if (!daemon.isEmpty()) {
            words.add("--daemon");
            words.addAll(daemon);
        }
        return words;
    }

    /** Options and the words that follow them. */
    public record Parsed(TableOptions options, List<String> rest) {}

    /**
     * Reads {@code [--name NAME] [--boot-delay MILLISECONDS] [--daemon COMMAND…]}, wherever they begin.
     *
     * @throws IllegalArgumentException with a sentence, if one lacks its value
     */
    public static Parsed parse(List<String> words) {
        var layout = USUAL.layout();
        var delay = USUAL.bootDelay();
        var rest = new ArrayList<String>();
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "--name" -> layout = Layout.named(value(words, ++at));
                case "--boot-delay" -> delay = Duration.ofMillis(Long.parseLong(value(words, ++at)));
                case "--daemon" -> {
                    var daemon = words.subList(at + 1, words.size());
                    return new Parsed(new TableOptions(layout, delay, daemon), rest);
                }
                default -> {
                    rest.addAll(words.subList(at, words.size()));
                    return new Parsed(new TableOptions(layout, delay, List.of()), rest);
                }
            }
        }
        return new Parsed(new TableOptions(layout, delay, List.of()), rest);
    }

    private static String value(List<String> words, int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(words.getLast() + " needs a value");
        }
        return words.get(at);
    }
}
