package crm.demo.trial;

import crm.demo.table.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.random.RandomGenerator;

/** Daemons that come and go. */
final class DaemonTrials {
    private static final Duration BOOT = Duration.ofSeconds(5);

    private DaemonTrials() {}

    static void stopAndStart(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        stopAndStart(table, Choice.pi(table, chance));
    }

    private static void stopAndStart(WholeTable table, String pi) throws IOException, InterruptedException {
        stop(table, pi);
        table.awaitCondition(pi, "offline");
        table.awaitAnswerFromOther(pi);
        table.unmask(pi);
        table.awaitHealthy();
    }

    static void oneByOne(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        for (var pi : Choice.pis(chance)) {
            stopAndStart(table, pi);
        }
    }

    static void allAtOnce(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        stopAll(table, chance);
        for (var pi : Layout.PIS) {
            table.unmask(pi);
        }
        table.awaitHealthy();
    }

    static void anyOrder(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        stopAll(table, chance);
        for (var pi : Choice.pis(chance)) {
            table.unmask(pi);
            Choice.pause(BOOT, chance);
        }
        table.awaitHealthy();
    }

    /** All are gone in the end, and nothing is left running. */
    private static void stopAll(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        for (var pi : Layout.PIS) {
            table.mask(pi);
        }
        for (var pi : Choice.pis(chance)) {
            signal(table, pi, "TERM");
        }
        for (var pi : Layout.PIS) {
            Patience.until(pi + "'s daemon has ended", () -> !hasDaemon(table, pi));
        }
        var left = new ArrayList<String>();
        for (var what : Observed.values()) {
            what.where(table).forEach(pi -> left.add(what + " on " + pi));
        }
        if (!left.isEmpty()) {
            throw new InVain("every daemon has left in good order, and there is still " + String.join(", ", left));
        }
    }

    static void flip(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        for (var pi : Choice.pis(chance)) {
            if (chance.nextBoolean()) {
                table.mask(pi);
                signal(table, pi, "TERM");
                Choice.pause(BOOT, chance);
            }
        }
        for (var pi : Choice.pis(chance)) {
            table.unmask(pi);
        }
        table.awaitHealthy();
    }

    static void partialStart(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        for (var cuts = chance.nextInt(1, 4); cuts > 0; cuts--) {
            table.order("unplug", pi);
            table.awaitCondition(pi, "off");
            table.order("plug", pi);
            Choice.pause(BOOT, chance);
        }
    }

    static void killed(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        signal(table, Choice.pi(table, chance), "KILL");
    }

    /** As a new SD card: it still has the key, and knows nothing. */
    static void withoutJournal(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        stop(table, pi);
        table.awaitCondition(pi, "offline");
        var wiped = table.on(pi, "sh", "-c", "rm -r /var/lib/crm/journal");
        if (!wiped.well()) {
            throw new InVain("the journal cannot be removed: " + wiped.output());
        }
        table.unmask(pi);
        table.awaitHealthy();
    }

    /** Ends a daemon in good order, for good. */
    private static void stop(WholeTable table, String pi) throws IOException, InterruptedException {
        table.mask(pi);
        signal(table, pi, "TERM");
        Patience.until(pi + "'s daemon has ended", () -> !hasDaemon(table, pi));
    }

    static void signal(WholeTable table, String pi, String signal) throws IOException {
        table.on(pi, "pkill", "-" + signal, "-x", "java");
    }

    private static boolean hasDaemon(WholeTable table, String pi) throws IOException {
        return table.on(pi, "pgrep", "-x", "java").well();
    }
}
