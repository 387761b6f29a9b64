package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.coordination.Event.LinkChanged;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.model.NodeName;
import crm.state.FencingOutcome.Off;
import crm.state.Incarnation;
import crm.state.LinkState;
import crm.state.NodeState.Membership;
import crm.state.PowerProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A switch may answer late, and then of a life of the node that is long over: the one that goes on is not off. */
class LateAnswersTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);
    private final NodeName active = cluster.activeOn(Tables.SITE).getFirst();
    private final Incarnation firstLife = life();
    private final Incarnation secondLife;

    /** The node with the services was lost in one life, and is silent in the next, with the services still active on it. */
    LateAnswersTest() {
        cluster.killDaemon(active);
        cluster.run(Duration.ofSeconds(40));
        secondLife = life();
        cluster.switchAnswers(false);
        NodeName where = cluster.activeOn(Tables.SITE).getFirst();
        if (!where.equals(active)) {
            cluster.ask(new crm.control.Request.Move(new crm.model.ResourceId("web"), java.util.Optional.of(active)));
            cluster.run(Duration.ofSeconds(5));
        }
        cluster.freeze(active, Duration.ofSeconds(55));
        cluster.run(Duration.ofSeconds(5));
        assertTrue(!firstLife.equals(secondLife), cluster::transcript);
        assertEquals(List.of(active), cluster.activeOn(Tables.SITE), cluster::transcript);
        assertTrue(cluster.agreed().openFencing(active).isPresent(), cluster::transcript);
    }

    @Test
    void aLateProofOfACutSaysNothingOfTheNextLife() {
        answer(PowerTask.OFF, firstLife);
        cluster.run(Duration.ofSeconds(10));

        assertTrue(cluster.agreed().openFencing(active).isPresent(), cluster::transcript);
        assertEquals(List.of(active), cluster.activeOn(Tables.SITE), cluster::transcript);
    }

    @Test
    void aLateLookAtThePortSaysNothingOfTheNextLife() {
        cluster.node(cluster.leader()).post(new LinkChanged(active, LinkState.DOWN, "trap"));
        cluster.run(Duration.ofMillis(100));
        answer(PowerTask.PROVE, firstLife);
        cluster.run(Duration.ofSeconds(10));

        assertEquals(List.of(active), cluster.activeOn(Tables.SITE), cluster::transcript);
    }

    @Test
    void aProofForTheLifeAtHandCounts() {
        cluster.pull(active);
        answer(PowerTask.OFF, secondLife);
        cluster.run(Duration.ofSeconds(10));

        assertFalse(cluster.agreed().openFencing(active).isPresent(), cluster::transcript);
        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
    }

    private void answer(PowerTask task, Incarnation life) {
        var proof = new PowerProof(
                active, "switch", new PowerProof.PortOff("port", 1), Instant.EPOCH, Duration.ofSeconds(9));
        cluster.node(cluster.leader())
                .post(new PowerChanged(active, life, task, new Off(proof), Duration.ofSeconds(9)));
    }

    private Incarnation life() {
        return cluster.agreed().cluster().nodes().stream()
                .filter(node -> node.name().equals(active) && node.membership() == Membership.MEMBER)
                .findFirst()
                .orElseThrow(() -> new AssertionError(cluster.transcript()))
                .incarnation();
    }
}
