package crm.journal;

import crm.journal.AgreedState.Plan;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Migration;
import crm.state.ResourceHistory;
import crm.transition.ActionId;
import crm.transition.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Live migrations that the end of a node's life leaves open: what it handed over, or was told to hand over, may have
 * arrived, and nothing that it knew says so any more. What is known of it where it was to arrive is forgotten with it, so
 * that it is looked for there before it is started anywhere.
 */
final class Handovers {

    private final ClusterState cluster;
    private final Optional<Plan> plan;

    Handovers(ClusterState cluster, Optional<Plan> plan) {
        this.cluster = cluster;
        this.plan = plan;
    }

    /** The state before this entry, without what it makes doubtful. */
    ClusterState before(Entry entry) {
        return switch (entry) {
            case Entry.NodeJoined joined -> doubting(joined.node());
            case Entry.NodeLost lost -> remembering(doubting(lost.node()), lost);
            case Entry.NodeLeft left -> doubting(left.node());
            case Entry.NodeFenced fenced -> doubting(fenced.node());
            default -> cluster; // Nobody's life ends by anything else.
        };
    }

    /** Whether something that this node had, or was told to hand over, may have arrived where nobody has looked since. */
    boolean mayHaveArrived(NodeName source) {
        return !arrivals(source).isEmpty();
    }

    /**
     * A lost node may go on handing over until it is off or back, however often it is looked for on the other side before: so it
     * is kept as an attempt of which nobody knows how it ends.
     */
    private ClusterState remembering(ClusterState state, Entry.NodeLost lost) {
        ClusterState remembered = state;
        for (Map.Entry<InstanceId, NodeName> arrival : arrivals(lost.node()).entrySet()) {
            remembered = remembered.change(
                    lost.node(),
                    node -> node.with(node.history().stream()
                            .map(history -> history.instance().equals(arrival.getKey())
                                    ? handingOver(node, history, arrival.getValue(), lost.at())
                                    : history)
                            .toList()));
        }
        return remembered;
    }

    private static ResourceHistory handingOver(
            NodeState source, ResourceHistory history, NodeName target, Instant since) {
        if (handedOver(history).isPresent()) {
            return history;
        }
        var operations = new ArrayList<>(history.operations());
        operations.add(OperationRecord.supposed(
                history.instance(),
                history.agent(),
                source.name(),
                Task.MIGRATE_TO.toString(),
                Duration.ZERO,
                source.nextCallId(),
                1,
                0,
                source.name() + " was lost meanwhile",
                since,
                Optional.of(new Migration(source.name(), target))));
        return history.with(operations);
    }

    private ClusterState doubting(NodeName source) {
        ClusterState doubtful = cluster;
        for (Map.Entry<InstanceId, NodeName> arrival : arrivals(source).entrySet()) {
            if (doubtful.node(arrival.getValue()).isPresent()) {
                doubtful = doubtful.change(arrival.getValue(), node -> without(node, arrival.getKey()));
            }
        }
        return doubtful;
    }

    private Map<InstanceId, NodeName> arrivals(NodeName source) {
        var arrivals = new LinkedHashMap<InstanceId, NodeName>();
        cluster.node(source).stream()
                .flatMap(node -> node.history().stream())
                .forEach(history -> handedOver(history)
                        .ifPresent(migration -> arrivals.put(history.instance(), migration.target())));
        plan.ifPresent(p -> p.orders().stream()
                .filter(order -> order.task() == Task.MIGRATE_TO && order.node().equals(source))
                .map(ActionId::instance)
                .forEach(instance -> p.orders().stream()
                        .filter(order -> order.task() == Task.MIGRATE_FROM
                                && order.instance().equals(instance))
                        .forEach(order -> arrivals.put(instance, order.node()))));
        return arrivals;
    }

    private static Optional<Migration> handedOver(ResourceHistory history) {
        return history.operations().stream()
                .filter(operation -> !operation.isRecurring() && !operation.keptAsFailure())
                .max(Comparator.comparingInt(OperationRecord::callId))
                .filter(operation -> operation.task().equals(Task.MIGRATE_TO.toString()))
                .flatMap(OperationRecord::migration);
    }

    private static NodeState without(NodeState node, InstanceId instance) {
        return node.with(node.history().stream()
                .filter(history -> !history.instance().equals(instance))
                .toList());
    }
}
