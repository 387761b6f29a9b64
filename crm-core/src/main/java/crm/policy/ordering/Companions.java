package crm.policy.ordering;

import crm.model.NodeName;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Pairs the instances of two interleaved clones: each waits for its companion on the same node only. An instance that
 * needs a companion and has none is left without a place.
 */
final class Companions {

    private final Situation situation;
    private final Placement placement;
    private final LinkActions linked;
    private final SequencedSet<Integer> unplaced = new LinkedHashSet<>();

    Companions(Situation situation, Placement placement, LinkActions linked) {
        this.situation = situation;
        this.placement = placement;
        this.linked = linked;
    }

    /** Two actions of companions. */
    record Pair(DraftedAction first, DraftedAction then) {}

    /** Indexes of instances that will be nowhere for want of a companion. */
    SequencedSet<Integer> unplaced() {
        return unplaced;
    }

    boolean interleaves(DraftedAction first, DraftedAction then) {
        Optional<Unit.CloneUnit> firstClone = cloneOf(first);
        Optional<Unit.CloneUnit> thenClone = cloneOf(then);
        return firstClone.isPresent()
                && thenClone.isPresent()
                && interleaves(firstClone.get(), thenClone.get(), then.verb());
    }

    private static boolean interleaves(Unit.CloneUnit first, Unit.CloneUnit then, Verb thenVerb) {
        boolean down = thenVerb == Verb.STOP || thenVerb == Verb.DEMOTE;
        return first.index() != then.index()
                && (down ? first.options().interleave() : then.options().interleave());
    }

    private Optional<Unit.CloneUnit> cloneOf(DraftedAction action) {
        return action.unit().isPresent()
                        && situation.units().get(action.unit().getAsInt()) instanceof Unit.CloneUnit clone
                ? Optional.of(clone)
                : Optional.empty();
    }

    List<Pair> pairs(DraftedAction first, DraftedAction then, ActionOrdering ordering) {
        Unit.CloneUnit firstClone = cloneOf(first).orElseThrow();
        Unit.CloneUnit thenClone = cloneOf(then).orElseThrow();
        boolean down = first.verb().isDown();
        var pairs = new ArrayList<Pair>();
        for (Unit copy : thenClone.copies()) {
            Optional<Unit> companion = companion(copy, firstClone, down);
            Optional<DraftedAction> wanted = find(copy, then.verb());
            companion
                    .flatMap(c -> find(c, point(c, first.verb().deed())))
                    .ifPresent(one -> wanted.ifPresent(other -> pairs.add(new Pair(one, other))));
        }
        return pairs;
    }

    private static Verb point(Unit copy, Verb deed) {
        return copy.isCollective() ? deed.completion() : deed;
    }

    private Optional<DraftedAction> find(Unit unit, Verb verb) {
        List<DraftedAction> found = linked.find(unit.index(), verb);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    /** Finds out who will be nowhere; one missing companion may make others miss theirs. */
    void unplace(List<ActionOrdering> orderings) {
        List<ActionOrdering> needed =
                orderings.stream().filter(this::needsCompanions).toList();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ActionOrdering ordering : needed) {
                Unit.CloneUnit first = cloneOf(ordering.first()).orElseThrow();
                Unit.CloneUnit then = cloneOf(ordering.then()).orElseThrow();
                for (Unit copy : then.copies()) {
                    if (location(copy).isPresent()
                            && companion(copy, first, false).isEmpty()) {
                        giveUp(copy);
                        changed = true;
                    }
                }
            }
        }
    }

    private Optional<Unit.CloneUnit> cloneOf(ActionOrdering.End end) {
        return end instanceof Deed deed && situation.units().get(deed.unit()) instanceof Unit.CloneUnit clone
                ? Optional.of(clone)
                : Optional.empty();
    }

    private boolean needsCompanions(ActionOrdering ordering) {
        return ordering.then() instanceof Deed then
                && cloneOf(ordering.first()).isPresent()
                && cloneOf(ordering.then()).isPresent()
                && !(ordering.first() instanceof Deed first && first.verb().isDown())
                && (ordering.has(Effect.BLOCKED_FIRST_BLOCKS_THEN) || ordering.has(Effect.FIRST_REQUIRES_THEN))
                && interleaves(
                        cloneOf(ordering.first()).orElseThrow(),
                        cloneOf(ordering.then()).orElseThrow(),
                        then.verb());
    }

    private void giveUp(Unit unit) {
        unplaced.add(unit.index());
        unit.children().forEach(this::giveUp);
    }

    private Optional<Unit> companion(Unit copy, Unit.CloneUnit clone, boolean down) {
        Optional<NodeName> where = down ? current(copy) : location(copy);
        if (where.isPresent()) {
            return on(where.get(), clone, down);
        }
        return placement.of(copy).allowed().stream()
                .flatMap(node -> on(node, clone, down).stream())
                .findFirst();
    }

    private Optional<Unit> on(NodeName node, Unit.CloneUnit clone, boolean down) {
        for (Unit copy : clone.copies()) {
            Optional<NodeName> where = down ? current(copy) : location(copy);
            if (where.equals(Optional.of(node)) && !isBlocked(copy)) {
                return Optional.of(copy);
            }
        }
        return Optional.empty();
    }

    private boolean isBlocked(Unit copy) {
        return situation.standing(copy).blocked() || copy.children().stream().anyMatch(this::isBlocked);
    }

    private Optional<NodeName> current(Unit copy) {
        List<NodeName> active = situation.active(copy);
        return active.size() == 1 ? Optional.of(active.getFirst()) : Optional.empty();
    }

    private Optional<NodeName> location(Unit copy) {
        if (copy instanceof Unit.Instance) {
            return unplaced.contains(copy.index())
                    ? Optional.empty()
                    : placement.of(copy).node();
        }
        List<NodeName> nodes = copy.children().stream()
                .flatMap(child -> location(child).stream())
                .distinct()
                .toList();
        return nodes.size() == 1 ? Optional.of(nodes.getFirst()) : Optional.empty();
    }
}
