package crm.policy.ordering;

import crm.policy.action.DraftedAction;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.ActionOrdering.Single;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.ordering.Link.Reach;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Puts probes before what would disturb or depend on what they may find. */
final class ProbeLinks {

    private final Situation situation;
    private final LinkActions all;

    ProbeLinks(Situation situation, LinkActions all) {
        this.situation = situation;
        this.all = all;
    }

    /** Whatever waits for a resource to stop also waits until it is known where it runs. */
    void addBeforeStops(List<ActionOrdering> orderings) {
        addBeforeRestarts();
        for (ActionOrdering ordering : orderings) {
            OptionalInt first = unitOf(ordering.first());
            if (first.isEmpty()
                    || unitOf(ordering.then()).isEmpty()
                    || verbOf(ordering.first()) != Verb.STOP
                    || sameUnit(ordering, first.getAsInt())
                    || isLaunchedIn(first.getAsInt(), unitOf(ordering.then()).getAsInt())) {
                continue;
            }
            for (DraftedAction probe : all.find(first.getAsInt(), Verb.MONITOR)) {
                for (DraftedAction then : thens(ordering)) {
                    all.add(Link.of(probe.number(), then.number(), scope(ordering), Set.of(), Reach.WHOLE));
                }
            }
        }
    }

    /** A look at a connection waits for what it leads into, so that cannot wait for the look. */
    private boolean isLaunchedIn(int unit, int launcher) {
        Unit connection = situation.units().get(unit);
        return situation
                .launcher(connection)
                .filter(container -> container.index() == launcher)
                .filter(container -> situation.replicaOf(container).isPresent())
                .isPresent();
    }

    private boolean sameUnit(ActionOrdering ordering, int first) {
        OptionalInt then = unitOf(ordering.then());
        return then.isPresent() && then.getAsInt() == first;
    }

    private static Scope scope(ActionOrdering ordering) {
        return ordering.scope();
    }

    private List<DraftedAction> thens(ActionOrdering ordering) {
        return switch (ordering.then()) {
            case ActionOrdering.Passage _ -> throw new IllegalStateException("gates have actions by now");
            case Single(int number) -> List.of(all.actions().get(number));
            case Deed deed -> all.find(deed.unit(), deed.verb());
        };
    }

    private OptionalInt unitOf(ActionOrdering.End end) {
        return switch (end) {
            case ActionOrdering.Passage _ -> throw new IllegalStateException("gates have actions by now");
            case Single(int number) -> all.actions().get(number).unit();
            case Deed deed -> OptionalInt.of(deed.unit());
        };
    }

    private Verb verbOf(ActionOrdering.End end) {
        return switch (end) {
            case ActionOrdering.Passage _ -> throw new IllegalStateException("gates have actions by now");
            case Single(int number) -> all.actions().get(number).verb();
            case Deed deed -> deed.verb();
        };
    }

    /** A restart of what depends on the probed resource waits for the probe with its stop already. */
    private void addBeforeRestarts() {
        Map<Integer, List<Link>> after = new HashMap<>();
        for (Link link : all.links()) {
            if (link.visible()) {
                after.computeIfAbsent(beginning(link), _ -> new ArrayList<>()).add(link);
            }
        }
        for (DraftedAction action : List.copyOf(all.actions())) {
            if (action.isProbe() && action.unit().isPresent()) {
                var walk = new Walk(action, after, new HashSet<>());
                for (Link link : after.getOrDefault(action.number(), List.of())) {
                    blockStarts(action, link);
                    walk.from(all.actions().get(link.then()));
                }
            }
        }
    }

