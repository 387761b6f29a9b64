package crm.state;

import crm.model.AgentId;
import crm.model.InstanceId;
import java.util.List;
import java.util.Optional;

/**
 * All that one node remembers of one instance ({@code lrm_resource} in Pacemaker).
 *
 * @param instance as the history names it, which for anonymous clones need not be the number planned with
 * @param lockedSince since when a shutdown lock holds the resource on this node
 * @param container the container the resource was launched in, if any
 */
public record ResourceHistory(
        InstanceId instance,
        AgentId agent,
        List<OperationRecord> operations,
        Optional<java.time.Instant> lockedSince,
        Optional<String> container) {

    public ResourceHistory {
        operations = List.copyOf(operations);
    }

    /** The same with other operations. */
    public ResourceHistory with(List<OperationRecord> changed) {
        return new ResourceHistory(instance, agent, changed, lockedSince, container);
    }
}
