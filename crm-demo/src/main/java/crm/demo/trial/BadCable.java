package crm.demo.trial;

import crm.demo.linux.NetworkNamespace;
import crm.demo.linux.OwnProgram;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A bad cable in place of the good one between a Pi and the switch, until it is closed. The kernel's own means for that,
 * {@code netem}, is not in every kernel: here the Pi's port leaves the bridge, a port of the cable's takes its place, and
 * {@link CableMain} carries the frames between them.
 */
final class BadCable implements AutoCloseable {
    private static final String PLACE = "slow";
    private static final String END = "slow-end";
    private static final String TABLE = "cable";
    private static final String BRIDGE = "br0";

    private final NetworkNamespace network;
    private final String port;
    private final Process carrier;

    private BadCable(NetworkNamespace network, String port, Process carrier) {
        this.network = network;
        this.port = port;
        this.carrier = carrier;
    }

    static BadCable lay(WholeTable table, String pi, Slowness slowness, long seed) throws IOException {
        var network = table.layout().switchNamespace();
        var port = Layout.portOf(pi);
        network.ip("link", "add", PLACE, "type", "veth", "peer", "name", END);
        try {
            network.ip("link", "set", END, "up");
            network.ip("link", "set", PLACE, "up");
            var cable = new BadCable(network, port, carrier(network, port, slowness, seed));
            Shell.run(network.inside("nft", "add table netdev " + TABLE));
            cable.leaveToTheCarrier(END);
            cable.exchange(port, PLACE);
            cable.leaveToTheCarrier(port);
            return cable;
        } catch (IOException | RuntimeException failure) {
            network.ip("link", "del", PLACE);
            throw failure;
        }
    }

    private static Process carrier(NetworkNamespace network, String port, Slowness slowness, long seed)
            throws IOException {
        var command = network.inside(
                OwnProgram.command(CableMain.class, List.of(port, END, slowness.toString(), Long.toString(seed)))
                        .toArray(String[]::new));
        var carrier = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = carrier.inputReader(StandardCharsets.UTF_8).readLine();
        if (!"ready".equals(said)) {
            carrier.destroyForcibly();
            throw new InVain("no cable can be laid: " + said);
        }
        return carrier;
    }

    /** What arrives there is the carrier's alone: this machine would answer some of it itself. */
    private void leaveToTheCarrier(String device) {
        Shell.run(network.inside(
                "nft",
                "add chain netdev " + TABLE + " " + device + " { type filter hook ingress device \"" + device
                        + "\" priority 0; policy drop; }"));
    }

    /** One after the other at once: a node whose cable is out for longer than the blink of an eye is lost. */
    private void exchange(String out, String in) {
        Shell.run(network.inside(
                "sh", "-c", "ip link set " + out + " nomaster && ip link set " + in + " master " + BRIDGE));
    }

    @Override
    public void close() {
        Shell.run(network.inside("nft", "delete table netdev " + TABLE));
        exchange(PLACE, port);
        network.ip("link", "del", PLACE);
        carrier.destroyForcibly();
    }
}
