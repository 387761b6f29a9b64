package crm.demo.command;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.demo.table.Layout;
import crm.demo.table.TableView;
import crm.demo.trial.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** A table of a test's own, under a name of its own, that is gone when the test ends, however it ends. */
public final class TableUnderTest implements AutoCloseable {
    private final TableOptions options;
    private final TableSetup setup;
    private final TableClient client;

    private TableUnderTest(TableOptions options) {
        this.options = options;
        this.setup = new TableSetup(options);
        this.client = new TableClient(options.layout());
    }

    /**
     * Lays a table whose Pis run the given command instead of the daemon; none: the daemon.
     *
     * @param name makes its namespaces and directory unique among tests that run at the same time
     */
    public static TableUnderTest up(String name, String... daemon) throws IOException {
        assumeRootAndPrograms();
        var layout = Layout.named("crm-" + name + ProcessHandle.current().pid());
        var table = new TableUnderTest(new TableOptions(layout, Duration.ofMillis(200), List.of(daemon)));
        table.setup.up();
        return table;
    }

    private static void assumeRootAndPrograms() {
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "SKIPPED: a table needs root, for network namespaces and mounts");
        for (var program : List.of(
                "ip",
                "bridge",
                "nsenter",
                "unshare",
                "tgtd",
                "mkfs.ext4",
                "snmpget",
                "snmptrapd",
                "ping",
                "curl",
                "nft")) {
            var found = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
            assumeTrue(found, "SKIPPED: a table needs " + program + " (./check installs what is missing)");
        }
    }

    public TableClient client() {
        return client;
    }

    public Layout layout() {
        return options.layout();
    }

    public TableSetup setup() {
        return setup;
    }

    public String order(String... words) throws IOException {
        return client.order(words);
    }

    public TableView.Seat look(String name) throws IOException {
        return client.look().of(name);
    }

    /** Waits for something about the table. */
    public void await(String what, Predicate<TableView> condition) throws IOException, InterruptedException {
        awaitThat(what, () -> condition.test(client.look()));
    }

    /** Waits until the machine's first process is there. */
    public void awaitRunning(String name) throws IOException, InterruptedException {
        await(name + " runs", view -> view.of(name).condition() == TableView.Condition.RUNNING);
    }

    /** Waits until the answer is yes; there is nothing to prove by how long it took. */
    public static void awaitThat(String what, Patience.Question question) throws IOException, InterruptedException {
        Patience.until(what, question);
    }

    /** Keeps the logs for whoever looks into a failure. */
    @Override
    public void close() throws IOException {
        var kept = Path.of("target", "table-logs", layout().prefix());
        var logs = layout().logs();
        if (Files.isDirectory(logs)) {
            Files.createDirectories(kept);
            try (var files = Files.list(logs)) {
                for (var file : files.toList()) {
                    Files.copy(file, kept.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        setup.clean();
    }
}
