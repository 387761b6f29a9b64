package crm.policy.ordering;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.action.ActionDraft;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.ActionOrdering.Single;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.ordering.Link.Reach;
import crm.policy.placement.Placement;
import crm.policy.situation.Requires;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Finds the actions that orderings are about. */
final class LinkActions {

    /** An ordering and the actions it is about. */
    private record Found(List<DraftedAction> firsts, List<DraftedAction> thens, ActionOrdering ordering) {}

    /** Actions of companions, and the ordering of their clones. */
    private record Paired(Companions.Pair pair, ActionOrdering ordering) {}

    private final ActionDraft draft;
    private final Situation situation;
    private final Placement placement;
    private final List<DraftedAction> actions;
    /** Of each unit what is done to it once, by what it is. */
    private final List<Map<Verb, List<DraftedAction>>> deeds = new ArrayList<>();

    private final Map<Integer, Map<String, DraftedAction>> byLabel = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Companions companions;
    /** Links of companions, which are thought of after all others. */
    private final List<Paired> paired = new ArrayList<>();

    LinkActions(ActionDraft draft, Situation situation, Placement placement) {
        this.draft = draft;
        this.situation = situation;
        this.placement = placement;
        this.actions = new ArrayList<>(draft.actions());
        situation.units().forEach(_ -> deeds.add(new EnumMap<>(Verb.class)));
        actions.forEach(this::file);
        this.companions = new Companions(situation, placement, this);
    }

    private void file(DraftedAction action) {
        if (action.unit().isPresent() && action.label().isPresent()) {
            byLabel.computeIfAbsent(action.unit().getAsInt(), _ -> new LinkedHashMap<>())
                    .put(action.label().get(), action);
        } else if (action.unit().isPresent() && action.interval().isZero()) {
            deeds.get(action.unit().getAsInt())
                    .computeIfAbsent(action.verb(), _ -> new ArrayList<>(1))
                    .add(action);
        }
    }

    /** Instances that cannot be because their companion cannot. */
    Companions companions() {
        return companions;
    }

    void link() {
        companions.unplace(draft.orderings());
        // What members cannot do is known only once all that is ordered has been thought of.
        List<Found> found = draft.orderings().stream().map(this::find).toList();
        found.forEach(this::relate);
        paired.forEach(this::relate);
        new ProbeLinks(situation, this).addBeforeStops(draft.orderings());
    }

    List<DraftedAction> actions() {
        return actions;
    }

    List<Link> links() {
        return links;
    }

    List<DraftedAction> find(int unit, Verb verb) {
        return deeds.get(unit).getOrDefault(verb, List.of());
    }

    /** The points at which a unit's instances are told of what is done. */
    Collection<DraftedAction> notices(int unit) {
        return byLabel.getOrDefault(unit, Map.of()).values();
    }

    /** Puts an action before another's, its members' included as far as marks go. */
    void order(DraftedAction first, Deed then, Effect... effects) {
        link(ActionOrdering.of(new Single(first.number()), then, effects));
    }

    private void link(ActionOrdering ordering) {
        relate(find(ordering));
    }

    private Found find(ActionOrdering ordering) {
        List<DraftedAction> thens = switch (ordering.then()) {
            case ActionOrdering.Passage _ -> throw new IllegalStateException("gates have actions by now");
            case Single(int number) -> List.of(actions.get(number));
            case Deed deed -> find(deed.unit(), deed.verb());
        };
        return new Found(List.copyOf(firsts(ordering)), List.copyOf(thens), ordering);
    }

    private void relate(Found found) {
        for (DraftedAction first : found.firsts()) {
            for (DraftedAction then : found.thens()) {
                relate(first, then, found.ordering());
            }
        }
    }

    /** A clone that tells its instances is done only once they were told. */
    private DraftedAction done(DraftedAction first, DraftedAction then) {
        if (first.unit().isEmpty() || then.unit().isEmpty() || first.label().isPresent()) {
            return first;
        }
        Map<String, DraftedAction> notices = byLabel.get(first.unit().getAsInt());
        if (notices == null) {
            return first;
        }
        Unit unit = situation.units().get(then.unit().getAsInt());
        boolean other = situation.topOf(unit).index() != first.unit().getAsInt();
        DraftedAction told = notices.get("confirmed-post_notify_" + first.verb().completion());
        return other && told != null ? told : first;
    }

    private void relate(DraftedAction doing, DraftedAction then, ActionOrdering ordering) {
        DraftedAction first = done(doing, then);
        if (companions.interleaves(doing, then)) {
            add(first, then, ordering, Reach.ORDER);
            companions.pairs(doing, then, ordering).forEach(pair -> paired.add(new Paired(pair, ordering)));
        } else {
            add(first, then, ordering, Reach.WHOLE);
            throughTo(first, then, ordering, spokenFor(first, then));
        }
    }

