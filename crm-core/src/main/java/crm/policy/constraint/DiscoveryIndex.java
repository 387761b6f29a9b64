package crm.policy.constraint;

import crm.model.Constraint.Discovery;
import crm.model.NodeName;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says where it is not worth looking for a resource, as location constraints have it. */
public final class DiscoveryIndex {

    private record Place(int unit, NodeName node) {}

    private final Situation situation;
    private final Map<Place, Discovery> modes = new HashMap<>();
    private final BitSet exclusive = new BitSet();

    DiscoveryIndex(Situation situation) {
        this.situation = situation;
    }

    /** Takes a location constraint into account; of several for one node the strictest counts. */
    void add(ConstraintIndex.UnitWish wish) {
        if (wish.discovery() == Discovery.EXCLUSIVE) {
            choose(situation.units().get(wish.unit()));
        }
        wish.scores().sequencedKeySet().forEach(node -> spread(situation.units().get(wish.unit()), node, wish));
    }

    private void choose(Unit unit) {
        exclusive.set(unit.index());
        located(unit).forEach(this::choose);
    }

    /** Whose place it is about: of a bundle's parts that of the containers and their addresses. */
    private static List<? extends Unit> located(Unit unit) {
        if (!(unit instanceof Unit.BundleUnit bundle)) {
            return unit.children();
        }
        return bundle.replicas().stream()
                .flatMap(replica -> Stream.concat(Stream.of(replica.container()), replica.address().stream()))
                .toList();
    }

    private void spread(Unit unit, NodeName node, ConstraintIndex.UnitWish wish) {
        modes.merge(new Place(unit.index(), node), wish.discovery(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        located(unit).forEach(part -> spread(part, node, wish));
    }

    /** Whether a resource may be, and is looked for, on chosen nodes only, and this is none of them. */
    public boolean isClosed(Unit unit, NodeName node) {
        return exclusive.get(unit.index()) && mode(unit, node) != Discovery.EXCLUSIVE;
    }

    /** Whether a resource is looked for on a node. */
    public boolean looks(Unit unit, NodeName node) {
        return mode(unit, node) != Discovery.NEVER && !isClosed(unit, node);
    }

    private Discovery mode(Unit unit, NodeName node) {
        return modes.getOrDefault(new Place(unit.index(), node), Discovery.ALWAYS);
    }
}
