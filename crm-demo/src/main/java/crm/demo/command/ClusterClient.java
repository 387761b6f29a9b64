package crm.demo.command;

import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the {@code crm} command line against the daemons of a table, as a person in front of it would. */
public final class ClusterClient {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Duration FORMING = Duration.ofMinutes(2);

    private final Layout layout;

    public ClusterClient(Layout layout) {
        this.layout = layout;
    }

    /** Runs {@code crm …}; whichever daemon answers will do. */
    public Shell.Ended run(String... arguments) {
        return run(Layout.PIS, arguments);
    }

    /** Runs {@code crm …}, answered by one of these Pis. */
    public Shell.Ended run(List<String> pis, String... arguments) {
        var sockets = pis.stream()
                .map(layout::daemonSocket)
                .filter(Files::exists)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(List.of(
                "env",
                "CRM_SOCKET=" + sockets,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                "crm.cli.client.Main"));
        command.addAll(List.of(arguments));
        return Shell.attempt(LONGEST, command);
    }

    /**
     * Loads the table's cluster file, as soon as the daemons have formed a cluster.
     *
     * @throws IOException with the last answer, if they do not
     */
    public void configure() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + FORMING.toNanos();
        while (true) {
            var loaded = run(
                    "configure", "load", "--yes", NodeFiles.clusterFile(layout).toString());
            if (loaded.well()) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the cluster file could not be loaded: " + loaded.output());
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }
}
