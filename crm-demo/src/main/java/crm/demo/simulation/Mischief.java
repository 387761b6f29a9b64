package crm.demo.simulation;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.transition.Task;

/**
 * How an agent, or the service behind it, misbehaves on one machine.
 *
 * @param instance without a number any of that resource
 */
public record Mischief(NodeName node, InstanceId instance, Task task, Kind kind) {

    /** What it does instead of what it should. */
    public enum Kind {
        /** It says that it failed, and has changed nothing. */
        FAILS,
        /** It says that it failed, and has done it all the same. */
        FAILS_AND_DOES,
        /** It is killed by its timeout, and has changed nothing. */
        HANGS,
        /** It is killed by its timeout, and has done it all the same. */
        HANGS_AND_DOES,
        /** It says that all went well, and has done nothing. For a stop that would be beyond any remedy. */
        LIES
    }

    boolean concerns(NodeName where, InstanceId what, Task which) {
        boolean any = instance.number().isEmpty() && instance.resource().equals(what.resource());
        return node.equals(where) && (instance.equals(what) || any) && task == which;
    }
}
