package crm.formats.simulate;

import static crm.formats.pacemaker.Plans.action;
import static crm.formats.pacemaker.Plans.fencing;
import static crm.formats.pacemaker.Plans.monitor;
import static crm.formats.pacemaker.Plans.node;
import static crm.formats.pacemaker.Plans.primitive;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.formats.pacemaker.Plans;
import crm.model.Role;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedExecutionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static List<OperationRecord> operations(ClusterState state, String node) {
        return state.node(node(node)).orElseThrow().history().getFirst().operations();
    }

    @Test
    void resultsAreRememberedAsExpectedAndFencedNodesAreForgotten() {
        var plan = new Plans()
                .online("n1", "n2")
                .with(primitive("web").then(Role.STARTED, "n1"))
                .with(action("web", "monitor").on("n1").meta("op_target_rc", "7"))
                .with(fencing("n2"))
                .with(action("web", "start").on("n1").after(1, 2))
                .with(monitor("web", Duration.ofSeconds(10)).on("n1").after(3))
                .plan();
        ClusterState before =
                ClusterState.EMPTY.change(node("n2"), n -> n.with(n.attributes().with("fail-count-web#start_0", "1")));
        ClusterState after = SimulatedExecution.after(before, plan, NOW);
        List<OperationRecord> operations = operations(after, "n1");
        NodeState fenced = after.node(node("n2")).orElseThrow();
        assertAll(
                () -> assertEquals(
                        List.of("start", "monitor"),
                        operations.stream().map(OperationRecord::task).toList()),
                () -> assertEquals(
                        List.of(2, 3),
                        operations.stream().map(OperationRecord::callId).toList()),
                () -> assertEquals(ExecutionStatus.DONE, operations.getFirst().status()),
                () -> assertEquals(NodeState.Membership.LOST, fenced.membership()),
                () -> assertEquals(NodeState.Join.DOWN, fenced.expected()),
                () -> assertEquals(0, fenced.attributes().values().size()));
    }

    @Test
    void aProbeThatExpectsNothingFindsNothing() {
        var plan = new Plans()
                .online("n1")
                .with(primitive("web"))
                .with(action("web", "monitor").on("n1").meta("op_target_rc", "7"))
                .plan();
        assertEquals(
                7,
                operations(SimulatedExecution.after(ClusterState.EMPTY, plan, NOW), "n1")
                        .getFirst()
                        .exitCode());
    }

    @Test
    void whatCannotBeReadyIsNotCarriedOut() {
        var plan = new Plans()
                .online("n1")
                .with(primitive("a"))
                .with(action("a", "start").on("n1").after(2))
                .with(action("a", "stop").on("n1").after(1))
                .plan();
        assertEquals(ClusterState.EMPTY, SimulatedExecution.after(ClusterState.EMPTY, plan, NOW));
    }
}
