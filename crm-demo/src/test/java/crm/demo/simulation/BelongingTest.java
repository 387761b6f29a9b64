package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.control.Request;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nodes come into a cluster and go for good. */
class BelongingTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final NodeName PI4 = new NodeName("pi4");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);

    @Test
    void turnsAwayANodeThatHasTheKeyAndWasNeverAdmitted() {
        cluster.boot(PI4);
        cluster.run(Duration.ofSeconds(5));

        assertFalse(cluster.alive(PI4), cluster::transcript);
        assertEquals(List.of(PI1, PI2, PI3), cluster.voters());
        assertTrue(cluster.transcript().contains("crm cluster add pi4"), cluster::transcript);
    }

    @Test
    void anAdmittedNodeVotesAndIsAMemberOnceItIsHeardOfAndNotBefore() {
        cluster.ask(new Request.ChangeVoters(PI4, true));
        cluster.run(Duration.ofSeconds(60));
        assertInstanceOf(Reply.Done.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(List.of(PI1, PI2, PI3), cluster.voters(), cluster::transcript);

        cluster.boot(PI4);
        cluster.run(Duration.ofSeconds(5));

        assertEquals(List.of(PI1, PI2, PI3, PI4), cluster.voters(), cluster::transcript);
        assertTrue(cluster.agreed(PI4).cluster().node(PI4).orElseThrow().controllerUp(), cluster::transcript);
        assertTrue(cluster.agreed(PI1).configuration().node(PI4).isPresent(), cluster::transcript);
    }

    @Test
    void refusesASecondNodeOfTheSameName() {
        cluster.ask(new Request.ChangeVoters(PI2, true));
        cluster.run(Duration.ofSeconds(1));

        var refused = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
    }

    @Test
    void removesANodeOnlyAfterEverythingIsMovedAway() {
        NodeName active = cluster.activeOn(Tables.SITE).getFirst();

        cluster.ask(new Request.ChangeVoters(active, false));
        cluster.run(Duration.ofSeconds(10));

        assertFalse(cluster.voters().contains(active), cluster::transcript);
        assertFalse(cluster.alive(active), cluster::transcript);
        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
        NodeName left = cluster.voters().getFirst();
        assertEquals(Optional.empty(), cluster.agreed(left).configuration().node(active), cluster::transcript);
        assertFalse(cluster.transcript().contains("power off"), cluster::transcript);
    }

    @Test
    void removesTheLeaderToo() {
        NodeName leader = cluster.leader();

        cluster.ask(new Request.ChangeVoters(leader, false));
        cluster.run(Duration.ofSeconds(20));

        assertFalse(cluster.voters().contains(leader), cluster::transcript);
        assertFalse(cluster.alive(leader), cluster::transcript);
        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
        assertFalse(cluster.transcript().contains("power off"), cluster::transcript);
    }

    @Test
    void aRemovedNodeThatIsSwitchedOnAgainIsTurnedAway() {
        NodeName gone = cluster.leader().equals(PI3) ? PI2 : PI3;
        cluster.ask(new Request.ChangeVoters(gone, false));
        cluster.run(Duration.ofSeconds(10));

        cluster.boot(gone);
        cluster.run(Duration.ofSeconds(5));

        assertFalse(cluster.alive(gone), cluster::transcript);
        assertFalse(cluster.voters().contains(gone), cluster::transcript);
    }

    @Test
    void doesNotRemoveANodeThatMayStillRunSomething() {
        cluster.switchAnswers(false);
        NodeName active = cluster.activeOn(Tables.SITE).getFirst();
        cluster.panic(active);
        cluster.run(Duration.ofSeconds(5));

        cluster.ask(new Request.ChangeVoters(active, false));
        cluster.run(Duration.ofSeconds(30));

        var refused = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
        assertTrue(cluster.voters().contains(active), cluster::transcript);
        assertEquals(List.of(), cluster.activeOn(Tables.SITE), cluster::transcript);
    }

    @Test
    void doesNotRemoveANodeWithoutWhichTheOthersHaveNoMajority() {
        NodeName leader = cluster.leader();
        List<NodeName> others =
                cluster.voters().stream().filter(v -> !v.equals(leader)).toList();
        cluster.pull(others.getFirst());
        cluster.run(Duration.ofSeconds(5));

        cluster.ask(new Request.ChangeVoters(others.getLast(), false));
        cluster.run(Duration.ofSeconds(5));

        var refused = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
    }
}
