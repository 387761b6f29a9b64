package crm.policy.rule;

import crm.model.Constraint;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A location constraint with its rules evaluated.
 *
 * @param id of the constraint
 * @param resources whom it is about
 * @param role in which role it counts; empty means any
 * @param scores for the nodes it speaks of
 */
public record NodeWish(
        String id,
        List<ResourceId> resources,
        Optional<Role> role,
        SequencedMap<NodeName, Score> scores,
        Constraint.Discovery discovery) {

    public NodeWish {
        resources = List.copyOf(resources);
        scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
    }
}
