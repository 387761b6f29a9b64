package crm.demo.trial;

import crm.demo.table.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What administrators do, and what goes on under their hands. */
final class AdministratorTrials {
    /** The service is looked at every five seconds. */
    private static final Duration NOTICED = Duration.ofSeconds(8);

    private AdministratorTrials() {}

    static void standby(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        table.crm("node", "standby", pi);
        table.awaitCondition(pi, "standby");
        table.awaitAnswerFromOther(pi);
        for (var what : Observed.values()) {
            if (what.where(table).contains(pi)) {
                throw new InVain(pi + " is in standby and still has the " + what);
            }
        }
        table.crm("node", "online", pi);
    }

    static void maintenance(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        table.crm("maintenance", "on");
        table.on(active, "pkill", "-KILL", "-x", "nginx");
        TimeUnit.MILLISECONDS.sleep(NOTICED.toMillis());
        if (table.answering().isPresent()) {
            throw new InVain("a service was recovered during maintenance");
        }
        table.crm("maintenance", "off");
        table.awaitAnswer();
    }

    /** No service may stop or start. */
    static void reattach(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        var process = server(table, active);
        table.crm("resource", "unmanage", "web");
        for (var pi : Choice.pis(chance)) {
            DaemonTrials.signal(table, pi, "TERM");
        }
        // It may answer before the last daemon is back: each has to be seen in its new life.
        TimeUnit.SECONDS.sleep(2);
        table.awaitHealthy();
        table.crm("resource", "manage", "web");
        table.awaitHealthy();
        var now = server(table, table.awaitAnswer());
        if (!now.equals(process)) {
            throw new InVain("the web server is " + now + " and was " + process + ": it has been restarted");
        }
    }

    private static String server(WholeTable table, String pi) throws IOException {
        return pi + ":" + table.on(pi, "pgrep", "-o", "-x", "nginx").output().strip();
    }

    static void resourceFails(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        table.on(active, "pkill", "-KILL", "-x", "nginx");
        Patience.until(
                "the failure is told",
                () -> table.status()
                        .filter(status -> !status.path("failures").isEmpty())
                        .isPresent());
        table.awaitAnswer();
    }

    static void move(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var active = table.awaitAnswer();
        var target =
                Choice.of(Layout.PIS.stream().filter(pi -> !pi.equals(active)).toList(), chance);
        table.crm("move", "web", target);
        if (!table.awaitAnswer().equals(target)) {
            throw new InVain("web was moved to " + target + " and answers from " + table.awaitAnswer());
        }
    }

    static void fence(WholeTable table, RandomGenerator chance) throws IOException, InterruptedException {
        var pi = Choice.pi(table, chance);
        var process = table.look(pi).pid();
        // If it leads, nobody is left who could answer; and one that was fenced often stays off after this.
        table.attempt("node", "fence", pi);
        Patience.until(pi + " has lost its power", () -> table.look(pi).pid() != process);
    }
}
