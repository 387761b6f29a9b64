package crm.policy.constraint;

import crm.model.Constraint;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Every constraint, taken apart into pairs.
 *
 * @param locations in the order of the configuration
 * @param locationsByUnit the same, by the unit's index
 * @param discovery where resources are looked for
 * @param gates points in the order for which some of several actions are enough
 * @param orderings those configured, then those implied
 */
public record ConstraintIndex(
        List<UnitWish> locations,
        Map<Integer, List<UnitWish>> locationsByUnit,
        DiscoveryIndex discovery,
        ColocationIndex colocations,
        List<Gate> gates,
        List<ActionOrdering> orderings) {

    public ConstraintIndex {
        gates = List.copyOf(gates);
        locations = List.copyOf(locations);
        locationsByUnit = Map.copyOf(locationsByUnit);
        orderings = List.copyOf(orderings);
    }

    static ConstraintIndex of(
            List<UnitWish> locations,
            DiscoveryIndex discovery,
            ColocationIndex colocations,
            List<Gate> gates,
            List<ActionOrdering> orderings) {
        locations.forEach(discovery::add);
        var byUnit = new HashMap<Integer, List<UnitWish>>();
        locations.forEach(wish ->
                byUnit.computeIfAbsent(wish.unit(), _ -> new ArrayList<>()).add(wish));
        return new ConstraintIndex(locations, byUnit, discovery, colocations, gates, orderings);
    }

    /** What location constraints say of exactly this unit. */
    public List<UnitWish> locations(Unit unit) {
        return locationsByUnit.getOrDefault(unit.index(), List.of());
    }

    /**
     * A point in the order that is reached once enough of the actions before it are done.
     *
     * @param key its name in Pacemaker's graph
     * @param needed how many of the actions before it must be possible
     * @param room the node on which it makes room, if that is what it is for: then it is needed for its own sake
     */
    public record Gate(String key, int needed, Optional<NodeName> room) {}

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
