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
 * @param simulated whether the Pis and the switch are simulated in one process, which needs neither root nor Linux
 * @param port of the page of a simulated table, on the loopback of this machine
 */
public record TableOptions(Layout layout, Duration bootDelay, List<String> daemon, boolean simulated, int port) {
    public TableOptions {
        daemon = List.copyOf(daemon);
    }

    /** Of the page on the loopback, if nobody names another. */
    public static final int USUAL_PORT = 8088;

    public static final TableOptions USUAL = new TableOptions(Layout.USUAL, Duration.ofSeconds(1), List.of());

    /** A table of real processes. */
    public TableOptions(Layout layout, Duration bootDelay, List<String> daemon) {
        this(layout, bootDelay, daemon, false, USUAL_PORT);
    }

    /** As arguments that {@link #parse} reads. */
    public List<String> words() {
        var words = new ArrayList<>(
                List.of("--name", layout.prefix(), "--boot-delay", Long.toString(bootDelay.toMillis())));
        if (simulated) {
            words.addAll(List.of("--simulated", "--port", Integer.toString(port)));
        }
        if (!daemon.isEmpty()) {
            words.add("--daemon");
            words.addAll(daemon);
        }
        return words;
    }

    /** Options and the words that follow them. */
    public record Parsed(TableOptions options, List<String> rest) {}

    /**
     * Reads {@code [--name NAME] [--boot-delay MILLISECONDS] [--simulated [--port PORT]] [--daemon COMMAND…]}, wherever they
     * begin.
     *
     * @throws IllegalArgumentException with a sentence, if one lacks its value
     */
    public static Parsed parse(List<String> words) {
        var options = USUAL;
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "--name" -> options = options.with(Layout.named(value(words, ++at)));
                case "--boot-delay" -> options = options.with(Duration.ofMillis(Long.parseLong(value(words, ++at))));
                case "--simulated" -> options = options.simulated(options.port());
                case "--port" -> options = options.simulated(Integer.parseInt(value(words, ++at)));
                case "--daemon" -> options = options.with(words.subList(at + 1, words.size()));
                default -> {
                    return new Parsed(options, new ArrayList<>(words.subList(at, words.size())));
                }
            }
            if (!options.daemon().isEmpty()) {
                break;
            }
        }
        return new Parsed(options, List.of());
    }

    private TableOptions with(Layout changed) {
        return new TableOptions(changed, bootDelay, daemon, simulated, port);
    }

    private TableOptions with(Duration changed) {
        return new TableOptions(layout, changed, daemon, simulated, port);
    }

    private TableOptions with(List<String> changed) {
        return new TableOptions(layout, bootDelay, changed, simulated, port);
    }

    private TableOptions simulated(int changed) {
        return new TableOptions(layout, bootDelay, daemon, true, changed);
    }

    private static String value(List<String> words, int at) {
        if (at >= words.size()) {
            throw new IllegalArgumentException(words.getLast() + " needs a value");
        }
        return words.get(at);
    }
}
