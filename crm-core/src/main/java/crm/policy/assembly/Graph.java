package crm.policy.assembly;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.action.ActionDraft;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.ordering.Link;
import crm.policy.ordering.ResolvedActions;
import crm.policy.ordering.ResolvedActions.Resolved;
import crm.policy.placement.Placement;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Decides which actions are in the transition and which of the orderings between them still mean something. */
final class Graph {

    private final ResolvedActions resolved;
    private final ActionDraft draft;
    private final Situation situation;
    private final Placement placement;
    private final boolean[] planned;
    private final Map<Integer, List<Integer>> inputs = new HashMap<>();

    Graph(ResolvedActions resolved, ActionDraft draft, Situation situation) {
        this.resolved = resolved;
        this.draft = draft;
        this.situation = situation;
        this.placement = resolved.placement();
        this.planned = new boolean[resolved.actions().size()];
        for (int i = 0; i < planned.length; i++) {
            planned[i] = belongs(resolved.at(i));
        }
        breakCircles();
    }

    boolean isPlanned(int action) {
        return planned[action];
    }

    /** Whether an action would be in the transition, could it only be done. */
    boolean isMissed(Resolved action) {
        return (action.isRequired() || isWanted(action.action()))
                && !action.isRunnable()
                && !action.isPseudo()
                && isManaged(action.action());
    }

    /** Whether an action is the start of something that is stopped and should run there. */
    private boolean isWanted(DraftedAction action) {
        if (action.verb() != Verb.START || action.unit().isEmpty()) {
            return false;
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        Placement.Choice choice = placement.of(unit);
        return situation.standing(unit).role() == Role.STOPPED
                && choice.role() != Role.STOPPED
                && choice.node().equals(action.node());
    }

    private boolean belongs(Resolved action) {
        if (!action.isRunnable() || !(action.isRequired() || action.isShown())) {
            return false;
        }
        DraftedAction drafted = action.action();
        if (!isManaged(drafted) && drafted.verb() != Verb.MONITOR && drafted.verb() != Verb.CANCEL) {
            return false;
        }
        return action.isPseudo()
                || isOfCluster(drafted.verb())
                || drafted.node().map(this::canBeAsked).orElse(false);
    }

    /** Whether something is done about a node and not by it. */
    private static boolean isOfCluster(Verb verb) {
        return switch (verb) {
            case FENCE, SHUTDOWN, ERASE -> true;
            default -> false;
        };
    }

    private boolean isManaged(DraftedAction action) {
        if (action.unit().isEmpty()) {
            return true;
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        return placement.of(unit).managed();
    }

    private boolean canBeAsked(NodeName name) {
        NodeStanding node = situation.node(name);
        // A guest that is down is asked once what it runs in is up.
        if (node.isGuest() && !node.needsReset() && !draft.resets().contains(name)) {
            return true;
        }
        return node.online() && !draft.fences().containsKey(name);
    }

    /** Numbers of the planned actions an action waits for, ascending. */
    List<Integer> inputs(int action) {
        List<Integer> known = inputs.get(action);
        if (known != null) {
            return known;
        }
        List<Integer> found = relevant(action);
        inputs.put(action, found);
        return found;
    }

    private List<Integer> relevant(int action) {
        var relevant = new TreeSet<Integer>();
        for (Link link : resolved.at(action).links()) {
            if (planned[link.first()] && counts(link, resolved.at(action))) {
                relevant.add(link.first());
            }
        }
        return new ArrayList<>(relevant);
    }

    /**
     * Numbers of actions that an action waits for although nobody does them: what is needed of resources nobody
     * manages, and what is needed and impossible where that stands in nobody's way otherwise.
     */
    List<Integer> missing(int action) {
        var missing = new TreeSet<Integer>();
        for (Link link : resolved.at(action).links()) {
            Resolved first = resolved.at(link.first());
            boolean wanted = first.isRequired() || first.isShown();
            if (!planned[link.first()]
                    && wanted
                    && (first.isRunnable() || changesMore(link))
                    && !isFailedStopBeforeClone(first, resolved.at(action))
                    && counts(link, resolved.at(action))) {
                missing.add(link.first());
            }
        }
        return new ArrayList<>(missing);
    }

    /** Whether an ordering does more, or holds in fewer cases, than putting one action before the other. */
    private static boolean changesMore(Link link) {
        return !link.has(Effect.COUNTS)
                && (link.scope() != Scope.ALWAYS
                        || link.effects().stream()
                                .anyMatch(effect ->
                                        effect != Effect.FIRST_SHOWS_THEN && effect != Effect.THEN_SHOWS_FIRST));
    }

    /** What failed and is unmanaged cannot keep a clone from shutting down. */
    private boolean isFailedStopBeforeClone(Resolved first, Resolved then) {
        if (first.action().verb() != Verb.STOP
                || first.action().unit().isEmpty()
                || then.action().unit().isEmpty()
                || isManaged(first.action())) {
            return false;
        }
        Unit stopping = situation.units().get(first.action().unit().getAsInt());
        Unit waiting = situation.units().get(then.action().unit().getAsInt());
        return situation.standing(stopping).failed()
                && situation.cloneOf(waiting).isPresent();
    }

    /**
     * Two that migrate to each other's nodes would wait for each other's room for ever: where making room waits for
     * itself, it does not wait for the one that closes the circle.
     */
    private void breakCircles() {
        for (Resolved room : resolved.actions()) {
            int number = room.action().number();
            if (room.action().verb() == Verb.LOAD_STOPPED && planned[number]) {
                for (int stop : List.copyOf(inputs(number))) {
                    if (resolved.at(stop).isMigratable() && waitsFor(stop, number)) {
                        inputs(number).remove(Integer.valueOf(stop));
                    }
                }
            }
        }
    }

    private boolean waitsFor(int action, int other) {
        Set<Integer> seen = new HashSet<>(List.of(action));
        Deque<Integer> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (int input : inputs(open.pop())) {
                if (input == other) {
                    return true;
                }
                if (seen.add(input)) {
                    open.push(input);
                }
            }
        }
        return false;
    }

    private boolean counts(Link link, Resolved then) {
        Resolved first = resolved.at(link.first());
        boolean merelyBefore = link.effects().isEmpty() && link.scope() == Scope.ALWAYS;
        if (link.has(Effect.UNMIGRATABLE_THEN_BLOCKS) && !first.isRunnable()) {
            return false;
        }
        if (merelyBefore && first.isMigratable() && first.action().verb() == Verb.STOP) {
            return false;
        }
        return switch (link.scope()) {
            case ALWAYS -> true;
            case UNLESS_FIRST_MIGRATES -> !first.isMigratable();
            case SAME_NODE -> sameNode(first.action(), then.action());
            case SAME_NODE_IF_REQUIRED -> sameNode(first.action(), then.action()) && first.isRequired();
            case TARGET_IF_REQUIRED ->
                first.isRequired() && first.action().node().equals(target(then.action()));
        };
    }

    private static boolean sameNode(DraftedAction first, DraftedAction then) {
        return first.node().isEmpty() || then.node().isEmpty() || first.node().equals(then.node());
    }

    /** Where the action's resource goes, if it goes live; else where the action is. */
    private Optional<NodeName> target(DraftedAction action) {
        if (action.verb() == Verb.MIGRATE_TO && action.unit().isPresent()) {
            return placement.of(situation.units().get(action.unit().getAsInt())).node();
        }
        return action.node();
    }
}
