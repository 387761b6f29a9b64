package crm.fencing.snmp;

import crm.emulator.mikrotik.MemoryPorts;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAccess.Authentication;
import crm.emulator.mikrotik.SwitchAccess.Privacy;
import crm.emulator.mikrotik.SwitchAgent;
import crm.fencing.Secret;
import crm.fencing.snmp.SwitchAddress.AuthProtocol;
import crm.fencing.snmp.SwitchAddress.Level;
import crm.fencing.snmp.SwitchAddress.PrivProtocol;
import crm.model.NodeName;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.On;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/**
 * How long it takes from the order to the proof that a node is off, on one emulated switch: our driver, and beside it
 * Debian's {@code fence_ifmib} where it is installed. Run by {@code bench/fencing/run}.
 */
final class FencingBench {

    private static final NodeName NODE = new NodeName("pi1");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private FencingBench() {}

    private interface Attempt {
        /** Switches off, and ends when it is proven. */
        void off() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length == 0 ? 20 : Integer.parseInt(arguments[0]);
        var access = SwitchAccess.usual()
                .with(new SwitchAccess.User(
                        "fencer", Authentication.SHA1, "auth-password", Privacy.AES128, "priv-password"));
        var ports = MemoryPorts.five();
        try (var agent = new SwitchAgent(ports, access, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            agent.start();
            System.out.println("off -> proven off, milliseconds over " + runs + " runs");
            System.out.println("| | min | median | max |");
            System.out.println("|---|---|---|---|");
            ours("crm, v2c", agent, new SwitchAddress.Community(new Secret("private")), runs);
            ours("crm, v3 SHA AES authPriv", agent, user(), runs);
            if (Ifmib.installed()) {
                ifmib(agent, ports, runs);
            } else {
                System.out.println("| fence_ifmib | not installed | | |");
            }
        }
    }

    private static void ours(String name, SwitchAgent agent, SwitchAddress.Credentials credentials, int runs)
            throws Exception {
        var nodes = new LinkedHashMap<NodeName, List<String>>();
        nodes.put(NODE, List.of("ether2"));
        var plan = new SwitchPlan(
                "switch", new SwitchAddress(agent.address(), credentials), nodes, PoeTable.AUTO, SwitchPlan.SETTLE);
        try (var device = new SnmpSwitch(plan, InstantSource.system())) {
            // The daemon polls all the time, so it meets a fencing warm: session open, engine and port known.
            for (int i = 0; i < 20; i++) {
                device.poll(node -> true, LIMIT);
            }
            List<Double> took = new ArrayList<>();
            for (int run = 0; run < runs; run++) {
                took.add(measured(() -> require(device.off(NODE, LIMIT) instanceof Off)));
                require(device.on(NODE, LIMIT) instanceof On);
            }
            print(name, took);
        }
    }

    private static void ifmib(SwitchAgent agent, MemoryPorts ports, int runs) throws Exception {
        List<Double> took = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            took.add(measured(() -> {
                require(ifmib(agent, "off") == 0);
                require(!ports.deviceRuns("ether2"));
            }));
            require(ifmib(agent, "on") == 0);
        }
        print("fence_ifmib of Debian, v2c", took);
    }

    private static int ifmib(SwitchAgent agent, String action) throws IOException, InterruptedException {
        return Ifmib.ask(agent.address(), action, "ether2", List.of()).code();
    }

    private static double measured(Attempt attempt) throws Exception {
        long begun = System.nanoTime();
        attempt.off();
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void print(String name, List<Double> took) {
        List<Double> sorted = took.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f |%n",
                name,
                sorted.getFirst(),
                sorted.get(sorted.size() / 2),
                sorted.getLast());
    }

    private static void require(boolean truth) {
        if (!truth) {
            throw new IllegalStateException("the switch was not switched: the figures would mean nothing");
        }
    }

    private static SwitchAddress.User user() {
        return new SwitchAddress.User(
                "fencer",
                Level.AUTH_PRIV,
                AuthProtocol.SHA,
                new Secret("auth-password"),
                PrivProtocol.AES,
                new Secret("priv-password"));
    }
}
