package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Requires;
import crm.policy.situation.Situation;
import crm.policy.situation.Unfencing;
import crm.policy.situation.Unit;
import crm.transition.Action.FencingOperation;
import crm.transition.ActionReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Has nodes unfenced before anything that needs it, and fence devices themselves, are looked for or started there. A
 * node that was unfenced once need not be again, unless a device changed: otherwise every new resource would stop all
 * others.
 */
final class DraftUnfencing {

    private final Situation situation;
    private final ActionSheet sheet;
    private final Placement placement;
    private final Map<NodeName, Sketch> byNode = new HashMap<>();

    DraftUnfencing(Situation situation, ActionSheet sheet, Placement placement) {
        this.situation = situation;
        this.sheet = sheet;
        this.placement = placement;
    }

    private boolean inUse() {
        return !situation.unfencing().isEmpty();
    }

    /** What runs on a node is stopped before it is unfenced, and starts again after that. */
    void draft() {
        if (inUse()) {
            situation.top().forEach(this::aroundUnfencing);
        }
    }

    private void aroundUnfencing(Unit unit) {
        unit.children().forEach(this::aroundUnfencing);
        var standing = situation.standing(unit);
        if (!(unit instanceof Unit.Instance) || !standing.managed() || standing.requires() != Requires.UNFENCING) {
            return;
        }
        for (NodeName node : placement.of(unit).allowed()) {
            Sketch unfencing = of(node);
            sheet.order(
                    new ActionOrdering(Deed.of(unit.index(), Verb.STOP), unfencing.end(), Scope.SAME_NODE, Set.of()));
            sheet.order(new ActionOrdering(
                    unfencing.end(),
                    Deed.of(unit.index(), Verb.START),
                    Scope.SAME_NODE,
                    Set.of(Effect.FIRST_REQUIRES_THEN_ON_ITS_NODE)));
        }
    }

    /** Has an action on a node wait until that is unfenced, if its resource needs that. */
    void before(Sketch action, Unit unit, NodeName node, Effect... effects) {
        boolean needs = inUse()
                && (unit.definition().isFencing() || situation.standing(unit).requires() == Requires.UNFENCING);
        if (!needs) {
            return;
        }
        sheet.order(ActionOrdering.of(of(node).end(), action.end(), effects));
        Unfencing known = situation.unfencing().get(node);
        if (known != null && !known.done()) {
            need(node, "required by " + unit.id() + " " + action.verb);
        }
    }

    /** A changed device has its node, or every node it may run on, unfenced anew. */
    void becauseOf(Unit device, Optional<NodeName> only, String change) {
        if (!inUse() || !device.definition().isFencing()) {
            return;
        }
        if (only.filter(this::canBeUnfenced).isPresent()) {
            need(only.get(), change);
        } else {
            placement.of(device).allowed().forEach(node -> need(node, change));
        }
    }

    private boolean canBeUnfenced(NodeName name) {
        NodeStanding node = situation.node(name);
        return node.online() && !sheet.isUnclean(name) && !node.shuttingDown();
    }

    private void need(NodeName node, String because) {
        if (canBeUnfenced(node)) {
            require(of(node), node, because);
        }
    }

    private void require(Sketch unfencing, NodeName node, String because) {
        if (situation.canFence(node)) {
            unfencing.required = true;
            unfencing.because(new ActionReason.NodeMustBeUnfenced(node, because));
        }
    }

    private Sketch of(NodeName node) {
        Sketch known = byNode.get(node);
        if (known != null) {
            return known;
        }
        Sketch unfencing = sheet.onNode(Verb.FENCE, node);
        unfencing.fencing = FencingOperation.ON;
        byNode.put(node, unfencing);
        Unfencing facts = situation.unfencing().get(node);
        if (facts != null) {
            unfencing.details.put("digests_all", facts.digests());
            unfencing.details.put("digests_secure", facts.openDigests());
            facts.changed().ifPresent(device -> require(unfencing, node, "the definition of " + device + " changed"));
        }
        return unfencing;
    }
}
