package crm.demo.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A named network namespace, as {@code ip netns} keeps them.
 *
 * @param name as under {@code /run/netns}
 */
public record NetworkNamespace(String name) {

    private static final Path NAMED = Path.of("/run/netns");

    /** The namespaces whose names begin so, of whatever run. */
    public static List<NetworkNamespace> withPrefix(String prefix) {
        if (!Files.isDirectory(NAMED)) {
            return List.of(); // Nobody has made any, or this is no Linux.
        }
        return Shell.run("ip", "netns", "list")
                .lines()
                .map(line -> line.split(" ", 2)[0])
                .filter(name -> name.startsWith(prefix))
                .sorted()
                .map(NetworkNamespace::new)
                .toList();
    }

    /** Makes it, with its loopback up and IPv6 off: the table speaks IPv4, and IPv6's address checks only add delays. */
    public void create() {
        Shell.run("ip", "netns", "add", name);
        Shell.run(inside("sysctl", "-qw", "net.ipv6.conf.all.disable_ipv6=1", "net.ipv6.conf.default.disable_ipv6=1"));
        ip("link", "set", "lo", "up");
    }

    /** Removes it and every link in it. Processes in it keep it alive, nameless, until they end. */
    public void delete() {
        Shell.run("ip", "netns", "del", name);
    }

    /** {@code ip -n NAME …}: an {@code ip} command on the links in here. */
    public String ip(String... arguments) {
        var command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(Arrays.asList(arguments));
        return Shell.run(command);
    }

    /** The command that runs another one in here; mounts stay the caller's, which {@code ip netns exec} would change. */
    public List<String> inside(String... command) {
        var whole = new ArrayList<>(List.of("nsenter", "--net=/run/netns/" + name, "--"));
        whole.addAll(Arrays.asList(command));
        return whole;
    }

    /** The processes that live in here. */
    public List<Long> processes() {
        return Shell.run("ip", "netns", "pids", name).lines().map(Long::valueOf).toList();
    }
}
