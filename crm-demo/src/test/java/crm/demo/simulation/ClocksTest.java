package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.control.Reply;
import crm.control.Request;
import crm.demo.simulation.Mischief.Kind;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.transition.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine's clock is set, or was wrong from the beginning: nothing is put off by it, and nothing is given up too soon. */
class ClocksTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);
    private final NodeName leader = cluster.leader();

    @ParameterizedTest
    @ValueSource(ints = {-1000, -1, 1, 1000})
    void aNodeIsFencedAgainAndGivenPowerThoughTheLeadersClockIsSet(int days) {
        NodeName lost = leader.equals(PI3) ? PI2 : PI3;
        cluster.switchAnswers(false);
        cluster.panic(lost);
        cluster.run(Duration.ofSeconds(3));

        cluster.clockError(leader, Duration.ofDays(days));
        cluster.switchAnswers(true);
        cluster.run(Duration.ofSeconds(40));

        assertTrue(cluster.transcript().contains("power off " + lost), cluster::transcript);
        assertTrue(cluster.transcript().contains("power on " + lost), cluster::transcript);
        assertTrue(cluster.alive(lost), cluster::transcript);
        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
    }

    @Test
    void whoeverAskedIsAnsweredInTimeThoughTheClockIsSetBack() {
        cluster.switchAnswers(false);
        cluster.ask(new Request.Fence(leader.equals(PI3) ? PI2 : PI3));
        cluster.run(Duration.ofSeconds(5));

        cluster.clockError(leader, Duration.ofDays(-1));
        cluster.run(Duration.ofSeconds(70));

        var given = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.TIMED_OUT, given.kind());
    }

    /** A Pi has no clock of its own: until it has asked somebody, it believes in the day on which it was switched off. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aServiceThatFailsOnANodeWhoseClockIsBehindIsRecovered(boolean fromTheBeginning) {
        cluster.ask(new Request.Configure(forgetful(), Optional.empty(), "failures are forgotten"));
        cluster.run(Duration.ofSeconds(20));
        NodeName active = cluster.activeOn(Tables.SITE).getFirst();
        cluster.clockError(active, Duration.ofDays(-7));
        if (fromTheBeginning) {
            cluster.killDaemon(active);
            cluster.run(Duration.ofSeconds(40));
        }
        long agreed = cluster.agreedUpTo();

        cluster.crash(cluster.activeOn(Tables.SITE).getFirst(), Tables.SITE);
        cluster.run(Duration.ofSeconds(60));

        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
        assertTrue(cluster.agreedUpTo() - agreed < 60, cluster::transcript);
    }

    @Test
    void anActionThatTakesItsTimeIsNotGivenUpBecauseTheClockIsSetForward() {
        NodeName target = cluster.activeOn(Tables.SITE).contains(PI2) ? PI3 : PI2;
        cluster.mischief(new Mischief(target, Tables.SITE, Task.START, Kind.HANGS_AND_DOES));
        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(target)));
        cluster.run(Duration.ofSeconds(3));

        cluster.clockError(leader, Duration.ofDays(1));
        cluster.run(Duration.ofSeconds(5));

        assertFalse(cluster.transcript().contains("no result came from"), cluster::transcript);
        assertTrue(cluster.agreed().plan().isPresent(), cluster::transcript);
    }

    private static Configuration forgetful() {
        Configuration web = Tables.web(PI1, PI2, PI3);
        return new Configuration(
                web.options(),
                web.nodes(),
                web.resources(),
                web.templates(),
                web.constraints(),
                web.fencingTopology(),
                web.tags(),
                web.alerts(),
                Settings.of("forgetful", new TreeMap<>(Map.of("resource-stickiness", "100", "failure-timeout", "30s"))),
                web.operationDefaults());
    }
}
