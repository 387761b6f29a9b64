package crm.demo.simulation.chaos;

import crm.demo.simulation.Brain;
import crm.demo.simulation.chaos.Campaign.Finding;
import crm.demo.simulation.chaos.Verdict.Broken;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays scenarios and tells how it went: {@code SimulationMain [COUNT [FIRST-SEED [RECORD]]]}, or {@code SimulationMain seed
 * SEED} to see one that fails, shrunk, with its transcript, or {@code SimulationMain pauses} for which pauses of a machine
 * are borne, or {@code SimulationMain soak [HOURS [SEED]]} for days on end. With a record the same call goes on after a break.
 */
public final class SimulationMain {

    private static final int USUAL = 10_000;
    private static final int BLOCK = 1000;
    private static final int DAY = 24;
    private static final int PAUSES = 200;

    private SimulationMain() {}

    public static void main(String... arguments) throws InterruptedException, IOException {
        PrintStream out = System.out;
        if (arguments.length == 2 && arguments[0].equals("seed")) {
            System.exit(show(Long.parseLong(arguments[1]), out));
        }
        if (arguments.length == 1 && arguments[0].equals("pauses")) {
            pauses(out);
            return;
        }
        if (arguments.length >= 1 && arguments[0].equals("soak")) {
            int hours = arguments.length > 1 ? Integer.parseInt(arguments[1]) : DAY;
            System.exit(soak(hours, arguments.length > 2 ? Long.parseLong(arguments[2]) : 1, out));
        }
        long count = arguments.length > 0 ? Long.parseLong(arguments[0]) : USUAL;
        long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        Optional<CampaignRecord> record =
                arguments.length > 2 ? Optional.of(new CampaignRecord(Path.of(arguments[2]))) : Optional.empty();
        System.exit(play(first, first + count, record, out));
    }

    /** Block by block, so that there is something to see and to go on from; findings end nothing. */
    private static int play(long first, long end, Optional<CampaignRecord> record, PrintStream out)
            throws InterruptedException, IOException {
        long from = record.isPresent() ? record.get().next(first) : first;
        if (from > first) {
            out.println("seeds up to " + (from - 1) + " have been played");
        }
        long begun = System.nanoTime();
        var all = new ArrayList<Finding>();
        for (long seed = from; seed < end; seed += BLOCK) {
            long count = Math.min(BLOCK, end - seed);
            long blockBegun = System.nanoTime();
            List<Finding> findings = Campaign.run(seed, count, Play::coordinator, Integer.MAX_VALUE);
            double took = seconds(blockBegun);
            if (record.isPresent()) {
                record.get().played(seed, seed + count - 1, took, findings);
            }
            all.addAll(findings);
            findings.forEach(finding -> out.println(CampaignRecord.sentence(finding)));
            out.printf(
                    Locale.ROOT,
                    "seeds %d to %d: %d findings, %.0f scenarios a second%n",
                    seed,
                    seed + count - 1,
                    findings.size(),
                    count / took);
        }
        return summary(Math.max(0, end - from), seconds(begun), all, out);
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static int summary(long count, double seconds, List<Finding> findings, PrintStream out) {
        if (!findings.isEmpty()) {
            out.println("see one with its transcript: bench/simulation/run seed "
                    + findings.getFirst().seed());
        }
        out.printf(
                Locale.ROOT,
                "SIMULATION %d scenarios in %.1f s, %.0f a second: %s%n",
                count,
                seconds,
                count / seconds,
                findings.isEmpty() ? "every invariant held" : findings.size() + " violations");
        return findings.isEmpty() ? 0 : 1;
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
        for (int longest : List.of(375, 550, 700)) {
            FalseAlarms.Day day = FalseAlarms.in(DAY, longest);
            out.printf("%8d ms %11d %12d %14d%n", longest, day.pauses(), day.lost(), day.fenced());
        }
        out.println("one pause of   tried   nobody lost   a node fenced");
        for (int length : List.of(375, 500, 600, 700, 800, 900, 1000, 1100, 1500, 3000, 10_000, 60_000)) {
            FalseAlarms.Pauses p = FalseAlarms.of(length, PAUSES);
            out.printf("%8d ms %9d %13d %15d%n", length, p.count(), p.unnoticed(), p.fenced());
        }
    }

    private static int soak(int hours, long seed, PrintStream out) {
        var wrong = new AtomicInteger();
        out.println(Soak.heading());
        Soak.run(seed, hours, hour -> {
            out.println(Soak.line(hour));
            wrong.addAndGet(hour.wrong().size());
        });
        return wrong.get() == 0 ? 0 : 1;
    }
}
