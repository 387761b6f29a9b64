package crm.membership;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A switch and machines on it, as network namespaces of this test alone: a cable can be pulled. Needs root and the
 * {@code ip} command.
 */
final class Namespaces implements AutoCloseable {

    private static final String PREFIX = "crmmemb";

    private final String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    private final List<String> made = new ArrayList<>();

    static boolean possible() {
        return "root".equals(System.getProperty("user.name"))
                && Files.isDirectory(Path.of("/run"))
                && Files.isExecutable(Path.of("/usr/bin/nsenter"))
                && (Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")));
    }

    /** Machines {@code pi1}… with the addresses {@code 10.77.0.1}…; made directly inside the namespaces. */
    Namespaces(List<String> machines) throws IOException {
        removeLeftovers();
        add("switch");
        in("switch", "ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0");
        in("switch", "ip", "link", "set", "br0", "up");
        for (String machine : machines) {
            add(machine);
            run(
                    "ip",
                    "link",
                    "add",
                    "eth0",
                    "netns",
                    prefix + machine,
                    "type",
                    "veth",
                    "peer",
                    "name",
                    machine,
                    "netns",
                    prefix + "switch");
            in("switch", "ip", "link", "set", machine, "master", "br0", "up");
            in(machine, "ip", "link", "set", "lo", "up");
            in(machine, "ip", "address", "add", address(machines, machine) + "/24", "dev", "eth0");
            in(machine, "ip", "link", "set", "eth0", "up");
            in(machine, "ip", "route", "add", "224.0.0.0/4", "dev", "eth0");
        }
    }

    static String address(List<String> machines, String machine) {
        return "10.77.0." + (machines.indexOf(machine) + 1);
    }

    private void add(String name) throws IOException {
        run("ip", "netns", "add", prefix + name);
        made.add(prefix + name);
    }

    /** Namespaces of earlier runs of this test that crashed; their processes are gone with their test. */
    private static void removeLeftovers() throws IOException {
        Path directory = Path.of("/run/netns");
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (var all = Files.list(directory)) {
            for (Path path : all.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith(PREFIX) && !alive(name)) {
                    run("ip", "netns", "delete", name);
                }
            }
        }
    }

    private static boolean alive(String name) {
        String pid = name.substring(PREFIX.length()).replaceAll("-.*", "");
        return ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false);
    }

    void pull(String machine) throws IOException {
        in("switch", "ip", "link", "set", machine, "down");
    }

    void plug(String machine) throws IOException {
        in("switch", "ip", "link", "set", machine, "up");
    }

    private void in(String name, String... command) throws IOException {
        run(inside(name, command).toArray(String[]::new));
    }

    /** The command that runs another inside a namespace, as the same process. */
    List<String> inside(String name, String... command) {
        var all = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + prefix + name));
        all.addAll(List.of(command));
        return all;
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + ": "
                        + new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (String name : made.reversed()) {
            run("ip", "netns", "delete", name);
        }
    }
}
