package crm.journal;

import crm.configuration.Configuration;
import crm.model.InstanceId;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.state.Attributes;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one ended operation leaves in a node's history and fail counts. Kept per instance: the last operation that does
 * not recur, the last result of each recurring one, and the last failure — what Pacemaker's executor history keeps.
 */
public final class OperationFold {

    private final Configuration configuration;
    private final NodeState before;
    private final Instant at;

    OperationFold(Configuration configuration, NodeState before, Instant at) {
        this.configuration = configuration;
        this.before = before;
        this.at = at;
    }

    /** The facts of a node once an operation has ended there at that time. */
    public static NodeState of(Configuration configuration, NodeState before, Instant at, OperationRecord operation) {
        return new OperationFold(configuration, before, at).after(operation);
    }

    NodeState after(OperationRecord operation) {
        if (operation.task().equals("notify")) {
            return before; // It says nothing of what is active, and must not stand in place of what does.
        }
        if (operation.task().equals("cancel")) {
            return before.with(withoutMonitor(before.history(), operation));
        }
        Optional<ResourceHistory> known = before.history().stream()
                .filter(h -> h.instance().equals(operation.instance()))
                .findFirst();
        List<OperationRecord> operations =
                known.map(ResourceHistory::operations).orElse(List.of());
        // A result that is proposed again after a change of leader must not count twice.
        if (operations.stream().anyMatch(o -> overtakes(o, operation))) {
            return before;
        }
        var history = new ResourceHistory(
                operation.instance(),
                operation.agent(),
                merged(operations, operation),
                new LeaversLocks(configuration).after(operation, before, known.flatMap(ResourceHistory::lockedSince)),
                known.flatMap(ResourceHistory::container));
        return before.with(replaced(before.history(), history)).with(failCounts(operation));
    }

    private static List<ResourceHistory> withoutMonitor(List<ResourceHistory> all, OperationRecord cancel) {
        return all.stream()
                .map(h -> h.instance().equals(cancel.instance())
                        ? new ResourceHistory(
                                h.instance(),
                                h.agent(),
                                h.operations().stream()
                                        .filter(o -> o.keptAsFailure()
                                                || !o.interval().equals(cancel.interval()))
                                        .toList(),
                                h.lockedSince(),
                                h.container())
                        : h)
                .toList();
    }

    /** What was proposed again may come when what the node did next is known already, which has taken its place. */
    private static boolean overtakes(OperationRecord known, OperationRecord operation) {
        boolean repeated = known.callId() >= operation.callId() && same(known, operation);
        boolean later = known.callId() > operation.callId() && !known.isRecurring() && !known.keptAsFailure();
        return repeated || (later && !operation.isRecurring());
    }

    private static boolean same(OperationRecord a, OperationRecord b) {
        return a.task().equals(b.task()) && a.interval().equals(b.interval());
    }

    private static List<OperationRecord> merged(List<OperationRecord> operations, OperationRecord ended) {
        boolean stopped = ended.task().equals("stop") && !failed(ended);
        var kept = new ArrayList<OperationRecord>();
        for (OperationRecord old : operations) {
            boolean superseded =
                    old.keptAsFailure() ? failed(ended) : ended.isRecurring() ? same(old, ended) : !old.isRecurring();
            boolean pointless = stopped && old.isRecurring() && !old.keptAsFailure();
            if (!superseded && !pointless) {
                kept.add(old);
            }
        }
        kept.add(ended);
        if (failed(ended)) {
            kept.add(ended.asKeptFailure());
        }
        return kept;
    }

    private static List<ResourceHistory> replaced(List<ResourceHistory> all, ResourceHistory changed) {
        var result = new ArrayList<ResourceHistory>(all.size() + 1);
        boolean found = false;
        for (ResourceHistory history : all) {
            boolean match = history.instance().equals(changed.instance());
            found |= match;
            result.add(match ? changed : history);
        }
        if (!found) {
            result.add(changed);
        }
        return result;
    }

    private Attributes failCounts(OperationRecord operation) {
        if (!failed(operation) || operation.status() == ExecutionStatus.CANCELLED) {
            return before.attributes();
        }
        String key = operation.instance().resource() + "#" + operation.task() + "_"
                + operation.interval().toMillis();
        String count = "fail-count-" + key;
        boolean fatal = operation.task().equals("stop") || (operation.task().equals("start") && startFailureIsFatal());
        String value = fatal
                ? "INFINITY"
                : before.attributes().get(count).map(OperationFold::oneMore).orElse("1");
        return before.attributes().with(count, value).with("last-failure-" + key, Long.toString(at.getEpochSecond()));
    }

    private boolean startFailureIsFatal() {
        return configuration
                .options()
                .get("start-failure-is-fatal")
                .map(v -> !v.equalsIgnoreCase("false") && !v.equalsIgnoreCase("no") && !v.equals("0"))
                .orElse(true);
    }

    private static String oneMore(String count) {
        return count.equals("INFINITY") ? count : Long.toString(Long.parseLong(count) + 1);
    }

    /** Ended otherwise than expected; a probe has no expectation, it tells what is. */
    static boolean failed(OperationRecord operation) {
        if (operation.status() != ExecutionStatus.DONE) {
            return operation.status() != ExecutionStatus.PENDING && operation.status() != ExecutionStatus.CANCELLED;
        }
        if (operation.isProbe()) {
            return false;
        }
        return operation.exitCode() != operation.expectedExitCode().orElse(0);
    }

    /** The node's facts without what is remembered of a resource (all, if none is named) and its failures. */
    static NodeState cleared(Configuration configuration, NodeState node, Optional<ResourceId> resource) {
        List<ResourceId> concerned = resource.map(id -> configuration
                        .resource(id)
                        .map(r -> r.primitives().stream()
                                .map(Resource.Primitive::id)
                                .toList())
                        .orElse(List.of(id)))
                .orElseGet(() -> node.history().stream()
                        .map(ResourceHistory::instance)
                        .map(InstanceId::resource)
                        .toList());
        List<ResourceHistory> kept = node.history().stream()
                .filter(h -> !concerned.contains(h.instance().resource()))
                .toList();
        Attributes attributes = node.attributes();
        for (String name : node.attributes().values().keySet()) {
            if (concerned.stream().anyMatch(id -> isFailureOf(name, id))) {
                attributes = attributes.without(name);
            }
        }
        return node.with(kept).with(attributes);
    }

    private static boolean isFailureOf(String attribute, ResourceId id) {
        return attribute.startsWith("fail-count-" + id + "#") || attribute.startsWith("last-failure-" + id + "#");
    }
}
