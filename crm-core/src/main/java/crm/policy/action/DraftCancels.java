package crm.policy.action;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.rule.Operation;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.time.Duration;

/** Drafts the end of recurring operations that run and are not wanted: no longer configured, or in maintenance. */
final class DraftCancels {

    private final ActionSheet sheet;
    private final Situation situation;
    private final Placement placement;

    DraftCancels(ActionSheet sheet, Situation situation, Placement placement) {
        this.sheet = sheet;
        this.situation = situation;
        this.placement = placement;
    }

    void draft(Unit.Instance instance, ClusterOptions options) {
        InstanceStanding standing = situation.standing(instance);
        if (standing.removed()) {
            return;
        }
        for (InstanceStanding.Monitor monitor : standing.monitors()) {
            NodeStanding node = situation.node(monitor.node());
            if (!standing.isActiveOn(monitor.node()) || !(node.available() || node.maintenance())) {
                continue;
            }
            if (standing.maintenance() || node.maintenance()) {
                afterStop(instance, cancel(instance, monitor, "maintenance"));
            } else if (options.cancelRemovedActions() && !isConfigured(instance, monitor)) {
                afterStop(instance, cancel(instance, monitor, "it is no longer configured"));
            }
        }
    }

    private Sketch cancel(Unit.Instance instance, InstanceStanding.Monitor monitor, String because) {
        return cancel(instance, monitor.interval(), monitor.node(), monitor.callId(), because);
    }

    private void afterStop(Unit.Instance instance, Sketch cancel) {
        // What no node takes is stopped, and its recurring operations end with it; nobody asks for one that is too
        // many.
        cancel.blocked |= placement.of(instance).decided()
                && placement.of(instance).node().isEmpty();
        sheet.order(ActionOrdering.of(Deed.of(instance.index(), Verb.STOP), cancel.end()));
    }

    private static boolean isConfigured(Unit.Instance instance, InstanceStanding.Monitor monitor) {
        return instance.definition()
                .operation(monitor.task(), monitor.interval())
                .filter(Operation::enabled)
                .isPresent();
    }

    Sketch cancel(Unit.Instance instance, Duration interval, NodeName node, int callId, String because) {
        Sketch cancel = sheet.cancel(instance, interval, node);
        cancel.own = new ActionReason.NoLongerWatched(instance.id(), because);
        cancel.details.put("operation", "monitor");
        cancel.details.put("call_id", Integer.toString(callId));
        return cancel;
    }
}
