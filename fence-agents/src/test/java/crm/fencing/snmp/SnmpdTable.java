package crm.fencing.snmp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Debian's real {@code snmpd} as a switch: a network namespace whose virtual cables are its ports, with a PoE table fed
 * from files. Everything lives in two namespaces of its own; needs root.
 */
final class SnmpdTable implements AutoCloseable {

    static final List<String> PORTS = List.of("ether2", "ether3", "ether4");
    private static final String PREFIX = "crmfence-";

    /** A PoE table as {@code snmpd} asks for it: one program run for each object, the values in files by index. */
    private static final String POE_PROGRAM = """
            #!/bin/bash
            [ "$1" = -g ] || exit 0
            index=${2##*.}; column=${2%.*}; column=${column##*.}
            [ -r "$POE_FOLDER/$index" ] || exit 0
            read -r name status current <"$POE_FOLDER/$index"
            echo "$2"
            case $column in
              2) printf 'string\\n%s\\n' "$name" ;;
              3) printf 'integer\\n%s\\n' "$status" ;;
              5) printf 'gauge\\n%s\\n' "$current" ;;
            esac
            """;

    private static final String CONFIGURATION = """
            agentAddress udp:127.0.0.1:161
            rwcommunity private 127.0.0.1
            rocommunity public 127.0.0.1
            createUser fencer SHA auth-password AES priv-password
            createUser fencer2 SHA-256 auth-password AES priv-password
            rwuser fencer priv
            rwuser fencer2 priv
            pass .1.3.6.1.4.1.14988.1.1.15 /bin/bash FOLDER/poe-table
            """;

    final String switchNamespace = PREFIX + "sw" + ProcessHandle.current().pid();
    private final String nodeNamespace = PREFIX + "no" + ProcessHandle.current().pid();
    final Path folder;
    private final Process snmpd;

    SnmpdTable(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        run("ip", "netns", "add", switchNamespace);
        run("ip", "netns", "add", nodeNamespace);
        run("ip", "-n", switchNamespace, "link", "set", "lo", "up");
        for (String port : PORTS) {
            plugNewCable(switchNamespace, nodeNamespace, port);
        }
        Files.createDirectories(folder.resolve("poe"));
        Path program = Files.writeString(folder.resolve("poe-table"), POE_PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration =
                Files.writeString(folder.resolve("snmpd.conf"), CONFIGURATION.replace("FOLDER", folder.toString()));
        var builder = new ProcessBuilder(
                "nsenter",
                "--net=/run/netns/" + switchNamespace,
                "snmpd",
                "-f",
                "-Lf",
                folder.resolve("snmpd.log").toString(),
                "-C",
                "-c",
                configuration.toString(),
                "-I",
                "-smux",
                "-p",
                folder.resolve("snmpd.pid").toString());
        builder.environment().put("POE_FOLDER", folder.resolve("poe").toString());
        builder.environment()
                .put(
                        "SNMP_PERSISTENT_DIR",
                        Files.createDirectories(folder.resolve("state")).toString());
        builder.environment().put("MIBS", "");
        snmpd = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void plugNewCable(String switchNamespace, String nodeNamespace, String port)
            throws IOException, InterruptedException {
        run(
                "ip",
                "link",
                "add",
                port,
                "netns",
                switchNamespace,
                "type",
                "veth",
                "peer",
                "name",
                port,
                "netns",
                nodeNamespace);
        run("ip", "-n", switchNamespace, "link", "set", port, "up");
        run("ip", "-n", nodeNamespace, "link", "set", port, "up");
    }

    /** Ends with what the command printed. */
    static List<String> run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines;
        try (var output = process.inputReader()) {
            lines = output.readAllLines();
        }
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + lines);
        }
        return lines;
    }

    /** Runs a class of this project inside the switch's network, with this project's classes; ends with what it printed. */
    List<String> tellInside(Class<?> story) throws IOException, InterruptedException {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                "nsenter",
                "--net=/run/netns/" + switchNamespace,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                story.getName(),
                folder.toString(),
                switchNamespace,
                nodeNamespace));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            List<String> lines = output.readAllLines();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return lines;
        }
    }

    @Override
    public void close() throws IOException {
        snmpd.destroy();
        try {
            if (!snmpd.waitFor(5, TimeUnit.SECONDS)) {
                snmpd.destroyForcibly();
            }
            run("ip", "netns", "del", switchNamespace);
            run("ip", "netns", "del", nodeNamespace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
