package crm.demo.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Debian's receiver of traps, in a Pi's network. */
final class TrapEar implements AutoCloseable {
    private static final String LINK_DOWN = ".1.3.6.1.6.3.1.1.5.3";
    private static final String IF_INDEX = ".1.3.6.1.2.1.2.2.1.1.";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    TrapEar(TableUnderTest table, String pi) throws IOException, InterruptedException {
        process = new ProcessBuilder(table.layout()
                        .namespaceOf(pi)
                        .inside(
                                "stdbuf",
                                "-oL",
                                "snmptrapd",
                                "-f",
                                "-C",
                                "-m",
                                "",
                                "-On",
                                "-n",
                                "--disableAuthorization=yes",
                                "-Lo",
                                "udp:162"))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(this::listen);
        awaitLine("NET-SNMP version");
    }

    private void listen() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        } catch (IOException closed) {
            lines.add("closed");
        }
    }

    /** Waits for the trap that says so of this interface. */
    void awaitLinkDown(int index) throws InterruptedException {
        awaitLine(LINK_DOWN, IF_INDEX + index + " ");
    }

    private void awaitLine(String... parts) throws InterruptedException {
        var heard = new StringBuilder();
        for (var line = lines.poll(10, TimeUnit.SECONDS); line != null; line = lines.poll(10, TimeUnit.SECONDS)) {
            heard.append(line).append('\n');
            if (java.util.Arrays.stream(parts).allMatch(line::contains)) {
                return;
            }
        }
        throw new AssertionError("no line with " + String.join(" and ", parts) + " in:\n" + heard);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
