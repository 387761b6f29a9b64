package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.control.Request;
import crm.model.Constraint;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Role;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Migration;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services of which several run, of which one leads, and which move without being stopped. */
class ClonesAndMigrationTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final NodeName PI4 = new NodeName("pi4");
    private static final NodeName PI5 = new NodeName("pi5");
    private static final ResourceId DB = new ResourceId("db");
    private static final InstanceId VM = InstanceId.of(new ResourceId("vm"));

    @Test
    void lookingAnewForWhatIsAlikeStopsNothing() {
        SimulatedCluster cluster = table(
                Repertoire.clone("proxy", Tables.primitive("proxy", "crm:web-server"), Map.of("clone-max", "2")),
                List.of());
        int before = lines(cluster, "does stop of proxy");

        for (int i = 0; i < 3; i++) {
            cluster.ask(new Request.Cleanup(Optional.empty(), Optional.empty()));
            cluster.run(Duration.ofSeconds(30));
        }

        assertEquals(before, lines(cluster, "does stop of proxy"), cluster::transcript);
        assertEquals(2, cluster.activeOn(InstanceId.of(new ResourceId("proxy"))).size());
        assertEquals("Everything runs.", cluster.status().headline());
    }

    @Test
    void whoeverIsPromotedAndToldSoIsNotPromotedAgain() {
        SimulatedCluster cluster = table(
                Repertoire.clone(
                        "db", Tables.primitive("db", "crm:web-server"), Map.of("promotable", "true", "notify", "true")),
                List.of(Repertoire.location("leads", "db-clone", PI2, 10, Optional.of(Role.PROMOTED))));
        assertEquals(List.of(PI2), cluster.promotedOn(DB), cluster::transcript);
        long agreed = cluster.agreedUpTo();

        cluster.run(Duration.ofMinutes(5));

        assertEquals(agreed, cluster.agreedUpTo(), cluster::transcript);
        assertEquals(List.of(), cluster.wouldDo());
    }

    @Test
    void aServiceThatMovesIsNotStoppedAndBothEndsAreRemembered() {
        SimulatedCluster cluster = table(Repertoire.migratable(), List.of());
        NodeName source = cluster.activeOn(VM).getFirst();
        NodeName target = other(source);

        cluster.ask(new Request.Move(VM.resource(), Optional.of(target)));
        cluster.run(Duration.ofSeconds(5));

        assertEquals(List.of(target), cluster.activeOn(VM), cluster::transcript);
        assertTrue(lines(cluster, "does migrate_to of vm") == 1, cluster::transcript);
        assertEquals(
                List.of(Optional.of(new Migration(source, target))),
                cluster.agreed().cluster().node(target).orElseThrow().history().stream()
                        .flatMap(history -> history.operations().stream())
                        .filter(operation -> operation.task().equals("migrate_from"))
                        .map(OperationRecord::migration)
                        .toList());
    }

    /** Its history is gone with the node that had it, and the node that took it has not said so yet. */
    @Test
    void whatALostNodeHadHandedOverIsLookedForBeforeItIsStartedAnywhere() {
        SimulatedCluster cluster = table(Repertoire.migratable(), List.of());
        NodeName source = cluster.activeOn(VM).getFirst();
        NodeName target = other(source);
        cluster.mischief(new Mischief(target, VM, Task.MIGRATE_FROM, Mischief.Kind.HANGS));
        cluster.ask(new Request.Move(VM.resource(), Optional.of(target)));
        cluster.run(Duration.ofSeconds(1));
        assertEquals(List.of(target), cluster.activeOn(VM), cluster::transcript);

        cluster.pull(source);
        cluster.run(Duration.ofSeconds(2));
        cluster.killDaemon(target);
        cluster.run(Duration.ofMinutes(1));

        // The world itself objects to anything that is active twice.
        assertEquals(1, cluster.activeOn(VM).size(), cluster::transcript);
        assertFalse(cluster.activeOn(VM).contains(source));
    }

    /** What it is handing over arrives whatever became of its life meanwhile, and after it was looked for there. */
    @Test
    void whoeverWasAloneForAMomentIsNotBackBeforeWhatItHandsOverHasArrived() {
        SimulatedCluster cluster = table(Repertoire.migratable(), List.of());
        NodeName source = cluster.activeOn(VM).getFirst();
        cluster.mischief(new Mischief(source, VM, Task.MIGRATE_TO, Mischief.Kind.HANGS_AND_DOES));
        cluster.switchAnswers(false);
        cluster.ask(new Request.Move(VM.resource(), Optional.of(other(source))));
        cluster.run(Duration.ofSeconds(1));

        cluster.cut(source);
        cluster.run(Duration.ofSeconds(2));
        cluster.heal();
        cluster.askOn(other(source), new Request.Clear(VM.resource()));
        cluster.askOn(other(source), new Request.SetStandby(other(source), true));
        cluster.run(Duration.ofMinutes(2));

        // The world itself objects to anything that is active twice.
        assertEquals(1, cluster.activeOn(VM).size(), cluster::transcript);
    }

    /** Its clock dates what is handed over before the look that found nothing where it has gone. */
    @Test
    void aNewLeaderWhoseClockIsBehindKnowsWhatWasHandedOverUnderTheOldOne() {
        SimulatedCluster cluster = table(Repertoire.migratable(), List.of(), PI1, PI2, PI3, PI4, PI5);
        NodeName leader = cluster.leader();
        List<NodeName> others =
                cluster.names().stream().filter(node -> !node.equals(leader)).toList();
        NodeName source = others.getFirst();
        NodeName target = others.getLast();
        cluster.ask(new Request.Move(VM.resource(), Optional.of(source)));
        cluster.run(Duration.ofSeconds(5));
        assertEquals(List.of(source), cluster.activeOn(VM), cluster::transcript);
        others.forEach(node -> cluster.clockError(node, Duration.ofHours(-20)));

        cluster.ask(new Request.Move(VM.resource(), Optional.of(target)));
        cluster.run(Duration.ofMillis(5));
        cluster.freeze(source, Duration.ofMillis(400));
        cluster.killDaemon(leader);
        cluster.run(Duration.ofMillis(300));
        cluster.askOn(target, new Request.SetStandby(target, true));
        cluster.run(Duration.ofMinutes(2));

        // The world itself objects to anything that is active twice.
        assertTrue(lines(cluster, "does migrate_to of vm") >= 1, cluster::transcript);
        assertEquals(1, cluster.activeOn(VM).size(), cluster::transcript);
    }

    private static NodeName other(NodeName than) {
        return than.equals(PI2) ? PI3 : PI2;
    }

    private static int lines(SimulatedCluster cluster, String with) {
        return (int)
                cluster.transcript().lines().filter(line -> line.contains(with)).count();
    }

    private static SimulatedCluster table(Resource more, List<Constraint> constraints) {
        return table(more, constraints, PI1, PI2, PI3);
    }

    private static SimulatedCluster table(Resource more, List<Constraint> constraints, NodeName... nodes) {
        Configuration table = Tables.web(nodes);
        var resources = new ArrayList<>(table.resources());
        resources.add(more);
        return new SimulatedCluster(table.withResources(resources).withConstraints(constraints), nodes);
    }
}
