package crm.formats.simulate;

import static crm.formats.simulate.SmallCluster.cloned;
import static crm.formats.simulate.SmallCluster.dummy;
import static crm.formats.simulate.SmallCluster.group;
import static crm.formats.simulate.SmallCluster.meta;
import static crm.formats.simulate.SmallCluster.monitor;
import static crm.formats.simulate.SmallCluster.stateful;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What histories are read as, by rules that no reference case shows alone. */
class StatusRulesTest {

    @Test
    void aNumberIsNoColourOfHealthUnlessItForbidsTheNode() throws IOException {
        SmallCluster cluster = SmallCluster.of("n1", "n2").option("node-health-strategy", "only-green");
        assertTrue(cluster.attribute("n1", "#health-disk", "-10").status().contains("Online: [ n1 n2 ]"));
        String ill = cluster.attribute("n2", "#health-disk", "-INFINITY").status();
        assertTrue(ill.contains("Node n2: online (health is RED)"), ill);
    }

    @Test
    void aBlockingFailureExpiresUnlessItsOperationItselfIsConfiguredToBlock() throws IOException {
        // Without fencing a failed stop blocks; that it does is not configured.
        String byDefault = SmallCluster.of("n1")
                .resource(dummy("web", meta("web", "failure-timeout=60s")))
                .ran("n1", "web", "monitor", 10_000, 0, 0)
                .ran("n1", "web", "stop", 0, 1, 0)
                .status();
        assertTrue(byDefault.contains("web (ocf:pacemaker:Dummy): Started n1\n"), byDefault);
        String configured = SmallCluster.of("n1")
                .resource(dummy("web", meta("web", "failure-timeout=60s"), monitor("web", "on-fail=\"block\"")))
                .ran("n1", "web", "start")
                .ran("n1", "web", "monitor", 10_000, 1, 0)
                .status();
        assertTrue(configured.contains("FAILED n1 (blocked)"), configured);
    }

    @Test
    void aStopUnderWayIsShownWhereItIsUnderWay() throws IOException {
        String status = SmallCluster.of("n1")
                .resource(dummy("web"))
                .ran("n1", "web", "stop", 0, 193, 0)
                .status();
        assertTrue(status.contains("web (ocf:pacemaker:Dummy): Stopping n1"), status);
    }

    @Test
    void aFailedProbeIsShownOfPrimitivesAndOfAnonymousClonesOfThem() throws IOException {
        String alone = SmallCluster.of("n1")
                .resource(dummy("web"))
                .ran("n1", "web", "monitor", 0, 5, 7)
                .status();
        assertTrue(alone.contains("Stopped (Not installed)"), alone);
        String anonymous = SmallCluster.of("n1")
                .resource(cloned("all", dummy("web")))
                .ran("n1", "web", "monitor", 0, 5, 7)
                .status();
        assertTrue(anonymous.contains("Stopped (Not installed): [ n1 ]"), anonymous);
        String unique = SmallCluster.of("n1")
                .resource(cloned("all", meta("all", "globally-unique=true"), stateful("web")))
                .ran("n1", "web:0", "monitor", 0, 5, 7)
                .status();
        assertFalse(unique.contains("Not installed"), unique);
        String inGroups = SmallCluster.of("n1")
                .resource(cloned("all", group("g", dummy("web"), dummy("db"))))
                .ran("n1", "web", "start")
                .ran("n1", "db", "monitor", 0, 5, 7)
                .status();
        assertFalse(inGroups.contains("Not installed"), inGroups);
    }

    @Test
    void aFailedProbeOfANodeThatIsOfflineIsNotShown() throws IOException {
        String status = SmallCluster.of("n1", "n2")
                .resource(dummy("web"))
                .ran("n2", "web", "monitor", 0, 5, 7)
                .offline("n2")
                .option("stonith-enabled", "true")
                .status();
        assertFalse(status.contains("Not installed"), status);
    }

    @Test
    void instancesBeyondTheirNumberStayManagedWhateverBecomesOfRemovedResources() throws IOException {
        String status = SmallCluster.of("n1", "n2")
                .option("stop-orphan-resources", "false")
                .resource(cloned("all", meta("all", "clone-max=1"), dummy("web")))
                .ran("n1", "web", "start")
                .ran("n2", "web", "start")
                .status();
        assertTrue(status.contains("ORPHANED Started n2\n"), status);
    }

    @Test
    void aLookAtANodeWhereTheInstanceIsNotExpectsNothingThere() throws IOException {
        String outcome = SmallCluster.of("n1", "n2")
                .option("stop-all-resources", "true")
                .resource(cloned("all", meta("all", "globally-unique=true", "promotable=true"), stateful("web")))
                .ran("n2", "web:1", "monitor", 10_000, 8, 8)
                .outcome();
        assertFalse(outcome.contains("Promoted"), outcome);
    }
}
