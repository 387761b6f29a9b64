package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * Has what happens on remote and guest nodes wait for the connection to them, or come before it is closed. What cannot
 * be done for want of a connection, and must be, has the node fenced.
 */
final class DraftRemoteOrders {

    private final Situation situation;
    private final Placement placement;
    private final ActionSheet sheet;
    private final RemoteOutlook outlook;

    DraftRemoteOrders(Situation situation, Placement placement, ActionSheet sheet) {
        this.situation = situation;
        this.placement = placement;
        this.sheet = sheet;
        this.outlook = new RemoteOutlook(situation, placement, sheet);
    }

    void draft() {
        if (situation.nodes().values().stream().noneMatch(NodeStanding::isRemote)) {
            return;
        }
        for (Sketch action : List.copyOf(sheet.all())) {
            Unit unit = action.unit;
            NodeName where = action.node;
            if (unit == null) {
                continue;
            }
            if (action.verb == Verb.CLEAR_FAIL_COUNT && unit.definition().isRemoteConnection()) {
                sheet.order(ActionOrdering.of(action.end(), Deed.of(unit.index(), Verb.START)));
            } else if (where != null && situation.node(where).isRemote()) {
                situation.connection(where).ifPresent(connection -> order(action, unit, where, connection));
            }
        }
    }

    private void order(Sketch action, Unit unit, NodeName where, Unit connection) {
        if (action.verb == Verb.START) {
            // Should the connection fail to come up, what moves there stays where it is.
            for (Sketch stop : sheet.of(unit, Verb.STOP)) {
                if (!stop.isOn(where)) {
                    sheet.order(ActionOrdering.of(Deed.of(connection.index(), Verb.START), stop.end()));
                }
            }
        }
        Optional<Unit> container = situation.launcher(connection);
        if (container.isPresent()) {
            inside(action, where, connection, container.get());
        } else {
            across(action, situation.node(where), connection);
        }
    }

    private void inside(Sketch action, NodeName where, Unit connection, Unit container) {
        boolean failed = situation.standing(container).failed();
        if (failed) {
            sheet.mustBeFenced(where, "container failed");
        }
        switch (action.verb) {
            case START, PROMOTE -> {
                afterStart(container, action, Effect.FIRST_REQUIRES_THEN);
                afterStart(connection, action);
            }
            case STOP, DEMOTE -> {
                // The end of a failed container is the end of all in it.
                if (!failed) {
                    beforeStop(action, connection);
                }
            }
            // What need not be watched any more needs no connection for that.
            case CANCEL -> {}
            default -> {
                if (action.interval.isZero()) {
                    afterStart(connection, action);
                } else {
                    afterStart(connection, action, Effect.FIRST_REQUIRES_THEN);
                }
            }
        }
    }

    private void across(Sketch action, NodeStanding node, Unit connection) {
        RemoteOutlook.State state = outlook.of(node);
        switch (action.verb) {
            case START, PROMOTE -> {
                if (state == RemoteOutlook.State.FAILED) {
                    afterStart(connection, action, Effect.FIRST_REQUIRES_THEN);
                } else {
                    afterStart(connection, action);
                }
            }
            case STOP -> {
                switch (state) {
                    case ALIVE -> beforeStop(action, connection, Effect.THEN_KEEPS_FIRST_FROM_MIGRATING);
                    case FAILED ->
                        sheet.mustBeFenced(node.name(), "resources are active but connection is unrecoverable");
                    case RESTING, STOPPED, UNKNOWN -> {
                        if (placement.of(connection).role() == Role.STOPPED) {
                            beforeStop(action, connection, Effect.THEN_KEEPS_FIRST_FROM_MIGRATING);
                        } else {
                            afterStart(connection, action);
                        }
                    }
                }
            }
            case MIGRATE_TO -> {
                // It leaves through the connection as that is now, not as it will be.
                if (state == RemoteOutlook.State.ALIVE) {
                    beforeStop(action, connection);
                } else {
                    other(action, node, connection, state);
                }
            }
            case DEMOTE -> {
                // Otherwise the order of its stop is enough.
                if (state == RemoteOutlook.State.RESTING || state == RemoteOutlook.State.UNKNOWN) {
                    afterStart(connection, action);
                }
            }
            default -> other(action, node, connection, state);
        }
    }

    private void other(Sketch action, NodeStanding node, Unit connection, RemoteOutlook.State state) {
        if (!action.interval.isZero()) {
            afterStart(connection, action, Effect.FIRST_REQUIRES_THEN);
            return;
        }
        if (action.verb == Verb.MONITOR && state == RemoteOutlook.State.FAILED) {
            sheet.mustBeFenced(node.name(), "resources are in unknown state and connection is unrecoverable");
        }
        if (state == RemoteOutlook.State.STOPPED
                && situation.current(connection).isPresent()) {
            beforeStop(action, connection);
        } else {
            afterStart(connection, action);
        }
    }

    private void afterStart(Unit first, Sketch action, Effect... more) {
        sheet.order(ActionOrdering.of(Deed.of(first.index(), Verb.START), action.end(), effects(more)));
    }

    private void beforeStop(Sketch action, Unit connection, Effect... more) {
        sheet.order(ActionOrdering.of(action.end(), Deed.of(connection.index(), Verb.STOP), effects(more)));
    }

    private static Effect[] effects(Effect... more) {
        var all = EnumSet.of(Effect.BLOCKED_FIRST_BLOCKS_THEN);
        all.addAll(List.of(more));
        return all.toArray(Effect[]::new);
    }
}
