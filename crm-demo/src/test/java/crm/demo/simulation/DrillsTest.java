package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.control.Request;
import crm.journal.AgreedState.Drill;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That a node can be switched off is proven before it must be. */
class DrillsTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);
    private final NodeName idle = cluster.activeOn(Tables.SITE).contains(PI3) ? PI2 : PI3;

    @Test
    void aNodeWithASecondSupplyIsNotProvenByCuttingTheFirst() {
        cluster.hasSecondSupply(idle);

        drill();

        var refused = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
        assertTrue(refused.sentences().getFirst().contains("second supply"), refused::toString);
        assertFalse(cluster.transcript().contains("power off"), cluster::transcript);
        assertFalse(drills().getLast().succeeded());
    }

    @Test
    void aDrillCutsThePowerAndIsRememberedWithItsDate() {
        drill();

        assertInstanceOf(Reply.Done.class, cluster.replies().getLast(), cluster::transcript);
        assertTrue(cluster.transcript().contains("power off " + idle), cluster::transcript);
        Drill drill = drills().getLast();
        assertEquals(idle, drill.node());
        assertTrue(drill.succeeded(), drill::toString);
    }

    @Test
    void aDrillThatComesToNoEndIsRememberedAsAFailure() {
        cluster.switchAnswers(false);

        drill();
        cluster.run(Duration.ofMinutes(2));

        assertFalse(drills().getLast().succeeded(), cluster::transcript);
    }

    @Test
    void aDrillThatComesToNoEndCutsNothingAfterItsEnd() {
        cluster.switchAnswers(false);
        drill();
        cluster.run(Duration.ofMinutes(2));

        cluster.switchAnswers(true);
        cluster.run(Duration.ofMinutes(2));

        assertEquals(Optional.empty(), cluster.agreed().openFencing(idle), cluster::transcript);
        assertFalse(cluster.transcript().contains("power off"), cluster::transcript);
        assertEquals(List.of(), cluster.wouldDo(), cluster::transcript);
    }

    @Test
    void aNodeThatIsLostDuringItsDrillIsProvenOffAllTheSame() {
        cluster.switchAnswers(false);
        drill();
        cluster.panic(idle);
        cluster.run(Duration.ofMinutes(2));
        assertTrue(cluster.agreed().openFencing(idle).isPresent(), cluster::transcript);

        cluster.switchAnswers(true);
        cluster.run(Duration.ofMinutes(1));

        assertTrue(cluster.transcript().contains("power off " + idle), cluster::transcript);
    }

    private void drill() {
        cluster.ask(new Request.DrillFencing(idle));
        cluster.run(Duration.ofSeconds(20));
    }

    private List<Drill> drills() {
        return cluster.agreed(cluster.leader()).drills();
    }
}
