package crm.fencing.snmp;

import crm.emulator.mikrotik.MemoryPorts;
import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAgent;
import crm.fencing.Secret;
import crm.model.NodeName;
import crm.port.FencingDevice.DeviceUnreachable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;

/** A switch with three nodes on it, and our driver for it: the usual table of a test. */
final class EmulatedTable implements AutoCloseable {

    static final NodeName PI1 = new NodeName("pi1");
    static final NodeName PI2 = new NodeName("pi2");
    static final NodeName PI3 = new NodeName("pi3");
    static final Duration LIMIT = Duration.ofSeconds(20);

    final MemoryPorts ports = MemoryPorts.five();
    final SwitchAgent agent;
    final SnmpSwitch device;

    static SwitchAddress.Credentials community(String name) {
        return new SwitchAddress.Community(new Secret(name));
    }

    EmulatedTable() throws IOException {
        this(SwitchAccess.usual(), community("private"), PoeTable.AUTO);
    }

    EmulatedTable(SwitchAccess access, SwitchAddress.Credentials credentials, PoeTable poe) throws IOException {
        agent = new SwitchAgent(ports, access, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        agent.start();
        device = new SnmpSwitch(plan(agent.address(), credentials, poe), InstantSource.system());
    }

    static SwitchPlan plan(InetSocketAddress address, SwitchAddress.Credentials credentials, PoeTable poe) {
        var nodes = new LinkedHashMap<NodeName, List<String>>();
        nodes.put(PI1, List.of("ether2"));
        nodes.put(PI2, List.of("ether3"));
        nodes.put(PI3, List.of("ether4"));
        // Shorter than the default, so that a switch that never obeys does not hold up the tests.
        return new SwitchPlan("switch", new SwitchAddress(address, credentials), nodes, poe, Duration.ofSeconds(4));
    }

    /** Lets the driver see the table in peace, as it does all the time before anything happens. */
    void pollInPeace() throws DeviceUnreachable {
        device.poll(node -> true, LIMIT);
    }

    void quirk(Quirk quirk) {
        agent.quirks().set(quirk, true);
    }

    /** The truth, whatever the switch says. */
    boolean runs(NodeName node) {
        return device.plan().ports().getOrDefault(node, List.of()).stream().anyMatch(ports::deviceRuns);
    }

    @Override
    public void close() throws IOException {
        device.close();
        agent.close();
    }
}
