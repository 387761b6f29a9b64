package crm.demo.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Machines, disks, power and the switch fail. */
final class FaultTrials {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(15);

    private FaultTrials() {}

    static void pull(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.order("unplug", pi);
        table.awaitAnswerFromOther(pi);
        table.awaitCondition(pi, "off");
    }

    static void panic(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.order("panic", pi);
        table.awaitAnswerFromOther(pi);
    }

    static void freeze(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var length = Choice.between(SHORT, LONG, chance);
        table.order("freeze", Choice.pi(table, chance), seconds(length));
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }

    private static String seconds(Duration length) {
        return length.toMillis() / 1000 + "."
                + String.valueOf(1000 + length.toMillis() % 1000).substring(1);
    }

    static void split(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.order("cut", pi);
        table.awaitAnswerFromOther(pi);
        Choice.pause(LONG, chance);
    }

    /** The one that is left acts on nothing, and stops what it runs. */
    static void nearQuorum(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var order = Choice.pis(chance);
        table.order(chance.nextBoolean() ? "unplug" : "panic", order.get(0));
        Choice.pause(SHORT, chance);
        table.order(chance.nextBoolean() ? "unplug" : "panic", order.get(1));
        Patience.until(
                "nothing is served without a quorum", () -> table.answering().isEmpty());
    }

    static void mainPlug(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        table.order("main-plug", "off");
        Choice.pause(Duration.ofSeconds(2), chance);
        table.order("main-plug", "on");
    }

    static void switchSilent(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        table.order("switch-off");
        table.order("panic", active);
        Choice.pause(LONG, chance);
        if (table.answering().isPresent()) {
            throw new InVain("a service was recovered, and nobody could know whether " + active + " was off");
        }
        table.order("switch-on");
        table.awaitAnswerFromOther(active);
    }

    static void storageCut(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        table.on(
                active,
                "sh",
                "-c",
                "(timeout 20 sh -c 'while date >>/srv/web/load && sync /srv/web/load; do :; done' >/dev/null 2>&1 &)");
        Choice.pause(Duration.ofSeconds(1), chance);
        table.order("cut-storage");
        Choice.pause(LONG, chance);
        table.order("join-storage");
    }

    static void daemonStopped(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        DaemonTrials.signal(table, pi, "STOP");
        Choice.pause(LONG, chance);
        // It may have been powered off meanwhile, and run again.
        DaemonTrials.signal(table, pi, "CONT");
    }

    static void diskFull(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.on(pi, "sh", "-c", "prlimit --pid $(pgrep -x java) --fsize=4096:4096");
        write(table);
    }

    static void diskReadOnly(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.on(pi, "mount", "-o", "remount,bind,ro", "/var/lib/crm");
        write(table);
        Choice.pause(LONG, chance);
        table.on(pi, "mount", "-o", "remount,bind,rw", "/var/lib/crm");
    }

    /** Something to be written to every disk; on the one that fails nobody can say how it ends. */
    private static void write(WholeTable table) {
        table.attempt("node", "attribute", "pi1", "tried", "yes", "--timeout", "20");
    }
}
