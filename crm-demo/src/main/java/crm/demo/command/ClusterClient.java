package crm.demo.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import crm.cli.client.Client;
import crm.cli.client.ClientTerminal;
import crm.cli.wire.Abilities;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs the {@code crm} command line against the daemons of a table, as a person in front of it would. */
public final class ClusterClient {
    private static final ObjectMapper JSON = new ObjectMapper();
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
        var said = new ByteArrayOutputStream();
        var terminal = new ClientTerminal(InputStream.nullInputStream(), said, said, Abilities.NONE);
        var exit = new Client(sockets, terminal, ClusterClient::withoutDaemon).run(arguments);
        return new Shell.Ended(exit, said.toString(StandardCharsets.UTF_8));
    }

    private static int withoutDaemon(String[] arguments, ClientTerminal terminal, String why) {
        terminal.err("crm: " + (why.isEmpty() ? "this needs a machine of its own" : why) + "\n");
        return Client.UNAVAILABLE;
    }

    /** What the cluster says of itself; empty if no daemon answers. */
    public Optional<JsonNode> status(List<String> pis) throws IOException {
        var answer = run(pis, "status", "--output", "json").output();
        return answer.startsWith("{") ? Optional.of(JSON.readTree(answer).path("status")) : Optional.empty();
    }

    /**
     * Loads the table's cluster file, as soon as the daemons have formed a cluster.
     *
     * @throws IOException with the last answer, if they do not
     */
    public void configure() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + FORMING.toNanos();
        while (true) {
            var loaded = run("configure", "load", "--yes", layout.clusterFile().toString());
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
