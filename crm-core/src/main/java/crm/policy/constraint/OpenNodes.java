package crm.policy.constraint;

import crm.model.NodeName;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes come into question at all: in an asymmetric cluster only those of which some location constraint speaks,
 * or something that was found out.
 */
final class OpenNodes {

    private final boolean symmetric;
    private final Situation situation;
    private final Map<Integer, Set<NodeName>> spokenOf = new HashMap<>();

    OpenNodes(boolean symmetric, Situation situation, List<ConstraintIndex.UnitWish> locations) {
        this.symmetric = symmetric;
        this.situation = situation;
        locations.forEach(wish -> spokenOf.computeIfAbsent(wish.unit(), _ -> new HashSet<>())
                .addAll(wish.scores().keySet()));
    }

    /** Nodes open to a unit, in the order of the situation. */
    List<NodeName> to(Unit unit) {
        return situation.nodes().keySet().stream()
                .filter(node -> symmetric || isSpokenOf(unit, node, true))
                .toList();
    }

    /** What is said of a collective is said of its members too, unless it is about the collective alone. */
    private boolean isSpokenOf(Unit unit, NodeName node, boolean itself) {
        return spokenOf.getOrDefault(unit.index(), Set.of()).contains(node)
                || situation.standing(unit).leanings().stream()
                        .filter(leaning -> itself || leaning.deep())
                        .anyMatch(leaning -> leaning.node().map(node::equals).orElse(true))
                || situation
                        .parent(unit)
                        .filter(whole -> isSpokenOf(whole, node, false))
                        .isPresent();
    }
}
