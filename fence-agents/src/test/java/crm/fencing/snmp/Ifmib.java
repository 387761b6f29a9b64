package crm.fencing.snmp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's {@code fence_ifmib} (package fence-agents), run as Pacemaker runs it. */
final class Ifmib {

    static final Path PROGRAM = Path.of("/usr/sbin/fence_ifmib");

    private Ifmib() {}

    record Ended(int code, String output) {}

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    /** With community {@code private}; a port may be left out by an empty one. */
    static Ended ask(InetSocketAddress where, String action, String port, List<String> more)
            throws IOException, InterruptedException {
        var lines = new ArrayList<>(
                List.of("ip=127.0.0.1", "ipport=" + where.getPort(), "community=private", "action=" + action));
        lines.addAll(more);
        if (!port.isEmpty()) {
            lines.add("port=" + port);
        }
        Process process =
                new ProcessBuilder(PROGRAM.toString()).redirectErrorStream(true).start();
        try (var input = process.getOutputStream()) {
            input.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
