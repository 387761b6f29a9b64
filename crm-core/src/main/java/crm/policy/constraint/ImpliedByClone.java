package crm.policy.constraint;

import static crm.policy.constraint.ActionOrdering.Deed;

import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a clone implies: its points stand around what its instances do, and phases do not overlap. */
final class ImpliedByClone {

    private final Unit.CloneUnit clone;
    private final Situation situation;
    private final List<Together> colocations = new ArrayList<>();

    ImpliedByClone(Unit.CloneUnit clone, Situation situation) {
        this.clone = clone;
        this.situation = situation;
    }

    List<Together> colocations() {
        return colocations;
    }

    void addTo(List<ActionOrdering> orderings) {
        boolean promotable = clone.options().promotable();
        orderings.add(ActionOrdering.of(deed(clone, Verb.STOPPED), deed(clone, Verb.START)));
        orderings.add(ActionOrdering.of(
                deed(clone, Verb.START), deed(clone, Verb.RUNNING), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(
                ActionOrdering.of(deed(clone, Verb.STOP), deed(clone, Verb.STOPPED), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        if (promotable) {
            orderings.add(ActionOrdering.of(deed(clone, Verb.DEMOTED), deed(clone, Verb.STOP)));
            orderings.add(ActionOrdering.of(
                    deed(clone, Verb.RUNNING), deed(clone, Verb.PROMOTE), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
        @Nullable Unit previous = null;
        for (Unit copy : clone.copies()) {
            inside(copy, orderings);
            bracket(copy, orderings);
            if (clone.options().ordered() && previous != null) {
                orderings.add(ActionOrdering.of(deed(previous, point(previous, Verb.START)), deed(copy, Verb.START)));
                orderings.add(ActionOrdering.of(deed(copy, point(copy, Verb.STOP)), deed(previous, Verb.STOP)));
            }
            previous = copy;
        }
        if (promotable) {
            promotion(orderings);
        }
    }

    private void inside(Unit copy, List<ActionOrdering> orderings) {
        switch (copy) {
            case Unit.Instance instance -> {
                var implied = new ImpliedByInstance(instance, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
            case Unit.GroupUnit group -> {
                var implied = new ImpliedByGroup(group, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
            case Unit.BundleUnit inner -> throw new IllegalStateException("a bundle inside a clone: " + inner.id());
            case Unit.CloneUnit inner -> throw new IllegalStateException("a clone inside a clone: " + inner.id());
        }
    }

    private void bracket(Unit copy, List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(
                deed(clone, Verb.START),
                deed(copy, Verb.START),
                Effect.BLOCKED_FIRST_BLOCKS_THEN,
                Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(
                deed(copy, point(copy, Verb.START)), deed(clone, Verb.RUNNING), Effect.FIRST_SHOWS_THEN));
        orderings.add(ActionOrdering.of(
                deed(clone, Verb.STOP),
                deed(copy, Verb.STOP),
                Effect.BLOCKED_FIRST_BLOCKS_THEN,
                Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(
                deed(copy, point(copy, Verb.STOP)), deed(clone, Verb.STOPPED), Effect.FIRST_SHOWS_THEN));
    }

    private void promotion(List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(
                deed(clone, Verb.PROMOTE), deed(clone, Verb.PROMOTED), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(ActionOrdering.of(
                deed(clone, Verb.DEMOTE), deed(clone, Verb.DEMOTED), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(ActionOrdering.of(deed(clone, Verb.STOPPED), deed(clone, Verb.PROMOTE)));
        orderings.add(ActionOrdering.of(deed(clone, Verb.DEMOTED), deed(clone, Verb.PROMOTE)));
        orderings.add(ActionOrdering.of(deed(clone, Verb.DEMOTED), deed(clone, Verb.START)));
        @Nullable Unit previous = null;
        for (Unit copy : clone.copies()) {
            if (clone.options().ordered() && previous != null) {
                orderings.add(
                        ActionOrdering.of(deed(previous, point(previous, Verb.PROMOTE)), deed(copy, Verb.PROMOTE)));
                orderings.add(ActionOrdering.of(deed(copy, point(copy, Verb.DEMOTE)), deed(previous, Verb.DEMOTE)));
            }
            previous = copy;
            orderings.add(ActionOrdering.of(
                    deed(clone, Verb.PROMOTE),
                    deed(copy, Verb.PROMOTE),
                    Effect.BLOCKED_FIRST_BLOCKS_THEN,
                    Effect.THEN_SHOWS_FIRST));
            orderings.add(ActionOrdering.of(
                    deed(copy, point(copy, Verb.PROMOTE)), deed(clone, Verb.PROMOTED), Effect.FIRST_SHOWS_THEN));
            orderings.add(ActionOrdering.of(
                    deed(clone, Verb.DEMOTE),
                    deed(copy, Verb.DEMOTE),
                    Effect.BLOCKED_FIRST_BLOCKS_THEN,
                    Effect.THEN_SHOWS_FIRST));
            orderings.add(ActionOrdering.of(
                    deed(copy, point(copy, Verb.DEMOTE)), deed(clone, Verb.DEMOTED), Effect.FIRST_SHOWS_THEN));
        }
    }

    private static Verb point(Unit copy, Verb verb) {
        return copy.isCollective() ? verb.completion() : verb;
    }

    private static Deed deed(Unit unit, Verb verb) {
        return Deed.of(unit.index(), verb);
    }
}
