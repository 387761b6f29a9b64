package crm.policy.constraint;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.ActionOrdering.Passage;
import crm.policy.constraint.ConstraintIndex.Gate;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What leaves a node makes room before anything else comes: one point for each node lies between them. */
final class ImpliedByUtilization {

    private final Situation situation;
    private final OpenNodes open;
    private final List<Gate> gates;
    private final Map<NodeName, Passage> rooms = new LinkedHashMap<>();

    ImpliedByUtilization(Situation situation, OpenNodes open, List<Gate> gates) {
        this.situation = situation;
        this.open = open;
        this.gates = gates;
    }

    void addTo(List<ActionOrdering> orderings, Unit unit) {
        unit.children().forEach(child -> addTo(orderings, child));
        if (!(unit instanceof Unit.Instance)
                || unit.definition().utilization().isEmpty()
                || !situation.standing(unit).managed()) {
            return;
        }
        for (NodeName node : situation.active(unit)) {
            orderings.add(new ActionOrdering(
                    Deed.of(unit.index(), Verb.STOP), room(node), Scope.TARGET_IF_REQUIRED, Set.of()));
        }
        for (NodeName node : open.to(unit)) {
            for (Verb coming : List.of(Verb.START, Verb.MIGRATE_TO)) {
                orderings.add(new ActionOrdering(
                        room(node), Deed.of(unit.index(), coming), Scope.TARGET_IF_REQUIRED, Set.of()));
            }
        }
    }

    private Passage room(NodeName node) {
        return rooms.computeIfAbsent(node, _ -> {
            gates.add(new Gate(Verb.LOAD_STOPPED + "_" + node, 0, Optional.of(node)));
            return new Passage(gates.size() - 1);
        });
    }
}
