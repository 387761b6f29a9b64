package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Request;
import crm.model.NodeName;
import crm.model.Settings;
import crm.status.StatusView.ResourceLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where shutdown locks are asked for, what ran on a node that was shut down waits for it. */
class ShutdownLocksTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private static final Settings LOCKS =
            Settings.of("options", Map.of("shutdown-lock", "true", "shutdown-lock-limit", "10min"));

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(LOCKS, PI1, PI2, PI3), PI1, PI2, PI3);
    private NodeName left = PI1;

    @BeforeEach
    void shutDownWhereTheSiteIs() {
        cluster.run(Duration.ofMinutes(1));
        left = cluster.activeOn(Tables.SITE).getFirst();
        NodeName other = cluster.names().stream()
                .filter(name -> !name.equals(left))
                .findFirst()
                .orElseThrow();
        cluster.askOn(other, new Request.Leave(left));
        cluster.run(Duration.ofMinutes(1));
        assertTrue(!cluster.alive(left), cluster::transcript);
    }

    @Test
    void nothingIsStartedElsewhereAndTheStatusSaysWhatIsKeptForWhom() {
        cluster.run(Duration.ofMinutes(5));

        assertEquals(List.of(), cluster.activeOn(Tables.SITE), cluster::transcript);
        List<ResourceLine> members = cluster.status().resources().stream()
                .flatMap(resource -> resource.members().stream())
                .toList();
        assertEquals(2, members.size());
        for (ResourceLine member : members) {
            assertEquals(Optional.of(left), member.flags().lockedTo(), member::toString);
            assertEquals(member.id() + " is kept for " + left + " until that is back from its shutdown", member.why());
        }
    }

    @Test
    void itStartsWhereItWasOnceTheNodeIsBack() {
        cluster.repairAll();
        cluster.run(Duration.ofMinutes(2));

        assertEquals(List.of(left), cluster.activeOn(Tables.SITE), cluster::transcript);
        cluster.run(Duration.ofMinutes(20));
        assertEquals(List.of(left), cluster.activeOn(Tables.SITE), cluster::transcript);
        assertEquals(List.of(), cluster.wouldDo(), cluster::transcript);
    }

    @Test
    void itStartsElsewhereOnceTheLimitHasPassed() {
        cluster.run(Duration.ofMinutes(11));

        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
        assertTrue(!cluster.activeOn(Tables.SITE).contains(left), cluster::transcript);
    }

    @Test
    void itStartsElsewhereOnceAPersonCleansUp() {
        cluster.ask(new Request.Cleanup(Optional.empty(), Optional.of(left)));
        cluster.run(Duration.ofMinutes(1));

        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
    }
}
