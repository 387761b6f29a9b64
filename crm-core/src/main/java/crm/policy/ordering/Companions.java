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
 * Pairs the instances of two interleaved clones or bundles: each waits for its companion on the same node only. An instance that
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
        Optional<Unit> firstClone = severalOf(first);
        Optional<Unit> thenClone = severalOf(then);
        return firstClone.isPresent()
                && thenClone.isPresent()
                && interleaves(firstClone.get(), thenClone.get(), then.verb());
    }

    private static boolean interleaves(Unit first, Unit then, Verb thenVerb) {
        boolean down = thenVerb == Verb.STOP || thenVerb == Verb.DEMOTE;
        return first.index() != then.index()
                && (down ? first : then).definition().flag("interleave", false);
    }

    /** The clone or bundle an action is about. */
    private Optional<Unit> severalOf(DraftedAction action) {
        return action.unit().isPresent()
                ? several(situation.units().get(action.unit().getAsInt()))
                : Optional.empty();
    }

    private static Optional<Unit> several(Unit unit) {
        return unit instanceof Unit.CloneUnit || unit instanceof Unit.BundleUnit ? Optional.of(unit) : Optional.empty();
    }

    private List<Unit> instances(Unit several) {
        return switch (several) {
            case Unit.CloneUnit clone -> placement.instances(clone);
            case Unit.BundleUnit bundle -> bundle.containers();
            case Unit.Instance _, Unit.GroupUnit _ -> List.of();
        };
    }

    /**
     * Who does it for an instance: what is promoted of a bundle is not the container but what runs in it. To wait for
     * an instance is to wait for what runs in it in any case.
     */
    private Unit actor(Unit instance, Verb verb) {
        boolean role = verb.deed() == Verb.PROMOTE || verb.deed() == Verb.DEMOTE;
        return role ? situation.insideOf(instance).orElse(instance) : instance;
    }

    List<Pair> pairs(DraftedAction first, DraftedAction then, ActionOrdering ordering) {
        Unit firstClone = severalOf(first).orElseThrow();
        Unit thenClone = severalOf(then).orElseThrow();
        boolean down = first.verb().isDown();
        var pairs = new ArrayList<Pair>();
        for (Unit copy : instances(thenClone)) {
            Optional<Unit> companion = companion(copy, firstClone, down);
            Optional<DraftedAction> wanted = find(actor(copy, then.verb()), then.verb());
            companion
                    .map(c -> situation.insideOf(c).orElse(c))
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
                Unit first = severalOf(ordering.first()).orElseThrow();
                Unit then = severalOf(ordering.then()).orElseThrow();
                for (Unit copy : instances(then)) {
                    if (location(copy).isPresent()
                            && companion(copy, first, false).isEmpty()) {
                        giveUp(copy);
                        changed = true;
                    }
                }
            }
        }
    }

    private Optional<Unit> severalOf(ActionOrdering.End end) {
        return end instanceof Deed deed ? several(situation.units().get(deed.unit())) : Optional.empty();
    }

    private boolean needsCompanions(ActionOrdering ordering) {
        return ordering.then() instanceof Deed then
                && severalOf(ordering.first()).isPresent()
                && severalOf(ordering.then()).isPresent()
                && !(ordering.first() instanceof Deed first && first.verb().isDown())
                && (ordering.has(Effect.BLOCKED_FIRST_BLOCKS_THEN) || ordering.has(Effect.FIRST_REQUIRES_THEN))
                && interleaves(
                        severalOf(ordering.first()).orElseThrow(),
                        severalOf(ordering.then()).orElseThrow(),
                        then.verb());
    }

    private void giveUp(Unit unit) {
        unplaced.add(unit.index());
        unit.children().forEach(this::giveUp);
    }

    /** The instance of a clone that goes where a unit goes, or could go. */
    Optional<Unit> of(Unit unit, Unit.CloneUnit clone) {
        return companion(unit, clone, false);
    }

    private Optional<Unit> companion(Unit copy, Unit clone, boolean down) {
        Optional<NodeName> where = down ? current(copy) : location(copy);
        if (where.isPresent()) {
            return on(where.get(), clone, down);
        }
        return placement.of(copy).allowed().stream()
                .flatMap(node -> on(node, clone, down).stream())
                .findFirst();
    }

    private Optional<Unit> on(NodeName node, Unit clone, boolean down) {
        for (Unit copy : instances(clone)) {
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
