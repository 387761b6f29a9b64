package crm.demo.table;

import crm.demo.linux.CommandFailed;
import crm.demo.linux.Shell;
import java.util.HashSet;
import java.util.Set;

/**
 * The switch's forwarding plane and the cables: a bridge in this process's network namespace, and for everything with a
 * cable a namespace of its own with the far end, {@code eth0}. Belongs to the table's loop.
 */
final class Wiring {
    private static final String SWITCH_MAC = "02:00:00:88:00:01";

    private final Layout layout;
    private final Set<String> severed = new HashSet<>();

    Wiring(Layout layout) {
        this.layout = layout;
    }

    void lay() {
        // An address of its own: otherwise the bridge takes that of a port, and another when this port leaves it.
        // No spanning tree, whose listening would swallow a Pi's first seconds; no snooping, since nobody queries.
        Shell.run(
                "ip",
                "link",
                "add",
                "br0",
                "address",
                SWITCH_MAC,
                "type",
                "bridge",
                "stp_state",
                "0",
                "forward_delay",
                "0",
                "mcast_snooping",
                "0");
        Shell.run("ip", "addr", "add", Layout.SWITCH_ADDRESS + "/24", "dev", "br0");
        Shell.run("ip", "addr", "add", Layout.PRINTER_ADDRESS + "/24", "dev", "br0");
        Shell.run("ip", "link", "set", "br0", "up");
        for (var name : Layout.cabled()) {
            var namespace = layout.namespaceOf(name);
            namespace.create();
            Shell.run(
                    "ip",
                    "link",
                    "add",
                    Layout.portOf(name),
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "eth0",
                    "netns",
                    namespace.name());
            Shell.run("ip", "link", "set", Layout.portOf(name), "master", "br0", "up");
        }
        var client = layout.namespaceOf(Layout.CLIENT);
        client.ip("addr", "add", Layout.addressOf(Layout.CLIENT) + "/24", "dev", "eth0");
        client.ip("link", "set", "eth0", "up");
    }

    void remove() {
        for (var name : Layout.cabled()) {
            try {
                layout.namespaceOf(name).delete();
            } catch (CommandFailed gone) {
                // Somebody else has removed it; the others must go all the same.
            }
        }
        Shell.attempt(Shell.USUAL, "ip", "link", "del", "br0");
    }

    boolean severed(String name) {
        return severed.contains(name);
    }

    /** Takes the port out of the bridge: it keeps its link, and nothing gets through. */
    void sever(String name) {
        Shell.run("ip", "link", "set", Layout.portOf(name), "nomaster");
        severed.add(name);
    }

    void join(String name) {
        Shell.run("ip", "link", "set", Layout.portOf(name), "master", "br0");
        severed.remove(name);
    }

    /** Lets nothing through until {@link #letSpeak} or until the link has gone and come back. */
    void silence(String name) {
        portState(name, "0");
    }

    void letSpeak(String name) {
        portState(name, "3");
    }

    private void portState(String name, String state) {
        // A severed port is in no bridge, and a dead one in no state: both are silent as they are.
        Shell.attempt(Shell.USUAL, "bridge", "link", "set", "dev", Layout.portOf(name), "state", state);
    }
}
