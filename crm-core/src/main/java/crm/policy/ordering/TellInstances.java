package crm.policy.ordering;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.action.ActionDraft;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.ordering.Link.Reach;
import crm.policy.ordering.ResolvedActions.Resolved;
import crm.policy.placement.Placement;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Requires;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Has the instances of clones told of what is about to be done to any of them, and of what was done. That happens
 * once everything is settled, so it can neither be needed by anything nor stand in the way of anything.
 */
final class TellInstances {

    private final ActionDraft draft;
    private final Situation situation;
    private final Placement placement;
    private final List<Resolved> actions;
    /** Orderings that telling adds, by the number of the action that waits. */
    private final Map<Integer, List<Link>> added = new HashMap<>();

    private final Map<Integer, List<Integer>> byUnit = new HashMap<>();

    TellInstances(ActionDraft draft, Situation situation, Placement placement, List<Resolved> resolved) {
        this.draft = draft;
        this.situation = situation;
        this.placement = placement;
        this.actions = new ArrayList<>(resolved);
    }

    private void file(DraftedAction action) {
        if (action.unit().isPresent()) {
            byUnit.computeIfAbsent(action.unit().getAsInt(), _ -> new ArrayList<>())
                    .add(action.number());
        }
    }

    /** Every action, those that tell instances included. */
    List<Resolved> result() {
        List<Unit.CloneUnit> listening = situation.units().stream()
                .filter(Unit.CloneUnit.class::isInstance)
                .map(Unit.CloneUnit.class::cast)
                .filter(clone -> clone.options().notifies())
                .toList();
        if (!listening.isEmpty()) {
            actions.forEach(action -> file(action.action()));
        }
        for (Unit.CloneUnit clone : listening) {
            tellOfFencing(clone);
            for (Verb deed : List.of(Verb.START, Verb.STOP, Verb.PROMOTE, Verb.DEMOTE)) {
                tell(clone, new Occasion(clone, deed));
            }
        }
        added.forEach((number, links) -> actions.set(number, actions.get(number).after(links)));
        return actions;
    }

    private List<Resolved> of(Unit unit) {
        return byUnit.getOrDefault(unit.index(), List.of()).stream()
                .map(actions::get)
                .toList();
    }

    private Optional<Resolved> find(Unit unit, Verb verb) {
        return of(unit).stream()
                .filter(a -> a.action().verb() == verb
                        && a.action().interval().isZero()
                        && a.action().label().isEmpty())
                .reduce((_, last) -> last);
    }

    private Optional<Resolved> notice(Unit unit, String label) {
        return of(unit).stream()
                .filter(a -> a.action().label().equals(Optional.of(label)))
                .filter(a -> a.action().node().isEmpty())
                .reduce((_, last) -> last);
    }

    /** What is done to instances, and the points in the order at which they are told of it. */
    private final class Occasion {
        final Verb deed;
        final NoticeLists lists;
        final Optional<Resolved> before;
        final Optional<Resolved> beforeTold;
        final Optional<Resolved> after;
        final Optional<Resolved> afterTold;
        final boolean fencing;

        Occasion(Unit.CloneUnit clone, Verb deed) {
            this.deed = deed;
            this.lists = new NoticeLists(clone, situation, TellInstances.this::of);
            this.before = notice(clone, "pre_notify_" + deed);
            this.beforeTold = notice(clone, "confirmed-pre_notify_" + deed);
            this.after = notice(clone, "post_notify_" + deed.completion());
            this.afterTold = notice(clone, "confirmed-post_notify_" + deed.completion());
            this.fencing = false;
        }

        /** A stop that fencing implies. */
        Occasion(Unit.CloneUnit clone, Unit.Instance fenced) {
            this.deed = Verb.STOP;
            this.lists = new NoticeLists(clone, situation, TellInstances.this::of);
            this.before = Optional.empty();
            this.beforeTold = Optional.empty();
            this.after = notice(fenced, "post_notify_" + Verb.FENCE);
            this.afterTold = notice(fenced, "confirmed-post_notify_" + Verb.FENCE);
            this.fencing = true;
        }

        boolean isRequired(Resolved stop) {
            return fencing ? stop.action().required() : stop.isRequired();
        }
    }

    private void tellOfFencing(Unit.CloneUnit clone) {
        for (Unit.Instance instance : instances(clone)) {
            if (notice(instance, "post_notify_" + Verb.FENCE).isPresent()) {
                tell(clone, new Occasion(clone, instance));
            }
        }
    }

    private List<Unit.Instance> instances(Unit unit) {
        return switch (unit) {
            case Unit.Instance instance -> List.of(instance);
            case Unit.GroupUnit group -> group.members();
            case Unit.CloneUnit clone ->
                placement.instances(clone).stream()
                        .flatMap(copy -> instances(copy).stream())
                        .toList();
            case Unit.BundleUnit _ -> List.of();
        };
    }

