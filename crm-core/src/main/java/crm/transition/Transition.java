package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plan: what to do now, in which order, and why everything is as it will be.
 *
 * @param steps numbered from zero in the order of this list
 * @param blocked actions that would be needed and cannot be done
 * @param placements where each instance will be, with the reason
 * @param refusals why an instance will not be on a node, for each pair where it will not
 * @param batchLimit how many actions may run at once in the whole cluster; zero means no limit
 * @param lookAgain when time alone may change the plan
 */
public record Transition(
        List<Step> steps,
        List<Blocked> blocked,
        List<Placed> placements,
        List<Refused> refusals,
        int batchLimit,
        Optional<Instant> lookAgain) {

    public Transition {
        steps = List.copyOf(steps);
        blocked = List.copyOf(blocked);
        placements = List.copyOf(placements);
        refusals = List.copyOf(refusals);
    }

    /** Nothing is to be done. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /** An action that would be needed and cannot be done. */
    public record Blocked(Action action, Reason why) {}

    /** Where an instance will be; on no node if {@code node} is empty. */
    public record Placed(InstanceId instance, Optional<NodeName> node, crm.model.Role role, Reason why) {}

    /** Why an instance will not be on a node. */
    public record Refused(InstanceId instance, NodeName node, Reason why) {}
}
