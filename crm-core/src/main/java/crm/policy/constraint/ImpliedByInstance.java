package crm.policy.constraint;

import static crm.policy.constraint.ActionOrdering.Deed;

import crm.model.Role;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.List;
import java.util.Set;

/** What every instance implies: it stops before it starts, starts before it is promoted, is demoted before it stops. */
final class ImpliedByInstance {

    private final Unit.Instance instance;
    private final Situation situation;

    ImpliedByInstance(Unit.Instance instance, Situation situation) {
        this.instance = instance;
        this.situation = situation;
    }

    void addTo(List<ActionOrdering> orderings) {
        if (!situation.standing(instance).managed()) {
            return;
        }
        orderings.add(ActionOrdering.of(deed(Verb.STOP), deed(Verb.START), Effect.FIRST_REQUIRES_THEN, Effect.RESTART));
        boolean promoted = situation.standing(instance).role() == Role.PROMOTED;
        if (promoted || situation.isPartOfPromotable(instance)) {
            orderings.add(ActionOrdering.of(deed(Verb.DEMOTE), deed(Verb.STOP), Effect.PROMOTED_THEN_REQUIRES_FIRST));
            orderings.add(ActionOrdering.of(deed(Verb.START), deed(Verb.PROMOTE), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
        orderings.add(new ActionOrdering(
                deed(Verb.DELETE), deed(Verb.MONITOR), Scope.SAME_NODE, Set.of(Effect.THEN_CANCELS_FIRST)));
    }

    private Deed deed(Verb verb) {
        return Deed.of(instance.index(), verb);
    }
}
