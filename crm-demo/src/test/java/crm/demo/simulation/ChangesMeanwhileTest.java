package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.control.Reply;
import crm.control.Request;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes that come while others are being made: none undoes another, and only a person's counts as somebody's. */
class ChangesMeanwhileTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final NodeName PI4 = new NodeName("pi4");
    private static final ResourceId WEB = new ResourceId("web");
    private static final ResourceId MAIL = new ResourceId("mail");

    @Test
    void nodesThatJoinBetweenReadingAndLoadingAreNobodysChange() {
        var cluster = new SimulatedCluster(Setting.calm(), List.of(PI1, PI2, PI3));
        cluster.run(Duration.ofSeconds(5));

        load(cluster, Tables.web(PI1, PI2, PI3), 0);

        assertInstanceOf(Reply.Done.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(1, cluster.activeOn(Tables.SITE).size(), cluster::transcript);
    }

    @Test
    void aLoadTakesNoNodeOutThatItDoesNotName() {
        var cluster = healthy();
        cluster.ask(new Request.ChangeVoters(PI4, true));
        cluster.run(Duration.ofSeconds(2));
        cluster.boot(PI4);
        cluster.run(Duration.ofSeconds(5));

        load(cluster, Tables.web(PI1, PI2, PI3), cluster.agreed().configurationVersion());

        assertInstanceOf(Reply.Done.class, cluster.replies().getLast(), cluster::transcript);
        List<Node> nodes = cluster.agreed().configuration().nodes();
        assertEquals(List.of(PI1, PI2, PI3, PI4), nodes.stream().map(Node::name).toList());
        assertEquals(4, nodes.stream().map(Node::id).distinct().count(), nodes::toString);
    }

    @Test
    void whatAPersonChangedBetweenReadingAndLoadingIsNotOverwritten() {
        var cluster = healthy();
        long read = cluster.agreed().configurationVersion();
        cluster.ask(new Request.SetStandby(PI2, true));
        cluster.run(Duration.ofSeconds(5));

        load(cluster, Tables.web(PI1, PI2, PI3), read);

        var refused = assertInstanceOf(Reply.Failed.class, cluster.replies().getLast(), cluster::transcript);
        assertEquals(Reply.Kind.UNSAFE, refused.kind());
        assertTrue(isStandby(cluster, PI2), cluster::transcript);
    }

    @Test
    void changesThatAreAskedForAtTheSameMomentAreAllMade() {
        var cluster = healthy();

        cluster.askOn(cluster.leader(), new Request.SetStandby(PI2, true));
        cluster.askOn(PI2, new Request.SetStandby(PI3, true));
        cluster.askOn(PI3, new Request.Ban(WEB, Optional.of(PI2)));
        cluster.run(Duration.ofSeconds(10));

        assertEquals(3, done(cluster), cluster::transcript);
        assertTrue(isStandby(cluster, PI2), cluster::transcript);
        assertTrue(isStandby(cluster, PI3), cluster::transcript);
        assertTrue(
                cluster.agreed().configuration().constraints().stream()
                        .anyMatch(c -> c.id().equals("cli-ban-web-on-pi2")),
                cluster::transcript);
    }

    @Test
    void whatMayYetBeWrittenIsWaitedForBeforeTheNextChangeIsMadeFromIt() {
        var cluster = healthy();
        NodeName leader = cluster.leader();
        List.of(PI1, PI2, PI3).forEach(node -> cluster.disk(node, node.equals(leader)));
        cluster.askOn(leader, new Request.SetStandby(PI2, true));
        cluster.run(Duration.ofSeconds(6));
        cluster.askOn(leader, new Request.SetStandby(PI3, true));
        cluster.run(Duration.ofSeconds(1));

        List.of(PI1, PI2, PI3).forEach(node -> cluster.disk(node, true));
        cluster.run(Duration.ofSeconds(10));

        assertTrue(isStandby(cluster, PI2), cluster::transcript);
        assertTrue(isStandby(cluster, PI3), cluster::transcript);
    }

    @Test
    void twoRestartsAtTheSameMomentBothStartAgain() {
        var web = Tables.web(PI1, PI2, PI3);
        var resources = new java.util.ArrayList<>(web.resources());
        resources.add(Tables.primitive("mail", "crm:web-server"));
        var cluster = new SimulatedCluster(web.withResources(resources), PI1, PI2, PI3);

        cluster.ask(new Request.Restart(WEB));
        cluster.ask(new Request.Restart(MAIL));
        cluster.run(Duration.ofSeconds(20));

        for (ResourceId resource : List.of(WEB, MAIL)) {
            assertEquals(
                    Optional.of("Started"),
                    cluster.agreed()
                            .configuration()
                            .resource(resource)
                            .orElseThrow()
                            .meta()
                            .get("target-role"),
                    cluster::transcript);
        }
    }

    private static SimulatedCluster healthy() {
        return new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);
    }

    private static void load(SimulatedCluster cluster, Configuration configuration, long base) {
        cluster.ask(new Request.Configure(configuration, Optional.of(base), "loaded"));
        cluster.run(Duration.ofSeconds(20));
    }

    private static boolean isStandby(SimulatedCluster cluster, NodeName node) {
        return cluster.agreed()
                .configuration()
                .node(node)
                .flatMap(n -> n.attributes().get("standby"))
                .filter("true"::equals)
                .isPresent();
    }

    /** Of those that the test asked for, not of the first load. */
    private static long done(SimulatedCluster cluster) {
        return cluster.replies().stream().filter(Reply.Done.class::isInstance).count() - 1;
    }
}
