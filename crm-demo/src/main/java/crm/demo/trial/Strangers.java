package crm.demo.trial;

import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import crm.demo.trial.Stranger.Port;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A stranger on the table's network, and one with a shell on a node: what they send to every port of one node must stop nobody,
 * make nobody suspected, and leave the node as large as it was.
 */
public final class Strangers {

    private static final String VICTIM = Layout.PIS.getFirst();
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long GROWTH_MAX_KIB = 40 << 10;

    private final WholeTable table;
    private final PrintStream out;

    public Strangers(WholeTable table, PrintStream out) {
        this.table = table;
        this.out = out;
    }

    /**
     * Sends so many inputs to each port.
     *
     * @return what was found, a sentence each
     */
    public List<String> send(int inputs, long seed) throws IOException, InterruptedException {
        var findings = new ArrayList<String>();
        for (Port port : Port.values()) {
            findings.addAll(sendTo(port, inputs, seed));
        }
        findings.addAll(Audit.findings(table));
        return findings;
    }

    private List<String> sendTo(Port port, int inputs, long seed) throws IOException, InterruptedException {
        var findings = new ArrayList<String>();
        Footprint before = Footprint.of(table, VICTIM);
        String incidents = table.crm("history");
        long logged = table.log(VICTIM).length();
        long begun = System.nanoTime();
        Shell.Ended ended = Shell.attempt(LIMIT, command(port, inputs, seed));
        double seconds = (System.nanoTime() - begun) / 1e9;
        table.awaitHealthy();
        Footprint after = Footprint.of(table, VICTIM);
        out.printf(
                Locale.ROOT,
                "%-9s %d inputs in %.0f s; memory %.1f -> %.1f MiB, disk %.2f -> %.2f MiB, %d bytes logged%n",
                port,
                inputs,
                seconds,
                before.memory() / 1024.0,
                after.memory() / 1024.0,
                before.disk() / 1048576.0,
                after.disk() / 1048576.0,
                table.log(VICTIM).length() - logged);
        if (!ended.well()) {
            findings.add("the stranger at " + port + " could not send: "
                    + ended.output().strip());
        }
        if (!table.crm("history").equals(incidents)) {
            findings.add("what was sent to " + port + " made an incident: " + table.crm("history"));
        }
        if (after.age() < seconds) {
            findings.add("what was sent to " + port + " ended the daemon");
        }
        if (after.memory() - before.memory() > GROWTH_MAX_KIB) {
            findings.add("what was sent to " + port + " made the daemon grow by "
                    + ((after.memory() - before.memory()) >> 10) + " MiB");
        }
        return findings;
    }

    /** What only listens inside the node needs somebody inside it. */
    private List<String> command(Port port, int inputs, long seed) throws IOException {
        var command = new ArrayList<String>();
        String address = Layout.addressOf(VICTIM);
        String target = switch (port) {
            case CLUSTER -> "239.88.7.1/" + address;
            case DETECTOR, TRAPS -> address;
            case PAGE -> "127.0.0.1";
            case CONTROL -> "/run/crm/crm.sock";
        };
        switch (port) {
            case CLUSTER, DETECTOR, TRAPS ->
                command.addAll(table.layout().namespaceOf(Layout.CLIENT).inside());
            case PAGE, CONTROL ->
                command.addAll(List.of(
                        "nsenter", "-t", Long.toString(table.look(VICTIM).pid()), "-m", "-u", "-i", "-n", "-p", "--"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Stranger.class.getName(),
                port.name(),
                target,
                Integer.toString(inputs),
                Long.toString(seed)));
        return command;
    }
}
