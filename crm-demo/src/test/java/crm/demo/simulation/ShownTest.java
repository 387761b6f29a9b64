package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Configuration;
import crm.control.Reply;
import crm.control.Request;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.ClusterState;
import crm.status.StatusView;
import crm.status.StatusView.Condition;
import crm.status.StatusView.ResourceLine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are shown: status, screens and receipts. */
class ShownTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);

    @Test
    void aReceiptThatCouldNotBeSpooledIsPrintedLaterAndOnce() {
        cluster.chronicle().spoolsTake(false);
        cluster.pull(PI3);
        cluster.run(Duration.ofSeconds(40));
        assertEquals(List.of(), cluster.chronicle().receipts(), cluster::transcript);

        cluster.chronicle().spoolsTake(true);
        cluster.run(Duration.ofMinutes(3));

        assertEquals(1, cluster.chronicle().receipts().size(), cluster::transcript);
        assertEquals(
                "pi3 lost its cable",
                cluster.chronicle().receipts().getFirst().incident().title());
    }

    @Test
    void theScreenOfANodeThatLeftDoesNotClaimThatItWorks() {
        NodeName active = cluster.activeOn(Tables.SITE).getFirst();

        cluster.ask(new Request.Leave(active));
        cluster.run(Duration.ofSeconds(10));

        StatusView last = cluster.chronicle().lastView(active).orElseThrow();
        assertEquals(Condition.OFFLINE, line(last, active).condition(), cluster::transcript);
        assertEquals(List.of(), line(last, active).runs());
    }

    @Test
    void aSimulationStartsFromWhatTheEngineKnowsNow() {
        NodeName active = cluster.activeOn(Tables.SITE).getFirst();

        cluster.askOn(PI2, new Request.ShowSituation());
        cluster.run(Duration.ofSeconds(1));

        var situation =
                assertInstanceOf(Reply.Situation.class, cluster.replies().getLast());
        ClusterState state = situation.input().state();
        assertTrue(state.quorum().held());
        assertTrue(
                state.node(active).orElseThrow().history().stream()
                        .anyMatch(history -> history.instance().equals(Tables.SITE)),
                cluster::transcript);
    }

    @Test
    void aWitnessThatIsLostIsNoDanger() {
        Configuration table = Tables.web(PI1, PI2);
        var nodes = new java.util.ArrayList<>(table.nodes());
        nodes.add(new Node(PI3, "3", Node.Kind.WITNESS, crm.model.Settings.NONE, crm.model.Settings.NONE));
        var withWitness = new SimulatedCluster(table.withNodes(nodes), PI1, PI2, PI3);

        withWitness.panic(PI3);
        withWitness.run(Duration.ofSeconds(10));

        StatusView.NodeLine witness = line(withWitness.status(), PI3);
        assertEquals(Condition.OFFLINE, witness.condition(), withWitness::transcript);
        assertTrue(witness.sentence().contains("vote is missing"), witness::sentence);
        assertFalse(withWitness.transcript().contains("power off"), withWitness::transcript);
        assertEquals(1, withWitness.activeOn(Tables.SITE).size());
    }

    @Test
    void statusShowsWhatIsBeingDone() {
        NodeName from = cluster.activeOn(Tables.SITE).getFirst();
        NodeName to = from.equals(PI3) ? PI2 : PI3;
        assertTrue(site(cluster.status()).pending().isEmpty());

        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(to)));
        cluster.run(Duration.ofMillis(60));

        StatusView.Pending pending = site(cluster.status()).pending().orElseThrow();
        assertEquals("start", pending.task(), cluster::transcript);
        assertEquals(to, pending.node());
    }

    private static StatusView.NodeLine line(StatusView view, NodeName node) {
        return view.nodes().stream()
                .filter(n -> n.name().equals(node))
                .findFirst()
                .orElseThrow();
    }

    private static ResourceLine site(StatusView view) {
        return view.resources().stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> member.id().equals(new ResourceId("site")))
                .findFirst()
                .orElseThrow();
    }
}
