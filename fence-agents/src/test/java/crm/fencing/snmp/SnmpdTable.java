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
 * from files. Everything lives in two namespaces of its own, for which nobody need be root where the kernel lets users have
 * namespaces; they end with the processes that hold them.
 */
final class SnmpdTable implements AutoCloseable {

    static final List<String> PORTS = List.of("ether2", "ether3", "ether4");
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    /** Inside a user namespace of its own anybody may make networks. */
    private static final List<String> UNSHARE =
            ROOT ? List.of("unshare", "--net") : List.of("unshare", "--user", "--map-root-user", "--net");

    /** Says when it is there, and ends when we do. */
    private static final List<String> HOLD = List.of("sh", "-c", "echo ready; exec cat");

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

    private final Path folder;
    private final Process switchNetwork;
    private final Process nodeNetwork;
    private final Process snmpd;

    /** Whether there can be one here. */
    static boolean possible() throws InterruptedException {
        var command = new ArrayList<>(UNSHARE);
        command.add("true");
        try {
            run(command.toArray(String[]::new));
            return true;
        } catch (IOException forbidden) {
            return false;
        }
    }

    SnmpdTable(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        switchNetwork = held(UNSHARE);
        nodeNetwork = held(inside(List.of("unshare", "--net")));
        run(inside("ip", "link", "set", "lo", "up"));
        for (String port : PORTS) {
            plugNewCable(port);
        }
        Files.createDirectories(folder.resolve("poe"));
        Path program = Files.writeString(folder.resolve("poe-table"), POE_PROGRAM);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path configuration =
                Files.writeString(folder.resolve("snmpd.conf"), CONFIGURATION.replace("FOLDER", folder.toString()));
        var builder = new ProcessBuilder(inside(
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
                folder.resolve("snmpd.pid").toString()));
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

    private static Process held(List<String> made) throws IOException {
        var command = new ArrayList<>(made);
        command.addAll(HOLD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = process.inputReader().readLine();
        if (!"ready".equals(said)) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
        return process;
    }

    /** A command as it is run in the switch's network. */
    private String[] inside(String... command) {
        return inside(List.of(command)).toArray(String[]::new);
    }

    private List<String> inside(List<String> command) {
        var all = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(switchNetwork.pid()), "--net"));
        if (!ROOT) {
            all.addAll(List.of("--user", "--preserve-credentials"));
        }
        all.addAll(command);
        return all;
    }

    private void plugNewCable(String port) throws IOException, InterruptedException {
        String node = String.valueOf(nodeNetwork.pid());
        run(inside("ip", "link", "add", port, "type", "veth", "peer", "name", port, "netns", node));
        run(inside("ip", "link", "set", port, "up"));
        run(inside("nsenter", "--target", node, "--net", "ip", "link", "set", port, "up"));
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
        String[] command = inside(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes,
                story.getName(),
                folder.toString(),
                String.valueOf(nodeNetwork.pid()));
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
    public void close() {
        for (Process process : List.of(snmpd, nodeNetwork, switchNetwork)) {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
