package crm.demo.simulation.chaos;

import crm.demo.simulation.Brain;
import crm.demo.simulation.chaos.Campaign.Finding;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Plays scenarios and tells how it went: {@code SimulationMain [COUNT [FIRST-SEED]]}, or {@code SimulationMain seed SEED} to
 * see one that fails, shrunk, with its transcript, or {@code SimulationMain pauses} for which pauses of a machine are borne.
 */
public final class SimulationMain {

    private static final int ENOUGH = 20;
    private static final int USUAL = 10_000;

    private SimulationMain() {}

    public static void main(String... arguments) throws InterruptedException {
        PrintStream out = System.out;
        if (arguments.length == 2 && arguments[0].equals("seed")) {
            System.exit(show(Long.parseLong(arguments[1]), out));
        }
        if (arguments.length == 1 && arguments[0].equals("pauses")) {
            pauses(out);
            return;
        }
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : USUAL;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        System.exit(play(first, count, out));
    }

    private static int play(long first, long count, PrintStream out) throws InterruptedException {
        long begun = System.nanoTime();
        List<Finding> findings = Campaign.run(first, count, Play::coordinator, ENOUGH);
        double seconds = (System.nanoTime() - begun) / 1e9;
        findings.forEach(f -> out.println("seed " + f.seed() + ": "
                + f.verdict().invariant() + ": " + firstLine(f.verdict().what())));
        if (!findings.isEmpty()) {
            out.println("see one with its transcript: bench/simulation/run seed "
                    + findings.getFirst().seed());
        }
        out.printf(
                Locale.ROOT,
                "%d scenarios from seed %d in %.1f s, %.0f a second: %s%n",
                count,
                first,
                seconds,
                count / seconds,
                findings.isEmpty() ? "every invariant held" : findings.size() + " violations");
        return findings.isEmpty() ? 0 : 1;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static int show(long seed, PrintStream out) {
        Scenario scenario = Scenario.of(seed);
        Brain brain = Play.coordinator();
        if (!(Play.of(scenario, brain, false) instanceof Broken broken)) {
            out.println("every invariant held under seed " + seed);
            return 0;
        }
        Scenario small = Shrinking.of(scenario, brain, broken);
        Broken shown = (Broken) Play.of(small, brain, true);
        out.println(shown.transcript());
        out.println();
        out.println("seed " + seed + ", nodes " + small.nodes() + ", watchdogs " + small.watchdogs() + ", "
                + small.misfortunes().size() + " of " + scenario.misfortunes().size() + " faults are enough:");
        small.misfortunes().forEach(m -> out.println("  " + m));
        out.println(shown.invariant() + ": " + shown.what());
        return 1;
    }

    private static void pauses(PrintStream out) {
        out.println("pauses up to   of them   nodes lost   nodes fenced   in 24 hours");
        for (int longest : List.of(350, 550, 700, 900, 1200, 2500, 5000)) {
            FalseAlarms.Day day = FalseAlarms.in(24, longest);
            out.printf("%8d ms %11d %12d %14d%n", longest, day.pauses(), day.lost(), day.fenced());
        }
    }
}
