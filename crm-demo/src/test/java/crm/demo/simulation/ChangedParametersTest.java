package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.control.Request;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.Resource.Group;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.port.AgentTraits;
import crm.state.ParameterDigest;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs runs with the parameters that are configured. */
class ChangedParametersTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(table("192.168.88.100", "24"), PI1, PI2, PI3);

    @Test
    void digestsAreThoseOfPacemaker() {
        // The first is that of every resource without parameters in any of Pacemaker's histories.
        assertEquals("f2317cad3d54cec5d7d7aa7d0bf35cf8", ParameterDigest.of(Map.of()));
        assertEquals(
                ParameterDigest.of(Map.of("a", "1", "b", "<&\"")), ParameterDigest.of(Map.of("b", "<&\"", "a", "1")));
    }

    @Test
    void anotherAddressStopsWhatNeedsItRestartsItAndStartsTheRestAgainWhereItWas() {
        NodeName where = cluster.activeOn(Tables.IP).getFirst();
        int before = done().size();

        load(table("192.168.88.101", "24"));

        assertEquals(
                List.of(
                        where + " does stop of site with {}",
                        where + " does stop of ip with {ip=192.168.88.100, netmask=24}",
                        where + " does start of ip with {ip=192.168.88.101, netmask=24}",
                        where + " does start of site with {}"),
                done().subList(before, done().size()),
                cluster::transcript);
    }

    @Test
    void whatTheAgentCanReloadIsReloadedAndNothingStops() {
        cluster.traits(new AgentTraits(List.of("ip", "netmask"), List.of("netmask"), List.of()));
        load(table("192.168.88.101", "24"));
        int before = done().size();

        load(table("192.168.88.101", "16"));

        List<String> since = done().subList(before, done().size());
        assertTrue(since.stream().anyMatch(line -> line.contains("reload-agent of ip")), cluster::transcript);
        assertFalse(since.stream().anyMatch(line -> line.contains("stop")), cluster::transcript);
        int settled = done().size();
        cluster.run(Duration.ofMinutes(20));
        assertEquals(settled, done().size(), cluster::transcript);
    }

    @Test
    void thatNothingChangedRestartsNothing() {
        int before = done().size();

        load(table("192.168.88.100", "24"));
        cluster.run(Duration.ofMinutes(20));

        assertEquals(before, done().size(), cluster::transcript);
    }

    @Test
    void anotherAddressThatCameWhileTheDaemonWasAwayReplacesTheOldOne() {
        NodeName where = cluster.activeOn(Tables.IP).getFirst();
        cluster.switchAnswers(false);
        cluster.killDaemon(where);
        cluster.run(Duration.ofSeconds(2));
        int before = done().size();

        load(table("192.168.88.101", "24"));
        cluster.run(Duration.ofSeconds(60));

        assertReplaced(where, done().subList(before, done().size()));
    }

    @Test
    void anotherAddressThatCameWhileTheNodeStoodStillReplacesTheOldOne() {
        NodeName where = cluster.activeOn(Tables.IP).getFirst();
        cluster.switchAnswers(false);
        cluster.freeze(where, Duration.ofSeconds(15));
        cluster.run(Duration.ofSeconds(2));
        int before = done().size();

        askElsewhere(where);
        cluster.run(Duration.ofSeconds(60));

        assertReplaced(where, done().subList(before, done().size()));
    }

    @Test
    void aNodeThatIsAloneTakesTheAddressDownThatItHasPutUp() {
        NodeName where = cluster.activeOn(Tables.IP).getFirst();
        cluster.switchAnswers(false);
        cluster.mischief(new Mischief(where, Tables.IP, Task.STOP, Mischief.Kind.HANGS));
        askElsewhere(where);
        cluster.run(Duration.ofSeconds(2));
        int before = done().size();

        cluster.cut(where);
        cluster.run(Duration.ofSeconds(45));

        List<String> stops = done().subList(before, done().size()).stream()
                .filter(line -> line.startsWith(where + " does stop of ip"))
                .toList();
        assertEquals(2, stops.size(), cluster::transcript);
        assertTrue(stops.stream().allMatch(line -> line.contains("192.168.88.100")), stops::toString);
    }

    private void askElsewhere(NodeName not) {
        NodeName other = cluster.names().stream()
                .filter(node -> !node.equals(not))
                .findFirst()
                .orElseThrow();
        cluster.askOn(other, new Request.Configure(table("192.168.88.101", "24"), Optional.empty(), "changed"));
    }

    private void assertReplaced(NodeName where, List<String> since) {
        int down = since.indexOf(where + " does stop of ip with {ip=192.168.88.100, netmask=24}");
        List<String> up =
                since.stream().filter(line -> line.contains("start of ip")).toList();
        assertTrue(down >= 0, cluster::transcript);
        assertFalse(up.isEmpty(), cluster::transcript);
        assertTrue(up.stream().allMatch(line -> line.contains("192.168.88.101")), cluster::transcript);
        assertTrue(since.indexOf(up.getFirst()) > down, cluster::transcript);
    }

    private void load(Configuration configuration) {
        cluster.ask(new Request.Configure(configuration, Optional.empty(), "changed"));
        cluster.run(Duration.ofSeconds(10));
    }

    private List<String> done() {
        return cluster.transcript()
                .lines()
                .filter(line -> line.contains(" does "))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    private static Configuration table(String address, String netmask) {
        Configuration web = Tables.web(PI1, PI2, PI3);
        var parameters = new java.util.LinkedHashMap<String, String>();
        parameters.put("ip", address);
        parameters.put("netmask", netmask);
        var resources = new ArrayList<Resource>(web.resources());
        resources.set(
                1,
                new Group(
                        new ResourceId("web"),
                        List.of(
                                Tables.primitive("ip", "crm:floating-ip", Settings.of("ip-params", parameters)),
                                Tables.primitive("site", "crm:web-server")),
                        Settings.NONE,
                        Settings.NONE));
        return web.withResources(resources);
    }
}
