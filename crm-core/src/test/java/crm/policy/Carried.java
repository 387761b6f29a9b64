package crm.policy;

import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import crm.transition.Action;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Carries a transition out in thought: everything succeeds as expected and leaves its result in the state. */
final class Carried {

    private Carried() {}

    static SchedulingInput out(SchedulingInput input, Transition transition) {
        ClusterState state = input.state();
        Set<Integer> done = new HashSet<>();
        boolean progress = true;
        while (progress) {
            progress = false;
            for (Step step : transition.steps()) {
                if (!done.contains(step.number()) && done.containsAll(step.waitsFor())) {
                    state = after(state, step.action());
                    done.add(step.number());
                    progress = true;
                }
            }
        }
        if (done.size() != transition.steps().size()) {
            throw new AssertionError("steps that wait for each other: " + transition.steps());
        }
        return new SchedulingInput(input.configuration(), state, input.now());
    }

    private static ClusterState after(ClusterState state, Action action) {
        return switch (action) {
            case Action.Milestone _ -> state;
            case Action.ShutdownNode(var node) -> state.change(node, Carried::off);
            case Action.FenceNode fence -> state.change(fence.node(), Carried::off);
            case Action.ResourceAction done -> state.change(done.id().node(), node -> after(node, done));
        };
    }

    private static NodeState off(NodeState node) {
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
                false,
                Optional.empty());
    }

    private static NodeState after(NodeState node, Action.ResourceAction done) {
        Task task = done.id().task();
        if (task == Task.CLEAR_FAIL_COUNT) {
            return node.with(node.attributes());
        }
        if (task == Task.DELETE || task == Task.CANCEL) {
            return without(node, done);
        }
        int calls = node.history().stream()
                .flatMap(h -> h.operations().stream())
                .mapToInt(OperationRecord::callId)
                .max()
                .orElse(0);
        return with(
                node,
                new OperationRecord(
                        done.id().instance(),
                        done.agent(),
                        node.name(),
                        task.toString(),
                        done.id().interval(),
                        calls + 1,
                        ExecutionStatus.DONE,
                        done.expectedExitCode(),
                        Optional.of(done.expectedExitCode()),
                        "",
                        Optional.of(Given.NOW),
                        Duration.ZERO,
                        Duration.ZERO,
                        OperationRecord.Digests.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        OptionalLong.empty()));
    }

    private static NodeState without(NodeState node, Action.ResourceAction done) {
        var histories = new ArrayList<ResourceHistory>();
        for (ResourceHistory history : node.history()) {
            if (!history.instance().equals(done.id().instance())) {
                histories.add(history);
            } else if (done.id().task() == Task.CANCEL) {
                histories.add(new ResourceHistory(
                        history.instance(),
                        history.agent(),
                        history.operations().stream()
                                .filter(op -> !op.interval().equals(done.id().interval()))
                                .toList(),
                        Optional.empty(),
                        Optional.empty()));
            }
        }
        return node.with(histories);
    }

    /** A node that remembers one more result; it forgets an earlier one of the same operation. */
    static NodeState with(NodeState node, OperationRecord record) {
        var histories = new ArrayList<ResourceHistory>();
        boolean found = false;
        for (ResourceHistory history : node.history()) {
            if (history.instance().equals(record.instance())) {
                found = true;
                var operations = new ArrayList<>(history.operations().stream()
                        .filter(op -> !op.task().equals(record.task())
                                || !op.interval().equals(record.interval()))
                        // A stop ends the recurring operations.
                        .filter(op ->
                                !record.task().equals("stop") || op.interval().isZero())
                        .toList());
                operations.add(record);
                histories.add(new ResourceHistory(
                        history.instance(), history.agent(), operations, Optional.empty(), Optional.empty()));
            } else {
                histories.add(history);
            }
        }
        if (!found) {
            histories.add(Given.history(record));
        }
        return node.with(histories);
    }
}
