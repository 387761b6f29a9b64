package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;

/**
 * What tells one resource action from another.
 *
 * @param interval zero but for recurring monitors
 */
public record ActionId(InstanceId instance, Task task, NodeName node, Duration interval) {

    public static ActionId of(InstanceId instance, Task task, NodeName node) {
        return new ActionId(instance, task, node, Duration.ZERO);
    }

    /** Whether it looks once what is so; a recurring monitor looks again and again whether it stays so. */
    public boolean isProbe() {
        return task == Task.MONITOR && interval.isZero();
    }

    /** The same for an instance that has no number on its node. */
    ActionId withoutNumber() {
        return new ActionId(InstanceId.of(instance.resource()), task, node, interval);
    }

    /** Written as Pacemaker's operation keys: {@code web_monitor_10000}, and the node. */
    @Override
    public String toString() {
        return instance + "_" + task + "_" + interval.toMillis() + " on " + node;
    }
}
