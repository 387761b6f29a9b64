package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import java.util.List;
import java.util.Optional;

/**
 * Drafts what one instance must do to get from what it is to what it shall be: first the way down and up again, which
 * nobody may need, then the steps to its next role, which are needed.
 */
final class DraftInstance {

    private final DraftActions all;
    private final Situation situation;
    private final ActionSheet sheet;
    private final Unit.Instance instance;
    private final InstanceStanding standing;
    private final Placement.Choice choice;

    DraftInstance(DraftActions all, Unit.Instance instance) {
        this.all = all;
        this.situation = all.situation;
        this.sheet = all.sheet;
        this.instance = instance;
        this.standing = situation.standing(instance);
        this.choice = all.placement.of(instance);
    }

    void draft() {
        Optional<NodeName> current = situation.current(instance);
        Optional<NodeName> assigned = choice.node();
        for (NodeName node : standing.danglingMigrations()) {
            Sketch stop = sheet.need(instance, Verb.STOP, node);
            stop.abortsMigration = true;
        }
        boolean moving = current.isPresent()
                && assigned.isPresent()
                && !current.equals(assigned)
                && choice.role() != Role.STOPPED;
        var live = new DraftMigration(sheet, situation, instance);
        boolean migrates = moving && live.isPossible(current.get(), assigned.get());
        boolean underWay = migrates && goesOn(assigned.get());
        boolean unexpected = false;
        boolean mustStop = moving;
        if (standing.migration().isPresent() && !underWay) {
            mustStop = true;
            migrates = false;
        } else if (!underWay && situation.activeCount(instance) > 1) {
            unexpected = standing.stopUnexpected();
            String policy = instance.definition().meta("multiple-active").orElse("stop_start");
            mustStop |= policy.equals("stop_start") || unexpected;
        }
        if (standing.startPending() && isStarted(standing.role())) {
            finishStart(assigned, moving);
        }
        boolean mustPromote = false;
        if (moving) {
            mustPromote = false;
        } else if (standing.failed()) {
            if (standing.recoverByStopping()) {
                mustStop = true;
            } else {
                mustPromote = choice.role() == Role.PROMOTED;
            }
        } else if (standing.blocked()) {
            mustStop = true;
        } else if (standing.role() == Role.PROMOTED && current.isPresent()) {
            mustStop |= assigned.isPresent() && sheet.mayNeed(instance, Verb.START, current.get()).required;
        }
        restart(current, assigned, mustStop, mustPromote, unexpected);
        advance(assigned, unexpected);
        new DraftRecurring(all, instance).draft();
        if (migrates) {
            live.draft(current.get(), assigned.get(), underWay);
        }
    }

    /** Whether a migration of which the first half is done can be finished. */
    private boolean goesOn(NodeName assigned) {
        return standing.migration()
                .filter(half ->
                        half.target().equals(assigned) && standing.active().size() == 2)
                .isPresent();
    }

    private static boolean isStarted(Role role) {
        return role == Role.STARTED || role == Role.UNPROMOTED;
    }

    /** A start nobody knows the end of is ordered again; with no node to order it on it is in vain. */
    private void finishStart(Optional<NodeName> assigned, boolean moving) {
        if (assigned.isEmpty()) {
            sheet.mayNeed(instance, Verb.START, null);
        } else if (!moving && isStarted(choice.role())) {
            Sketch start = sheet.mayNeed(instance, Verb.START, assigned.get());
            start.shown = true;
            start.own = new ActionReason.StartUnfinished(instance.id(), assigned.get());
        }
    }

    private void restart(
            Optional<NodeName> current,
            Optional<NodeName> assigned,
            boolean mustStop,
            boolean mustPromote,
            boolean unexpected) {
        List<RolePath.RoleStep> down = RolePath.between(standing.role(), Role.STOPPED);
        for (RolePath.RoleStep step : down) {
            perform(step.verb(), current, mustStop, unexpected);
        }
        if (standing.blocked() || standing.role().compareTo(choice.role()) > 0) {
            return;
        }
        for (RolePath.RoleStep step : RolePath.between(Role.STOPPED, standing.role())) {
            boolean required = mustStop || (step.to() == Role.PROMOTED && mustPromote);
            if (assigned.isPresent()) {
                perform(step.verb(), assigned, required, unexpected);
            }
        }
    }

    private void advance(Optional<NodeName> assigned, boolean unexpected) {
        for (RolePath.RoleStep step : RolePath.between(standing.role(), choice.role())) {
            perform(step.verb(), assigned, true, unexpected);
        }
    }

    private void perform(Verb verb, Optional<NodeName> node, boolean required, boolean unexpected) {
        switch (verb) {
            case STOP -> stop(required, unexpected);
            case DEMOTE -> {
                for (NodeName active : standing.active()) {
                    ask(Verb.DEMOTE, active, required);
                }
            }
            case START -> node.ifPresent(n -> start(n, required, unexpected));
            case PROMOTE -> node.ifPresent(n -> promote(n, required));
            default -> throw new IllegalStateException("no step of a role path: " + verb);
        }
    }

    private Sketch ask(Verb verb, NodeName node, boolean required) {
        return required ? sheet.need(instance, verb, node) : sheet.mayNeed(instance, verb, node);
    }

    private void stop(boolean required, boolean unexpected) {
        for (NodeName node : standing.active()) {
            boolean arrives =
                    standing.migration().map(half -> half.target().equals(node)).orElse(false);
            if ((unexpected || arrives) && choice.node().equals(Optional.of(node))) {
                continue;
            }
            Sketch stop = ask(Verb.STOP, node, required);
            if (choice.node().isEmpty()) {
                stop.why = choice.why() instanceof ActionReason.Stays
                        ? new PlacementReason.NoNodeLeft(instance.id())
                        : choice.why();
                stop.unassigned = true;
            } else if (unexpected) {
                stop.why = new ActionReason.MultiplyActive(instance.id());
            } else if (required) {
                explainStop(stop, node);
            }
            if (!choice.managed()) {
                stop.blocked = true;
            }
        }
    }

    private void explainStop(Sketch stop, NodeName node) {
        Optional<NodeName> target = choice.node();
        if (standing.failed()) {
            stop.own = new ActionReason.Failed(instance.id(), node);
        } else if (target.isPresent() && !target.get().equals(node)) {
            stop.own = new ActionReason.Moves(instance.id(), node, target.get());
        }
    }

    private void start(NodeName node, boolean required, boolean unexpected) {
        Sketch start = sheet.mayNeed(instance, Verb.START, node);
        all.unfencing.before(start, instance, node, Effect.FIRST_REQUIRES_THEN);
        if (required && !start.blocked) {
            start.required = true;
        }
        if (unexpected && standing.isActiveOn(node)) {
            start.pseudo = true;
            start.blocked = false;
        }
        if (start.required && start.own == null) {
            start.own = choice.why();
        }
    }

    private void promote(NodeName node, boolean required) {
        boolean canStart = sheet.of(instance, Verb.START).stream().noneMatch(start -> start.blocked);
        if (canStart) {
            ask(Verb.PROMOTE, node, required);
        } else {
            sheet.of(instance, Verb.PROMOTE).forEach(promote -> promote.blocked = true);
        }
    }
}
