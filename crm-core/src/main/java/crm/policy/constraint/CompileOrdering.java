package crm.policy.constraint;

import crm.model.Constraint;
import crm.model.Constraint.OrderKind;
import crm.model.Score;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes one order constraint apart, the way back included. */
final class CompileOrdering {

    private final Constraint.Ordering constraint;
    private final Resolve resolve;
    private final OrderKind kind;
    private final boolean symmetrical;
    private final List<ConstraintIndex.Gate> gates;
    private final List<ActionOrdering> orderings = new ArrayList<>();

    CompileOrdering(Constraint.Ordering constraint, Resolve resolve, List<ConstraintIndex.Gate> gates) {
        this.gates = gates;
        this.constraint = constraint;
        this.resolve = resolve;
        boolean optional = constraint.score().equals(Optional.of(Score.ZERO));
        this.kind = constraint.kind().orElse(optional ? OrderKind.OPTIONAL : OrderKind.MANDATORY);
        this.symmetrical =
                kind != OrderKind.SERIALIZE && constraint.symmetrical().orElse(true);
    }

    List<ActionOrdering> result() {
        if (constraint.first().isPresent() && constraint.then().isPresent()) {
            Constraint.Step first = constraint.first().get();
            Constraint.Step then = constraint.then().get();
            Verb firstVerb = verb(first.action()).orElse(Verb.START);
            Verb thenVerb = verb(then.action()).orElse(firstVerb);
            for (Unit left : side(first)) {
                for (Unit right : side(then)) {
                    pair(left, firstVerb, right, thenVerb);
                }
            }
            return orderings;
        }
        Optional<Constraint.ResourceSet> previous = Optional.empty();
        for (Constraint.ResourceSet set : constraint.sets()) {
            within(set);
            previous.ifPresent(last -> between(last, set));
            previous = Optional.of(set);
        }
        return orderings;
    }

    /** A clone of which a few instances are enough opens a gate; without it all of it must be done. */
    private void pair(Unit first, Verb firstVerb, Unit then, Verb thenVerb) {
        int enough = enough(first);
        if (enough <= 0) {
            both(first, firstVerb, then, thenVerb);
            return;
        }
        ActionOrdering.Passage gate = gate("clone-one-or-more:" + constraint.id(), enough);
        for (Unit copy : first.children()) {
            before(gate, copy, firstVerb);
        }
        after(gate, then, thenVerb, there(firstVerb));
        if (symmetrical) {
            andBack(first, firstVerb, then, thenVerb);
        }
    }

    private int enough(Unit first) {
        if (!(first instanceof Unit.CloneUnit)) {
            return 0;
        }
        boolean one = constraint.requireAll().equals(Optional.of(false));
        return first.definition().meta("clone-min").isPresent()
                ? first.definition().number("clone-min", 0)
                : one ? 1 : 0;
    }

    private ActionOrdering.Passage gate(String key, int needed) {
        gates.add(new ConstraintIndex.Gate(key, needed, Optional.empty()));
        return new ActionOrdering.Passage(gates.size() - 1);
    }

    private void before(ActionOrdering.Passage gate, Unit unit, Verb verb) {
        orderings.add(ActionOrdering.of(
                ActionOrdering.Deed.of(unit.index(), verb), gate, Effect.COUNTS, Effect.FIRST_SHOWS_THEN));
    }

    private void after(ActionOrdering.Passage gate, Unit unit, Verb verb, Set<Effect> effects) {
        var all = EnumSet.of(Effect.BLOCKED_FIRST_BLOCKS_THEN);
        all.addAll(effects);
        orderings.add(new ActionOrdering(gate, ActionOrdering.Deed.of(unit.index(), verb), Scope.ALWAYS, all));
    }

    private static Optional<Verb> verb(Optional<String> action) {
        return action.flatMap(Verb::parse);
    }

    private List<Unit> side(Constraint.Step step) {
        if (step.instance().isPresent()) {
            return resolve.unit(step.resource(), step.instance()).stream().toList();
        }
        return resolve.units(step.resource());
    }

    private List<Unit> members(Constraint.ResourceSet set) {
        return set.resources().stream()
                .flatMap(id -> resolve.units(id).stream())
                .toList();
    }

