package crm.fencing.snmp;

import crm.emulator.mikrotik.MemoryPorts;
import crm.emulator.mikrotik.Quirk;
import crm.emulator.mikrotik.RouterScript;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAgent;
import crm.emulator.mikrotik.SwitchRest;
import crm.fencing.Secret;
import crm.fencing.rest.RestAddress;
import crm.model.NodeName;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.FencingOutcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** A switch with three nodes on it, and our driver for it: the usual table of a test. */
final class EmulatedTable implements AutoCloseable {

    static final NodeName PI1 = new NodeName("pi1");
    static final NodeName PI2 = new NodeName("pi2");
    static final NodeName PI3 = new NodeName("pi3");
    static final Duration LIMIT = Duration.ofSeconds(20);

    final MemoryPorts ports = MemoryPorts.five();
    final SwitchAgent agent;
    final SnmpSwitch device;
    private final SwitchRest rest;

    static SwitchAddress.Credentials community(String name) {
        return new SwitchAddress.Community(new Secret(name));
    }

    EmulatedTable() throws IOException {
        this(SwitchAccess.usual(), community("private"), PoeTable.AUTO);
    }

    EmulatedTable(SwitchAccess access, SwitchAddress.Credentials credentials, PoeTable poe) throws IOException {
        this(access, credentials, poe, rest -> List.of(new PowerMethod.IfAdmin()));
    }

    /** @param methods the ways to switch, given the one that needs an address */
    EmulatedTable(
            SwitchAccess access,
            SwitchAddress.Credentials credentials,
            PoeTable poe,
            Function<PowerMethod.Rest, List<PowerMethod>> methods)
            throws IOException {
        var anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        agent = new SwitchAgent(ports, access, anywhere);
        agent.scripts(List.of("ether2", "ether3", "ether4").stream()
                .flatMap(port -> Stream.of(RouterScript.off(port), RouterScript.on(port)))
                .toList());
        agent.start();
        rest = agent.openRest(anywhere, "crm", "rest-password");
        var address = new RestAddress(
                URI.create("http://127.0.0.1:" + rest.address().getPort()),
                "crm",
                new Secret("rest-password"),
                Optional.empty());
        device = new SnmpSwitch(
                plan(agent.address(), credentials, poe).by(methods.apply(new PowerMethod.Rest(address))),
                InstantSource.system());
    }

    static SwitchPlan plan(InetSocketAddress address, SwitchAddress.Credentials credentials, PoeTable poe) {
        var nodes = new LinkedHashMap<NodeName, List<String>>();
        nodes.put(PI1, List.of("ether2"));
        nodes.put(PI2, List.of("ether3"));
        nodes.put(PI3, List.of("ether4"));
        // Shorter than the default, so that a switch that never obeys does not hold up the tests.
        return new SwitchPlan("switch", new SwitchAddress(address, credentials), nodes, poe, Duration.ofSeconds(3));
    }

    /** Lets the driver see the table in peace, as it does all the time before anything happens. */
    void pollInPeace() throws DeviceUnreachable {
        device.poll(node -> true, LIMIT);
    }

    /** Switches off what our driver was told is at that port, as a wrong configuration would. */
    FencingOutcome offAt(String port, Duration limit) {
        var nodes = new LinkedHashMap<NodeName, List<String>>();
        nodes.put(PI2, List.of(port));
        SwitchPlan right = device.plan();
        try (var wrong = new SnmpSwitch(
                new SwitchPlan("wrong", right.address(), nodes, right.poe(), right.settle()), InstantSource.system())) {
            return wrong.off(PI2, limit);
        }
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
        rest.close();
        agent.close();
    }
}
