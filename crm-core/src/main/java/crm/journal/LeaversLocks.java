package crm.journal;

import crm.configuration.ClusterOptions;
import crm.configuration.Configuration;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.state.Attributes;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept for a node that leaves in good order, where {@code shutdown-lock} asks for it: the lock is noted with the
 * result of the stop, outlasts the rest of the node's history, and is over with the first result that is more than a look
 * that finds nothing. Clones and bundles are not locked, for their instances are all alike; nor are fence devices and
 * connections to remote nodes.
 */
final class LeaversLocks {

    private final Configuration configuration;
    private final boolean locks;

    LeaversLocks(Configuration configuration) {
        this.configuration = configuration;
        this.locks = ClusterOptions.of(configuration.options()).shutdownLock();
    }

    /** Since when a resource is locked to its node once an operation has ended there; empty if it is not. */
    Optional<Instant> after(OperationRecord operation, NodeState node, Optional<Instant> before) {
        if (!locks || OperationFold.failed(operation)) {
            return Optional.empty();
        }
        return switch (operation.task()) {
            case "stop" -> isLocked(operation) ? leavesSince(node) : Optional.empty();
            case "monitor" -> operation.exitCode() == 0 ? Optional.empty() : before;
            default -> Optional.empty();
        };
    }

    private boolean isLocked(OperationRecord operation) {
        boolean remote = operation.agent().standard().equals("ocf")
                && operation.agent().provider().equals(Optional.of("pacemaker"))
                && operation.agent().type().equals("remote");
        return !operation.agent().isFencing()
                && !remote
                && isAlone(operation.instance().resource());
    }

    /** Whether it is a resource of its own, or a member of a group that is. */
    private boolean isAlone(ResourceId id) {
        return configuration.resources().stream()
                .filter(resource ->
                        resource.primitives().stream().anyMatch(one -> one.id().equals(id)))
                .anyMatch(resource -> switch (resource) {
                    case Resource.Primitive _, Resource.Group _ -> true;
                    case Resource.Clone _, Resource.Bundle _ -> false;
                });
    }

    private static Optional<Instant> leavesSince(NodeState node) {
        return node.attributes()
                .get(Attributes.SHUTDOWN)
                .filter(text -> text.matches("[1-9][0-9]{0,11}"))
                .map(text -> Instant.ofEpochSecond(Long.parseLong(text)));
    }

    /** What of a node's history outlasts its life: only which resources are locked to it; where they are is looked for anew. */
    List<ResourceHistory> outlasting(NodeState node) {
        return node.history().stream()
                .filter(history -> history.lockedSince().isPresent())
                .filter(_ -> locks)
                .map(history -> history.with(List.of()))
                .toList();
    }
}
