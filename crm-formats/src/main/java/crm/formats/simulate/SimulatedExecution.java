package crm.formats.simulate;

import crm.configuration.Configuration;
import crm.formats.pacemaker.Graph;
import crm.formats.simulate.Supposition.Operation;
import crm.journal.OperationFold;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Migration;
import crm.state.ResourceHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Carries a plan out in thought: every action succeeds as expected, at once, and leaves in the cluster's state what it
 * would have left in a real one; but for those that are supposed to fail, and what would have had to wait for them.
 */
public final class SimulatedExecution {

    private final Graph graph;
    private final Instant now;
    private final List<Operation> failed = new ArrayList<>();

    private SimulatedExecution(Plan plan, Instant now) {
        this.graph = Graph.of(plan);
        this.now = now;
    }

    /**
     * What a plan came to.
     *
     * @param failed which of the operations that were to fail came up, and did
     */
    public record Result(ClusterState state, List<Operation> failed) {
        public Result {
            failed = List.copyOf(failed);
        }
    }

    /** The state after all of a plan that can be carried out has been. */
    public static ClusterState after(ClusterState state, Plan plan, Instant now) {
        return run(Configuration.EMPTY, state, plan, List.of(), now).state();
    }

    /** The same if some operations fail. */
    public static Result run(
            Configuration configuration, ClusterState state, Plan plan, List<Operation> failing, Instant now) {
        var execution = new SimulatedExecution(plan, now);
        ClusterState changed = state;
        Set<Integer> undone = new HashSet<>();
        for (PlannedAction action : execution.graph.executionOrder()) {
            Optional<Operation> failure = failing.stream()
                    .filter(operation -> execution.is(operation, action))
                    .findFirst();
            if (action.inputs().stream().anyMatch(undone::contains)) {
                undone.add(action.number());
            } else if (failure.isPresent()) {
                undone.add(action.number());
                execution.failed.add(failure.get());
                changed = execution.afterFailure(configuration, changed, action, failure.get());
            } else {
                changed = execution.after(changed, action);
            }
        }
        return new Result(changed, execution.failed);
    }

    private boolean is(Operation operation, PlannedAction action) {
        return !action.pseudo()
                && action.kind() == PlannedAction.Kind.RESOURCE
                && action.task().equals(operation.task())
                && action.interval().equals(operation.interval())
                && action.node().equals(Optional.of(operation.node()))
                && action.resource()
                        .filter(id -> id.equals(operation.instance())
                                || InstanceId.of(id.resource()).equals(operation.instance()))
                        .isPresent();
    }

    private ClusterState afterFailure(
            Configuration configuration, ClusterState state, PlannedAction action, Operation operation) {
        Optional<Resource.Primitive> primitive = configuration.primitives().stream()
                .filter(one -> one.id().equals(operation.instance().resource()))
                .findFirst();
        var asHistoriesName = new Operation(
                instance(graph.executedName(action)),
                operation.task(),
                operation.interval(),
                operation.node(),
                operation.exitCode());
        return primitive
                .map(one -> state.change(
                        operation.node(),
                        node -> OperationFold.of(
                                configuration, node, now, FailedOperation.record(asHistoriesName, one, node, now))))
                .orElse(state);
    }

    /** Points in the order and the cluster's own actions leave no trace, so a node told to leave stays. */
    private ClusterState after(ClusterState state, PlannedAction action) {
        Optional<NodeName> node = action.node();
        if (action.pseudo() || node.isEmpty()) {
            return state;
        }
        if (action.task().equals("stonith")) {
            return "on".equals(action.meta().get("stonith_action"))
                    ? state
                    : state.change(node.get(), SimulatedExecution::fenced);
        }
        return action.kind() == PlannedAction.Kind.RESOURCE && leavesResult(action)
                ? state.change(node.get(), before -> withResult(before, action))
                : state;
    }

    private static boolean leavesResult(PlannedAction action) {
        return switch (action.task()) {
            case "delete", "notify" -> false;
            default -> true;
        };
    }

    private static NodeState fenced(NodeState node) {
        return new NodeState(
                node.name(),
                node.incarnation(),
                NodeState.Membership.LOST,
                false,
                NodeState.Join.DOWN,
                NodeState.Join.DOWN,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                List.of(),
                node.fenced(),
                node.unfenced(),
                node.inMaintenance());
    }

    private NodeState withResult(NodeState node, PlannedAction action) {
        InstanceId instance = instance(graph.executedName(action));
        Optional<AgentId> agent = graph.agent(action);
        if (agent.isEmpty()) {
            return node;
        }
        var histories = new ArrayList<ResourceHistory>(node.history().size() + 1);
        boolean found = false;
        for (ResourceHistory history : node.history()) {
            boolean match = !found && history.instance().equals(instance);
            found |= match;
            histories.add(match ? withResult(by(agent.get(), history), node.name(), action) : history);
        }
        if (!found) {
            var empty = new ResourceHistory(
                    instance,
                    agent.get(),
                    List.of(),
                    Optional.empty(),
                    Optional.ofNullable(action.meta().get("container")));
            histories.add(withResult(empty, node.name(), action));
        }
        return node.with(histories);
    }

    /** What an agent has done is its own history, whichever agent was there before. */
    private static ResourceHistory by(AgentId agent, ResourceHistory history) {
        return new ResourceHistory(
                history.instance(), agent, history.operations(), history.lockedSince(), history.container());
    }

    /** A result takes the place of that of the same recurring operation, or of the latest one-time result. */
    private ResourceHistory withResult(ResourceHistory history, NodeName node, PlannedAction action) {
        var operations = new ArrayList<OperationRecord>(history.operations().size() + 1);
        int lastCall = 0;
        for (OperationRecord earlier : history.operations()) {
            lastCall = Math.max(lastCall, earlier.callId());
            if (earlier.keptAsFailure() || !takesItsPlace(history, earlier, action)) {
                operations.add(earlier);
            }
        }
        operations.add(result(history, node, action, lastCall + 1));
        return history.with(operations);
    }

    private static boolean takesItsPlace(ResourceHistory history, OperationRecord earlier, PlannedAction action) {
        if (!earlier.interval().equals(action.interval())) {
            return false;
        }
        // Pacemaker before 1.1.6 kept the latest one-time result of each task, later versions one in all; migrations
        // are kept apart.
        long oneTime = history.operations().stream()
                .filter(operation -> !operation.isRecurring() && !operation.keptAsFailure())
                .filter(operation -> !isMigration(operation.task()))
                .count();
        boolean apart = isMigration(earlier.task()) || isMigration(action.task());
        return earlier.task().equals(action.task()) || (!earlier.isRecurring() && !apart && oneTime == 1);
    }

    private static boolean isMigration(String task) {
        return task.startsWith("migrate_");
    }

    private OperationRecord result(ResourceHistory history, NodeName node, PlannedAction action, int callId) {
        int expected = Optional.ofNullable(action.meta().get("op_target_rc"))
                .map(Integer::parseInt)
                .orElse(0);
        return OperationRecord.supposed(
                history.instance(),
                history.agent(),
                node,
                action.task(),
                action.interval(),
                callId,
                expected,
                expected,
                "",
                now,
                Migration.of(action.task(), action.meta()));
    }

    private static InstanceId instance(String name) {
        int colon = name.lastIndexOf(':');
        return colon > 0 && name.substring(colon + 1).matches("0|[1-9][0-9]{0,8}")
                ? InstanceId.parse(name)
                : InstanceId.of(new ResourceId(name));
    }
}
