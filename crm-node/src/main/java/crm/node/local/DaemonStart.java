package crm.node.local;

import crm.control.Reply;
import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the daemon, by the service manager where that knows it, and waits until it answers.
 *
 * @param settings the node's settings
 * @param log where it writes if no service manager looks after it
 * @param socket on which it answers
 */
record DaemonStart(Path settings, Path log, String socket) {

    private static final Path UNIT = Path.of("/etc/systemd/system/crm.service");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(30);
    private static final Duration UNIT_WITHIN = Duration.ofSeconds(60);

    Reply reply() {
        if (answers()) {
            return Reply.Done.of("The daemon runs already.");
        }
        try {
            Optional<Process> daemon = Files.exists(UNIT) ? unit() : Optional.of(process());
            return await(daemon);
        } catch (IOException cannot) {
            return Reply.Failed.of(Reply.Kind.ERROR, "The daemon cannot be started: " + cannot.getMessage());
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
            return Reply.Failed.of(Reply.Kind.TIMED_OUT, "Whether the daemon starts was not waited for.");
        }
    }

    private static Optional<Process> unit() throws IOException, InterruptedException {
        Process systemctl = new ProcessBuilder("systemctl", "start", "crm.service")
                .inheritIO()
                .start();
        if (!systemctl.waitFor(UNIT_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            systemctl.destroyForcibly();
            throw new IOException("systemctl does not come back");
        }
        if (systemctl.exitValue() != 0) {
            throw new IOException("systemctl start crm.service failed; see: journalctl -u crm");
        }
        return Optional.empty();
    }

    private Process process() throws IOException {
        Files.createDirectories(Optional.ofNullable(log.getParent()).orElse(Path.of("/")));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        "setsid",
                        java,
                        "-Xmx48m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "crm.node.NodeMain",
                        settings.toString()))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
    }

    private Reply await(Optional<Process> daemon) throws InterruptedException {
        long end = System.nanoTime() + ANSWERS_WITHIN.toNanos();
        while (System.nanoTime() < end) {
            if (answers()) {
                return Reply.Done.of("The daemon runs. See: crm status");
            }
            if (daemon.isPresent() && !daemon.get().isAlive()) {
                return Reply.Failed.of(Reply.Kind.ERROR, "The daemon ended at once; why stands in " + log + ".");
            }
            Thread.sleep(100);
        }
        return Reply.Failed.of(
                Reply.Kind.TIMED_OUT, "The daemon does not answer within " + ANSWERS_WITHIN.toSeconds() + " seconds.");
    }

    private boolean answers() {
        for (String path : socket.split(":", -1)) {
            try (var client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                return client.isConnected();
            } catch (IOException nobodyThere) {
                // Perhaps on the next one.
            }
        }
        return false;
    }
}
