package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.Alert;
import crm.model.NodeName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The world is told of everything, whoever leads. */
class AlertsTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);

    @Test
    void eachHappeningIsToldOnceAndInItsOrder() {
        NodeName follower = cluster.leader().equals(PI1) ? PI2 : PI1;
        cluster.pull(follower);
        cluster.run(Duration.ofSeconds(10));

        assertEquals(cluster.alertsDue(), ids(), cluster::transcript);
        assertTrue(cluster.agreed(cluster.leader()).untold().happenings().isEmpty(), cluster::transcript);
    }

    @Test
    void whatTheLeaderDiedOverIsToldByTheNext() {
        NodeName leader = cluster.leader();
        NodeName victim = leader.equals(PI3) ? PI2 : PI3;
        cluster.pull(victim);
        // The loss is in the journal by now, and the leader has not had the time to tell of it.
        while (cluster.agreed(leader).untold().happenings().isEmpty()) {
            cluster.run(Duration.ofMillis(1));
        }
        int told = cluster.chronicle().alerts().size();
        cluster.panic(leader);
        assertEquals(told, cluster.chronicle().alerts().size());
        cluster.plug(victim);
        cluster.run(Duration.ofSeconds(60));

        assertTrue(ids().containsAll(cluster.alertsDue()), cluster::transcript);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsForgottenHoweverLeadersDie(long seed) {
        var random = new Random(seed);
        List<NodeName> all = List.of(PI1, PI2, PI3);
        for (int i = 0; i < 12; i++) {
            NodeName node = all.get(random.nextInt(3));
            switch (random.nextInt(3)) {
                case 0 -> cluster.panic(node);
                case 1 -> cluster.pull(node);
                default -> cluster.crash(Tables.SITE);
            }
            cluster.run(Duration.ofMillis(random.nextInt(3000)));
            all.forEach(cluster::plug);
            cluster.run(Duration.ofMillis(random.nextInt(12_000)));
        }
        cluster.run(Duration.ofMinutes(2));

        assertTrue(ids().containsAll(cluster.alertsDue()), cluster::transcript);
        int repeated = ids().size() - new LinkedHashSet<>(ids()).size();
        // Only what a dead leader had told and not yet noted is told again: a few at each death, not everything.
        assertTrue(repeated * 4 < ids().size(), () -> repeated + " of " + ids().size() + " were told again");
    }

    private List<String> ids() {
        return cluster.chronicle().alerts().stream().map(Alert::id).toList();
    }
}