    /**
     * What a link hangs on while looks are put in order: whoever waits until a collective is done has its beginning
     * before it then, as in the reference. So a look at a member restarts members, and nobody who depends on the whole.
     */
    private int beginning(Link link) {
        DraftedAction first = all.actions().get(link.first());
        boolean ofOthers = unit(first).filter(Unit::isCollective).isPresent()
                && !first.unit().equals(all.actions().get(link.then()).unit());
        return ofOthers && first.verb() != first.deed()
                ? all.find(first.unit().orElseThrow(), first.deed()).stream()
                        .findFirst()
                        .map(DraftedAction::number)
                        .orElse(link.first())
                : link.first();
    }

    /**
     * While instances of a clone are active, a look that is impossible does not keep all of it from starting; but none
     * that is inactive may start, lest there be too many.
     */
    private void blockStarts(DraftedAction probe, Link link) {
        DraftedAction then = all.actions().get(link.then());
        if (!probe.blocked()
                || then.verb() != Verb.START
                || link.has(Effect.BLOCKED_FIRST_BLOCKS_THEN)
                || !(unit(then).orElse(null) instanceof Unit.CloneUnit clone)
                || unit(probe).map(situation::topOf).stream().noneMatch(top -> top.index() == clone.index())) {
            return;
        }
        for (Unit copy : clone.copies()) {
            if (!situation.isActive(copy)) {
                all.order(probe, Deed.of(copy.index(), Verb.START), Effect.BLOCKED_FIRST_BLOCKS_THEN);
            }
        }
    }

    private Optional<Unit> unit(DraftedAction action) {
        return action.unit().isPresent()
                ? Optional.of(situation.units().get(action.unit().getAsInt()))
                : Optional.empty();
    }

    private final class Walk {
        private final DraftedAction probe;
        private final Map<Integer, List<Link>> after;
        private final Set<Integer> seen;

        Walk(DraftedAction probe, Map<Integer, List<Link>> after, Set<Integer> seen) {
            this.probe = probe;
            this.after = after;
            this.seen = seen;
        }

        void from(DraftedAction action) {
            if (!seen.add(action.number())) {
                return;
            }
            Optional<Unit> unit = unit(action);
            boolean other = unit.isPresent()
                    && unit.get() instanceof Unit.Instance
                    && action.unit().getAsInt() != probe.unit().orElse(-1);
            if (other && (action.verb() == Verb.START || action.verb() == Verb.PROMOTE)) {
                Verb down = action.verb() == Verb.START ? Verb.STOP : Verb.DEMOTE;
                for (DraftedAction stop : all.find(action.unit().getAsInt(), down)) {
                    if (!stop.pseudo()) {
                        all.add(Link.of(probe.number(), stop.number(), Scope.ALWAYS, Set.of(), Reach.WHOLE));
                    }
                }
            }
            for (Link link : after.getOrDefault(action.number(), List.of())) {
                DraftedAction then = all.actions().get(link.then());
                if (link.has(Effect.FIRST_REQUIRES_THEN) || intoMember(action, then)) {
                    from(then);
                }
            }
        }

        /** From a collective's point on to its members, but not back into the collective the probe is about. */
        private boolean intoMember(DraftedAction action, DraftedAction then) {
            Optional<Unit> from = unit(action);
            Optional<Unit> to = unit(then);
            if (from.isEmpty() || to.isEmpty() || !from.get().isCollective()) {
                return false;
            }
            boolean own = unit(probe)
                    .flatMap(situation::parent)
                    .map(parent -> parent.index() == from.get().index())
                    .orElse(false);
            return !own
                    && to.get().parent().isPresent()
                    && to.get().parent().getAsInt() == from.get().index()
                    && isCompanion(from.get(), to.get());
        }

        /** Of interleaved instances only the one on the same node depends on what is probed. */
        private boolean isCompanion(Unit whole, Unit instance) {
            return !(whole instanceof Unit.CloneUnit clone)
                    || !clone.definition().flag("interleave", false)
                    || unit(probe)
                            .flatMap(probed -> all.companions().of(probed, clone))
                            .filter(companion -> companion.index() == instance.index())
                            .isPresent();
        }
    }
}