    private void within(Constraint.ResourceSet set) {
        List<Unit> members = members(set);
        Verb verb = verb(set.action()).orElse(Verb.START);
        boolean sequential = set.sequential().orElse(true);
        for (int i = 0; i < members.size(); i++) {
            if (kind == OrderKind.SERIALIZE) {
                for (int j = i + 1; j < members.size(); j++) {
                    both(members.get(i), verb, members.get(j), verb);
                }
            } else if (sequential && i > 0) {
                both(members.get(i - 1), verb, members.get(i), verb);
            }
        }
    }

    private void between(Constraint.ResourceSet earlier, Constraint.ResourceSet later) {
        List<Unit> left = members(earlier);
        List<Unit> right = members(later);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        Verb leftVerb = verb(earlier.action()).orElse(Verb.START);
        Verb rightVerb = verb(later.action()).orElse(Verb.START);
        boolean someAreEnough = earlier.requireAll().equals(Optional.of(false)) && !leftVerb.isDown();
        if (someAreEnough) {
            ActionOrdering.Passage gate = gate("one-or-more:" + earlier.id(), 1);
            left.forEach(unit -> before(gate, unit, leftVerb));
            right.forEach(unit -> after(gate, unit, rightVerb, there(leftVerb)));
        }
        if (earlier.sequential().orElse(true)) {
            left = List.of(left.getLast());
        }
        if (later.sequential().orElse(true)) {
            right = List.of(right.getFirst());
        }
        for (Unit one : left) {
            for (Unit other : right) {
                if (!someAreEnough) {
                    both(one, leftVerb, other, rightVerb);
                } else if (symmetrical) {
                    andBack(one, leftVerb, other, rightVerb);
                }
            }
        }
    }

    /** There, and the way back: what came up later goes down first. */
    private void both(Unit first, Verb firstVerb, Unit then, Verb thenVerb) {
        if (first.index() == then.index() && firstVerb == thenVerb) {
            return;
        }
        add(first, firstVerb, then, thenVerb, there(firstVerb));
        if (symmetrical) {
            andBack(first, firstVerb, then, thenVerb);
        }
    }

    private void andBack(Unit first, Verb firstVerb, Unit then, Verb thenVerb) {
        Optional<Verb> backFirst = thenVerb.inverse();
        Optional<Verb> backThen = firstVerb.inverse();
        if (backFirst.isPresent() && backThen.isPresent()) {
            Unit later = then;
            add(later, backFirst.get(), first, backThen.get(), back());
        }
    }

    private Set<Effect> there(Verb firstVerb) {
        return switch (kind) {
            case OPTIONAL -> Set.of();
            case SERIALIZE -> Set.of(Effect.NOT_AT_ONCE);
            case MANDATORY -> {
                if (!symmetrical) {
                    yield Set.of(Effect.ASYMMETRIC);
                }
                var effects = EnumSet.of(Effect.FIRST_REQUIRES_THEN);
                if (firstVerb == Verb.START || firstVerb == Verb.PROMOTE) {
                    effects.add(Effect.BLOCKED_FIRST_BLOCKS_THEN);
                }
                yield effects;
            }
        };
    }

    private Set<Effect> back() {
        return switch (kind) {
            case OPTIONAL, SERIALIZE -> Set.of();
            case MANDATORY -> Set.of(Effect.THEN_KEEPS_FIRST_FROM_MIGRATING);
        };
    }

    /**
     * The reference has whoever waits for a clone that tells its instances wait until they were told. A bundle that
     * tells is told of by the clone inside alone, so it finds no such point and settles for the beginning.
     */
    private static boolean hasNoCompletion(Unit first) {
        return first instanceof Unit.BundleUnit && first.definition().flag("notify", false);
    }

    /** Whoever waits for a collective waits until it is done; its own parts would wait for themselves then. */
    private Verb point(Unit first, Verb verb, Unit then) {
        boolean begins = !first.isCollective()
                || hasNoCompletion(first)
                || resolve.situation().isWithin(then, first);
        return begins ? verb : verb.completion();
    }

    private void add(Unit first, Verb firstVerb, Unit then, Verb thenVerb, Set<Effect> effects) {
        orderings.add(new ActionOrdering(
                ActionOrdering.Deed.of(first.index(), point(first, firstVerb, then)),
                ActionOrdering.Deed.of(then.index(), thenVerb),
                Scope.ALWAYS,
                effects));
    }
}