    private void relate(Paired paired) {
        DraftedAction first = paired.pair().first();
        DraftedAction then = paired.pair().then();
        add(first, then, paired.ordering(), Reach.WHOLE);
        throughTo(first, then, paired.ordering(), Optional.empty());
    }

    private List<DraftedAction> firsts(ActionOrdering ordering) {
        return switch (ordering.first()) {
            case ActionOrdering.Passage _ -> throw new IllegalStateException("gates have actions by now");
            case Single(int number) -> List.of(actions.get(number));
            case Deed deed -> {
                List<DraftedAction> found = find(deed.unit(), deed.verb());
                boolean own = ordering.then() instanceof Deed then && then.unit() == deed.unit();
                yield found.isEmpty() && !own
                        ? missing(deed.unit(), deed.verb()).stream().toList()
                        : found;
            }
        };
    }

    /**
     * What is ordered first and will not happen cannot be done, unless it is a step down that was taken already.
     */
    private Optional<DraftedAction> missing(int unit, Verb verb) {
        Role role = situation.standings().get(unit).role();
        boolean done = (verb == Verb.STOP && role == Role.STOPPED)
                || (verb == Verb.DEMOTE && role != Role.PROMOTED)
                || verb == Verb.DELETE
                || verb == Verb.RELOAD
                || verb == Verb.MONITOR
                || verb == Verb.CANCEL;
        if (done) {
            return Optional.empty();
        }
        var action = new DraftedAction(
                actions.size(),
                OptionalInt.of(unit),
                verb,
                Optional.empty(),
                java.time.Duration.ZERO,
                Optional.empty(),
                false,
                false,
                true,
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                false,
                Requires.NOTHING,
                Optional.empty(),
                new LinkedHashMap<>());
        actions.add(action);
        file(action);
        return Optional.of(action);
    }

    /** What is ordered after a group's or clone's point is ordered after its members' doings as far as marks go. */
    private void throughTo(
            DraftedAction first, DraftedAction then, ActionOrdering ordering, Optional<List<Integer>> spokenFor) {
        if (then.unit().isEmpty() || ordering.effects().isEmpty()) {
            return;
        }
        Unit unit = situation.units().get(then.unit().getAsInt());
        ActionOrdering narrowed =
                unit instanceof Unit.CloneUnit ? ordering.without(Effect.THEN_KEEPS_FIRST_FROM_MIGRATING) : ordering;
        for (Unit child : unit.children()) {
            for (DraftedAction action : find(child.index(), then.verb())) {
                if (unit instanceof Unit.CloneUnit && action.blocked()) {
                    continue;
                }
                add(first, action, narrowed, Reach.MARKS, spokenFor);
                throughTo(first, action, narrowed, spokenFor);
            }
        }
    }

    private void add(DraftedAction first, DraftedAction then, ActionOrdering ordering, Reach reach) {
        add(first, then, ordering, reach, reach == Reach.WHOLE ? spokenFor(first, then) : Optional.empty());
    }

    private void add(
            DraftedAction first,
            DraftedAction then,
            ActionOrdering ordering,
            Reach reach,
            Optional<List<Integer>> spokenFor) {
        if (first.number() == then.number() || elsewhere(first, then, ordering.scope())) {
            return;
        }
        links.add(new Link(first.number(), then.number(), ordering.scope(), ordering.effects(), reach, spokenFor));
    }

    private Optional<NodeName> whereGroupStarts(DraftedAction then) {
        return then.verb() == Verb.START
                        && then.unit().isPresent()
                        && situation.units().get(then.unit().getAsInt()) instanceof Unit.GroupUnit group
                        && !group.members().isEmpty()
                ? placement.of(group.members().getFirst()).node()
                : Optional.empty();
    }

    /** Of a clone's point before what is on a node, only the instances there matter. */
    private Optional<List<Integer>> spokenFor(DraftedAction first, DraftedAction then) {
        if (first.unit().isEmpty()
                || !(situation.units().get(first.unit().getAsInt()) instanceof Unit.CloneUnit clone)
                || then.unit().isEmpty()
                || situation
                                .topOf(situation.units().get(then.unit().getAsInt()))
                                .index()
                        == clone.index()) {
            return Optional.empty();
        }
        Optional<NodeName> node = then.node().or(() -> whereGroupStarts(then));
        if (node.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(clone.copies().stream()
                .flatMap(copy -> copy.children().isEmpty() ? Stream.of(copy) : copy.children().stream())
                .flatMap(part -> find(part.index(), first.deed()).stream())
                .filter(action -> action.node().equals(node))
                .map(DraftedAction::number)
                .toList());
    }

    void add(Link link) {
        links.add(link);
    }

    private static boolean elsewhere(DraftedAction first, DraftedAction then, Scope scope) {
        return scope == Scope.SAME_NODE
                && first.node().isPresent()
                && then.node().isPresent()
                && !first.node().equals(then.node());
    }
}
