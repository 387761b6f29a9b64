package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.rule.Operation;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.time.Duration;
import java.util.Optional;

/** Drafts the recurring operations of one instance: where it is active for its role, elsewhere for being stopped. */
final class DraftRecurring {

    private static final String NOT_RUNNING = "7";
    private static final String RUNNING_PROMOTED = "8";

    private final Situation situation;
    private final Placement placement;
    private final ActionSheet sheet;
    private final Unit.Instance instance;
    private final InstanceStanding standing;
    private final Placement.Choice choice;

    DraftRecurring(DraftActions all, Unit.Instance instance) {
        this.situation = all.situation;
        this.placement = all.placement;
        this.sheet = all.sheet;
        this.instance = instance;
        this.standing = situation.standing(instance);
        this.choice = all.placement.of(instance);
    }

    void draft() {
        if (standing.blocked() || standing.maintenance()) {
            return;
        }
        Optional<NodeName> assigned = choice.node();
        if (assigned.isPresent() && situation.node(assigned.get()).maintenance()) {
            return;
        }
        if (assigned.isPresent() && (choice.role() != Role.STOPPED || !choice.managed())) {
            Sketch start = sheet.mayNeed(instance, Verb.START, assigned.get());
            for (Operation operation : instance.definition().operations()) {
                if (isRecurring(operation) && !operation.role().equals(Optional.of(Role.STOPPED))) {
                    whereActive(operation, assigned.get(), start);
                }
            }
        }
        for (Operation operation : instance.definition().operations()) {
            if (isRecurring(operation) && operation.role().equals(Optional.of(Role.STOPPED))) {
                whereStopped(operation, assigned);
            }
        }
    }

    private static boolean isRecurring(Operation operation) {
        return operation.isRecurring()
                && operation.enabled()
                && !operation.ambiguous()
                && operation.name().equals("monitor");
    }

    private boolean runsOn(NodeName node, Duration interval) {
        return standing.monitors().stream()
                .anyMatch(m -> m.node().equals(node)
                        && m.task().equals("monitor")
                        && m.interval().equals(interval));
    }

    private void whereActive(Operation operation, NodeName node, Sketch start) {
        boolean goesOn = !start.required
                && runsOn(node, operation.interval())
                && !sheet.isOrderedAgain(instance, Verb.MONITOR, operation.interval(), node);
        if (!isForRole(operation)) {
            if (goesOn) {
                cancelForRole(operation, node);
            }
            return;
        }
        Sketch monitor = sheet.ask(instance, Verb.MONITOR, operation.interval(), node, !goesOn);
        monitor.own = new ActionReason.Watched(instance.id(), operation.interval());
        NodeStanding there = situation.node(node);
        if (start.blocked || !there.online() || sheet.isUnclean(node)) {
            monitor.blocked = true;
        }
        if (choice.role() == Role.PROMOTED) {
            monitor.details.put("op_target_rc", RUNNING_PROMOTED);
        }
        if (choice.managed()) {
            orderMonitor(monitor);
        }
    }

    private void orderMonitor(Sketch monitor) {
        sheet.order(ActionOrdering.of(
                Deed.of(instance.index(), Verb.START),
                monitor.end(),
                Effect.FIRST_REQUIRES_THEN,
                Effect.BLOCKED_FIRST_BLOCKS_THEN));
        sheet.order(ActionOrdering.of(
                Deed.of(instance.index(), Verb.RELOAD),
                monitor.end(),
                Effect.FIRST_REQUIRES_THEN,
                Effect.BLOCKED_FIRST_BLOCKS_THEN));
        if (choice.role() == Role.PROMOTED) {
            sheet.order(ActionOrdering.of(
                    Deed.of(instance.index(), Verb.PROMOTE), monitor.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        } else if (standing.role() == Role.PROMOTED) {
            sheet.order(ActionOrdering.of(
                    Deed.of(instance.index(), Verb.DEMOTE), monitor.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
    }

    private boolean isForRole(Operation operation) {
        Optional<Role> role = operation.role();
        return role.isPresent() ? role.get() == choice.role() : choice.role() != Role.PROMOTED;
    }

    private void cancelForRole(Operation operation, NodeName node) {
        Sketch cancel = cancel(operation, node);
        Optional<Verb> after = switch (standing.role()) {
            case UNPROMOTED, STARTED ->
                choice.role() == Role.PROMOTED
                        ? Optional.of(Verb.PROMOTE)
                        : choice.role() == Role.STOPPED ? Optional.of(Verb.STOP) : Optional.empty();
            case PROMOTED -> Optional.of(Verb.DEMOTE);
            case STOPPED -> Optional.empty();
        };
        after.ifPresent(verb -> sheet.order(
                ActionOrdering.of(cancel.end(), Deed.of(instance.index(), verb), Effect.BLOCKED_FIRST_BLOCKS_THEN)));
    }

    private Sketch cancel(Operation operation, NodeName node) {
        return new DraftCancels(sheet, situation, placement)
                .cancel(instance, operation.interval(), node, callId(node, operation.interval()), "its role changes");
    }

    private int callId(NodeName node, Duration interval) {
        return standing.monitors().stream()
                .filter(m -> m.node().equals(node) && m.interval().equals(interval))
                .mapToInt(InstanceStanding.Monitor::callId)
                .findFirst()
                .orElse(-1);
    }

    /** That it is stopped where it should be is watched too, if so configured. */
    private void whereStopped(Operation operation, Optional<NodeName> assigned) {
        boolean anonymous = situation
                .cloneOf(instance)
                .map(clone -> !clone.options().unique())
                .orElse(false);
        if (anonymous) {
            return;
        }
        if (assigned.isPresent() && runsOn(assigned.get(), operation.interval())) {
            Sketch cancel = cancel(operation, assigned.get());
            if (choice.role() == Role.STARTED || choice.role() == Role.UNPROMOTED) {
                // Whoever watches that it is stopped must not see it come up.
                sheet.order(ActionOrdering.of(
                        cancel.end(), Deed.of(instance.index(), Verb.START), Effect.BLOCKED_FIRST_BLOCKS_THEN));
            }
        }
        for (NodeStanding node : situation.nodes().values()) {
            if (assigned.equals(Optional.of(node.name()))) {
                continue;
            }
            Sketch monitor = sheet.ask(
                    instance,
                    Verb.MONITOR,
                    operation.interval(),
                    node.name(),
                    !runsOn(node.name(), operation.interval()));
            monitor.own = new ActionReason.Watched(instance.id(), operation.interval());
            monitor.details.put("op_target_rc", NOT_RUNNING);
            if (choice.managed()) {
                sheet.find(instance, Verb.MONITOR, node.name())
                        .ifPresent(probe -> sheet.order(
                                ActionOrdering.of(probe.end(), monitor.end(), Effect.BLOCKED_FIRST_BLOCKS_THEN)));
            }
            sheet.find(instance, Verb.STOP, node.name()).ifPresent(stop -> {
                monitor.blocked |= stop.required && stop.blocked;
                if (choice.managed()) {
                    sheet.order(ActionOrdering.of(
                            stop.end(), monitor.end(), Effect.FIRST_REQUIRES_THEN, Effect.BLOCKED_FIRST_BLOCKS_THEN));
                }
            });
            if (!node.online() || sheet.isUnclean(node.name())) {
                monitor.blocked = true;
            }
        }
    }
}
