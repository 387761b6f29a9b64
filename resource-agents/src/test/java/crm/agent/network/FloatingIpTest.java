package crm.agent.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.agent.Agents;
import crm.agent.testing.Calls;
import crm.agent.testing.LifeCycle;
import crm.agent.testing.Namespace;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.ResourceAgent.Result;
import crm.port.ResourceAgent.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node and a client on one cable, in namespaces of their own. */
@Tag("root")
class FloatingIpTest {

    @TempDir
    Path run;

    private Namespace node;
    private Namespace client;

    @BeforeEach
    void layTheCable() throws Exception {
        Namespace.assumePossible();
        node = Namespace.create("n");
        client = Namespace.create("c");
        node.connect("eth0", client, "eth0");
        node.ip("addr", "add", "10.9.0.11/24", "dev", "eth0");
        client.ip("addr", "add", "10.9.0.50/24", "dev", "eth0");
        node.ip("addr", "add", "fd09::11/64", "dev", "eth0", "nodad");
        client.ip("addr", "add", "fd09::50/64", "dev", "eth0", "nodad");
    }

    @AfterEach
    void takeItAway() throws Exception {
        if (node != null) {
            node.remove();
        }
        if (client != null) {
            client.remove();
        }
    }

    private Calls address(String ip) {
        return new Calls(
                new Agents(new NodeName("pi1"), run)
                        .agent(AgentId.parse("crm:floating-ip").orElseThrow())
                        .orElseThrow(),
                "crm:floating-ip",
                new LinkedHashMap<>(Map.of("ip", ip)));
    }

    @Test
    void keepsTheContractForBothFamilies() throws Exception {
        node.inside(() -> {
            LifeCycle.check(address("10.9.0.100"));
            LifeCycle.check(address("fd09::100"));
            return null;
        });
    }

    @Test
    void findsInterfaceAndPrefixByItself() throws Exception {
        node.inside(() -> address("10.9.0.100").start());
        assertTrue(node.ip("addr", "show", "dev", "eth0").contains("10.9.0.100/24 brd 10.9.0.255"));
        assertFalse(node.ip("addr", "show", "dev", "lo").contains("10.9.0.100"));
    }

    @Test
    void takesPrefixAndLabelFromTheParameters() throws Exception {
        Calls labelled =
                address("10.9.0.100").with("cidr_netmask", "255.255.255.255").with("iflabel", "web");
        LifeCycle.expect(0, "start", node.inside(labelled::start));
        assertTrue(node.ip("addr", "show", "dev", "eth0").contains("10.9.0.100/32 scope global eth0:web"));
        LifeCycle.expect(0, "stop", node.inside(labelled::stop));
    }

    @Test
    void tellsNeighboursThatRememberAnotherMachine() throws Exception {
        client.ip("neigh", "add", "10.9.0.100", "lladdr", "02:00:00:00:00:99", "dev", "eth0", "nud", "reachable");
        client.ip("-6", "neigh", "add", "fd09::100", "lladdr", "02:00:00:00:00:99", "dev", "eth0", "nud", "reachable");
        node.inside(() -> address("10.9.0.100").start());
        node.inside(() -> address("fd09::100").start());
        String mac = node.ip("-br", "link", "show", "dev", "eth0").trim().split("\\s+", -1)[2];
        waitUntilContains("10.9.0.100 lladdr " + mac, "neigh", "show", "10.9.0.100", "dev", "eth0");
        waitUntilContains("fd09::100 lladdr " + mac, "neigh", "show", "fd09::100", "dev", "eth0");
    }

    private void waitUntilContains(String wanted, String... command) throws Exception {
        String seen = "";
        for (int i = 0; i < 100; i++) {
            seen = client.ip(command);
            if (seen.contains(wanted)) {
                return;
            }
            Thread.sleep(20);
        }
        assertEquals(wanted, seen);
    }

    @Test
    void refusesAnAddressThatAnotherMachineHas() throws Exception {
        client.ip("addr", "add", "10.9.0.100/24", "dev", "eth0");
        client.ip("addr", "add", "fd09::100/64", "dev", "eth0", "nodad");
        String mac = client.ip("-br", "link", "show", "dev", "eth0").trim().split("\\s+", -1)[2];
        for (String ip : new String[] {"10.9.0.100", "fd09::100"}) {
            Calls taken = address(ip).with("duplicate_wait", "2s");
            Result refused = node.inside(taken::start);
            LifeCycle.expect(1, "start", refused);
            assertTrue(refused.exitReason().contains(mac), refused.exitReason());
            LifeCycle.expect(7, "a look after the refusal", node.inside(taken::probe));
        }
        assertFalse(node.ip("addr", "show").contains("10.9.0.100"));
    }

    @Test
    void doesNotAskWhenToldNotTo() throws Exception {
        client.ip("addr", "add", "10.9.0.100/24", "dev", "eth0");
        LifeCycle.expect(
                0,
                "start",
                node.inside(
                        () -> address("10.9.0.100").with("duplicate_wait", "0").start()));
    }

    @Test
    void watchesForTheAddressToDisappear() throws Exception {
        Calls watched = address("10.9.0.100");
        CompletableFuture<String> trouble = new CompletableFuture<>();
        node.inside(watched::start);
        try (Watch _ = node.inside(() -> watched.agent().watch(watched.monitorCall(), trouble::complete))
                .orElseThrow()) {
            node.ip("addr", "add", "10.9.0.77/24", "dev", "eth0");
            Thread.sleep(100);
            assertFalse(trouble.isDone(), "another address came; nothing is wrong with ours");
            node.ip("addr", "del", "10.9.0.100/24", "dev", "eth0");
            assertEquals("10.9.0.100 is on no interface", trouble.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void watchesForAnotherMachineThatClaimsTheAddress() throws Exception {
        Calls watched = address("10.9.0.100");
        CompletableFuture<String> trouble = new CompletableFuture<>();
        node.inside(watched::start);
        try (Watch _ = node.inside(() -> watched.agent().watch(watched.monitorCall(), trouble::complete))
                .orElseThrow()) {
            client.inside(
                    () -> address("10.9.0.100").with("duplicate_wait", "0").start());
            assertTrue(trouble.get(10, TimeUnit.SECONDS).contains("also claimed by another machine"));
        }
    }

    @Test
    void saysWhatIsWrongWithItsParameters() throws Exception {
        LifeCycle.expect(
                6, "no address", node.inside(() -> address("10.9.0.1000").perform("validate-all")));
        LifeCycle.expect(
                5,
                "no such nic",
                node.inside(() -> address("10.9.0.100").with("nic", "wlan7").start()));
        LifeCycle.expect(
                5, "no network", node.inside(() -> address("10.77.0.100").start()));
        LifeCycle.expect(
                6,
                "bad prefix",
                node.inside(
                        () -> address("10.9.0.100").with("cidr_netmask", "33").start()));
        LifeCycle.expect(
                3, "no such action", node.inside(() -> address("10.9.0.100").perform("promote")));
        node.ip("link", "set", "eth0", "down");
        LifeCycle.expect(
                1,
                "switched off",
                node.inside(() -> address("10.9.0.100").with("nic", "eth0").start()));
    }

    @Test
    void stopsWithinItsDeadlineEvenWhileAnnouncing() throws Exception {
        Calls chatty = address("10.9.0.100").with("arp_count", "100").with("arp_interval", "1s");
        node.inside(chatty::start);
        Result stopped = node.inside(() -> chatty.perform("stop", Duration.ofSeconds(2)));
        LifeCycle.expect(0, "stop", stopped);
        assertFalse(node.ip("addr", "show").contains("10.9.0.100"));
    }
}
