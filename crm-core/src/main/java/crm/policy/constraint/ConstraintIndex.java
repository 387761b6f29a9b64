package crm.policy.constraint;

import crm.model.Constraint;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Every constraint, taken apart into pairs.
 *
 * @param locations in the order of the configuration
 * @param orderings those configured, then those implied
 */
public record ConstraintIndex(List<UnitWish> locations, ColocationIndex colocations, List<ActionOrdering> orderings) {

    public ConstraintIndex {
        locations = List.copyOf(locations);
        orderings = List.copyOf(orderings);
    }

    /** What one location constraint says of one unit. */
    public record UnitWish(
            String id,
            int unit,
            Optional<Role> role,
            SequencedMap<NodeName, Score> scores,
            Constraint.Discovery discovery) {
        public UnitWish {
            scores = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(scores));
        }
    }
}
