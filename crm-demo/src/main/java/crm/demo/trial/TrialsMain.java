package crm.demo.trial;

import crm.demo.command.TableClient;
import crm.demo.command.TableOptions;
import crm.demo.command.TableSetup;
import crm.demo.table.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Lays a table of its own and makes trials on it: {@code TrialsMain [COUNT [SEED]]}, {@code TrialsMain only TRIAL [SEED]}
 * for one of them, {@code TrialsMain power-cuts COUNT [SEED]}, {@code TrialsMain soak MINUTES [SEED]}, or
 * {@code TrialsMain strangers INPUTS [SEED]}. Ends with 1 if anything was found.
 */
public final class TrialsMain {
    private static final int USUAL = 100;
    private static final Duration BOOT = Duration.ofMillis(200);

    private TrialsMain() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        boolean named = arguments.length > 1 && !arguments[0].matches("\\d+");
        int at = named ? 2 : 1;
        long seed = arguments.length > at ? Long.parseLong(arguments[at]) : 1;
        String word = named ? arguments[0] : "trials";
        Task task = switch (word) {
            case "power-cuts" -> cuts(Integer.parseInt(arguments[1]), seed);
            case "soak" -> soak(Duration.ofMinutes(Integer.parseInt(arguments[1])), seed);
            case "strangers" -> strangers(Integer.parseInt(arguments[1]), seed);
            case "only" -> trials(List.of(Trial.valueOf(arguments[1])), seed);
            default -> trials(Series.drawn(arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL, seed), seed);
        };
        // A table for each kind, so that a long soak leaves room for the others beside it.
        var options = new TableOptions(Layout.named("crm-" + word), BOOT, List.of());
        var setup = new TableSetup(options);
        setup.up();
        List<String> findings;
        try (var table = WholeTable.on(new TableClient(options.layout()))) {
            findings = task.on(table);
        } finally {
            setup.clean();
        }
        System.out.println(findings.isEmpty() ? "nothing was found" : findings.size() + " findings");
        findings.forEach(System.out::println);
        System.exit(findings.isEmpty() ? 0 : 1);
    }

    private interface Task {
        List<String> on(WholeTable table) throws IOException, InterruptedException;
    }

    private static Task trials(List<Trial> trials, long seed) {
        return table -> {
            var findings = new Series(table, System.out).of(trials, seed);
            System.out.print(trials.size() + " trials with all audits, seed " + seed + ": ");
            return findings;
        };
    }

    private static Task soak(Duration howLong, long seed) {
        return table -> {
            var findings = new Soak(table, System.out).soak(howLong, seed);
            System.out.print(howLong.toMinutes() + " minutes, seed " + seed + ": ");
            return findings;
        };
    }

    private static Task strangers(int inputs, long seed) {
        return table -> {
            var findings = new Strangers(table, System.out).send(inputs, seed);
            System.out.print(inputs + " inputs to each port, seed " + seed + ": ");
            return findings;
        };
    }

    private static Task cuts(int times, long seed) {
        return table -> {
            var cuts = new PowerCuts(table);
            var findings = cuts.cut(times, seed);
            System.out.print(times + " cuts of all power, " + cuts.acknowledged() + " changes acknowledged, seed "
                    + seed + ": ");
            return findings;
        };
    }
}