    private void tell(Unit.CloneUnit clone, Occasion occasion) {
        boolean any = occasion.deed == Verb.STOP || occasion.lists.any(occasion.deed);
        for (Unit.Instance instance : instances(clone)) {
            informOfPeers(instance, occasion);
            if (any) {
                switch (occasion.deed) {
                    case STOP, DEMOTE -> tellWhereItIs(instance, occasion);
                    case START, PROMOTE -> tellWhereItWillBe(instance, occasion);
                    default -> throw new IllegalStateException("nobody is told of: " + occasion.deed);
                }
            }
        }
    }

    /** Agents learn with every order what else is about to be done. */
    private void informOfPeers(Unit.Instance instance, Occasion occasion) {
        for (Resolved action : of(instance)) {
            boolean step = EnumSet.of(Verb.START, Verb.STOP, Verb.PROMOTE, Verb.DEMOTE)
                    .contains(action.action().verb());
            if (step && action.isRequired() && action.action().node().isPresent()) {
                var details = new LinkedHashMap<>(action.action().details());
                details.putAll(occasion.lists.keys());
                actions.set(
                        action.action().number(),
                        new Resolved(action.action().with(details), action.marks(), action.why(), action.links()));
            }
        }
    }

    private void tellWhereItIs(Unit.Instance instance, Occasion occasion) {
        InstanceStanding standing = situation.standing(instance);
        if (standing.role() == Role.STOPPED) {
            return;
        }
        Optional<Resolved> stop = find(instance, Verb.STOP);
        boolean implied = stop.map(s -> s.action().pseudo()).orElse(false);
        for (NodeName node : standing.active()) {
            if (implied && draft.fences().containsKey(node)) {
                continue;
            }
            tell(instance, node, occasion, occasion.before, occasion.beforeTold);
            if (occasion.deed == Verb.DEMOTE
                    || stop.filter(occasion::isRequired).isEmpty()) {
                tellAfterwards(instance, node, occasion);
            }
        }
    }

    private void tellWhereItWillBe(Unit.Instance instance, Occasion occasion) {
        Optional<NodeName> node = placement.of(instance).node();
        if (placement.of(instance).role() == Role.STOPPED || node.isEmpty()) {
            return;
        }
        Optional<Resolved> start = find(instance, Verb.START).filter(Resolved::isRequired);
        if (start.filter(s -> !s.isRunnable()).isPresent()) {
            // It will not be there to be told.
            return;
        }
        boolean starts = start.isPresent();
        if (occasion.deed != Verb.START || !starts) {
            tell(instance, node.get(), occasion, occasion.before, occasion.beforeTold);
        }
        tellAfterwards(instance, node.get(), occasion);
    }

    private void tellAfterwards(Unit.Instance instance, NodeName node, Occasion occasion) {
        tell(instance, node, occasion, occasion.after, occasion.afterTold);
        if (occasion.afterTold.isPresent()) {
            int told = occasion.afterTold.get().action().number();
            for (Resolved monitor : of(instance)) {
                DraftedAction action = monitor.action();
                if (!action.interval().isZero() && action.verb() != Verb.CANCEL) {
                    order(told, action.number());
                }
            }
        }
    }

    private void order(int first, int then) {
        added.computeIfAbsent(then, _ -> new ArrayList<>())
                .add(Link.of(first, then, Scope.ALWAYS, Set.of(), Reach.WHOLE));
    }

    private void tell(
            Unit.Instance instance,
            NodeName node,
            Occasion occasion,
            Optional<Resolved> point,
            Optional<Resolved> done) {
        if (point.isEmpty()
                || done.isEmpty()
                || !situation.node(node).online()
                || situation.node(node).pending()
                || (situation.node(node).isGuest() && !situation.canFence(node))
                || !point.get().isRunnable()) {
            return;
        }
        boolean before = point.equals(occasion.before);
        String label = (before ? "pre" : "post") + "_notify_" + occasion.deed;
        int number =
                existing(instance, label, node).orElseGet(() -> create(instance, label, node, point.get(), occasion));
        order(point.get().action().number(), number);
        order(number, done.get().action().number());
    }

    private Optional<Integer> existing(Unit.Instance instance, String label, NodeName node) {
        return of(instance).stream()
                .map(Resolved::action)
                .filter(a -> a.label().equals(Optional.of(label)) && a.isOn(node))
                .map(DraftedAction::number)
                .findFirst();
    }

    private int create(Unit.Instance instance, String label, NodeName node, Resolved point, Occasion occasion) {
        var details = new LinkedHashMap<>(NoticeLists.kind(point.action()));
        details.putAll(occasion.lists.keys());
        // What nobody manages is not told of anything either.
        boolean required = point.isRequired() && placement.of(instance).managed();
        var action = new DraftedAction(
                actions.size(),
                OptionalInt.of(instance.index()),
                Verb.NOTIFY,
                Optional.of(label),
                Duration.ZERO,
                Optional.of(node),
                false,
                required,
                false,
                false,
                false,
                false,
                Optional.empty(),
                Optional.of(new ActionReason.Waypoint(instance.id())),
                false,
                Requires.NOTHING,
                Optional.empty(),
                details);
        Set<Mark> marks = required ? EnumSet.of(Mark.REQUIRED) : EnumSet.noneOf(Mark.class);
        actions.add(new Resolved(action, marks, Optional.empty(), List.of()));
        file(action);
        return action.number();
    }
}
