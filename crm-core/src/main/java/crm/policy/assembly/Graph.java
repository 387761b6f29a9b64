package crm.policy.assembly;

import crm.model.NodeName;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Decides which actions are in the transition and which of the orderings between them still mean something. */
final class Graph {

    private final ResolvedActions resolved;
    private final ActionDraft draft;
    private final Situation situation;
    private final Placement placement;
    private final boolean[] planned;

    Graph(ResolvedActions resolved, ActionDraft draft, Situation situation) {
        this.resolved = resolved;
        this.draft = draft;
        this.situation = situation;
        this.placement = resolved.placement();
        this.planned = new boolean[resolved.actions().size()];
        for (int i = 0; i < planned.length; i++) {
            planned[i] = belongs(resolved.at(i));
        }
    }

    boolean isPlanned(int action) {
        return planned[action];
    }

    /** Whether an action would be in the transition, could it only be done. */
    boolean isMissed(Resolved action) {
        return action.isRequired() && !action.isRunnable() && !action.isPseudo() && isManaged(action.action());
    }

    private boolean belongs(Resolved action) {
        if (!action.isRunnable() || !(action.isRequired() || action.isShown())) {
            return false;
        }
        DraftedAction drafted = action.action();
        if (!isManaged(drafted) && drafted.verb() != Verb.MONITOR && drafted.verb() != Verb.CANCEL) {
            return false;
        }
        if (action.isPseudo() || drafted.verb() == Verb.FENCE || drafted.verb() == Verb.SHUTDOWN) {
            return true;
        }
        return drafted.node().map(this::canBeAsked).orElse(false);
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
        return node.online() && !draft.fences().containsKey(name);
    }

    /** Numbers of the planned actions an action waits for, ascending. */
    List<Integer> inputs(int action) {
        var inputs = new TreeSet<Integer>();
        for (Link link : resolved.at(action).links()) {
            if (planned[link.first()] && counts(link, resolved.at(action))) {
                inputs.add(link.first());
            }
        }
        return new ArrayList<>(inputs);
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
