package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;

/** Why something is done. */
public sealed interface ActionReason extends Reason {

    /** It was not active and is wanted. */
    record Wanted(ResourceId resource) implements ActionReason {
        @Override
        public String sentence() {
            return resource + " is wanted and was not active";
        }
    }

    /** It is where it was. */
    record Stays(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " runs on " + node + " already and nothing calls it away";
        }
    }

    /** Of the nodes it may run on this one is the best. */
    record BestNode(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return node + " is the best of the nodes " + instance + " may run on";
        }
    }

    /** It goes where its constraints send it. */
    record Moves(InstanceId instance, NodeName from, NodeName to) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " moves from " + from + " to " + to;
        }
    }

    /** It failed and is to be brought back. */
    record Failed(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " failed on " + node;
        }
    }

    /** The node is lost and must be proven off before what it ran starts elsewhere. */
    record NodeMustBeOff(NodeName node, String because) implements ActionReason {
        @Override
        public String sentence() {
            return node + " must be proven off: " + because;
        }
    }

    /** The node must be switched on to shared storage before it may do what it is wanted for. */
    record NodeMustBeUnfenced(NodeName node, String because) implements ActionReason {
        @Override
        public String sentence() {
            return node + " must be unfenced first: " + because;
        }
    }

    /** Another action makes it necessary. */
    record RequiredBy(InstanceId other, String task) implements ActionReason {
        @Override
        public String sentence() {
            return "it has to follow the " + Task.deed(task) + " of " + other;
        }
    }

    /** A step of the cluster itself, fencing above all, makes it necessary. */
    record RequiredByCluster(String step) implements ActionReason {
        @Override
        public String sentence() {
            return "it has to follow the cluster's own step “" + step + "”";
        }
    }

    /** Nobody has looked yet whether it runs there. */
    record NotLookedYet(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return "nobody has looked yet whether " + instance + " runs on " + node;
        }
    }

    /** It is watched at regular intervals. */
    record Watched(InstanceId instance, Duration interval) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " is checked every " + spoken(interval);
        }

        private static String spoken(Duration interval) {
            return interval.toMillis() % 1000 == 0 ? interval.toSeconds() + " s" : interval.toMillis() + " ms";
        }
    }

    /** A recurring operation is no longer wanted. */
    record NoLongerWatched(InstanceId instance, String because) implements ActionReason {
        @Override
        public String sentence() {
            return "this check of " + instance + " is not wanted any more: " + because;
        }
    }

    /** A fail count has had its time. */
    record FailuresForgotten(InstanceId instance, NodeName node, String because) implements ActionReason {
        @Override
        public String sentence() {
            return "the failures of " + instance + " on " + node + " are forgotten: " + because;
        }
    }

    /** It was kept for a node that was shut down, and is no more. */
    record LockEnded(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " is no longer kept for " + node + ", which was shut down";
        }
    }

    /** The node asked to leave. */
    record NodeLeaves(NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return node + " is shutting down";
        }
    }

    /** Its definition changed. */
    record DefinitionChanged(InstanceId instance) implements ActionReason {
        @Override
        public String sentence() {
            return "the configuration of " + instance + " changed";
        }
    }

    /** It ran on several nodes at once. */
    record MultiplyActive(InstanceId instance) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " was active on more than one node";
        }
    }

    /** A start was ordered and nobody knows how it ended. */
    record StartUnfinished(InstanceId instance, NodeName node) implements ActionReason {
        @Override
        public String sentence() {
            return "a start of " + instance + " on " + node + " was ordered and nobody knows how it ended";
        }
    }

    /** A mere point in the order, for others to wait for. */
    record Waypoint(InstanceId instance) implements ActionReason {
        @Override
        public String sentence() {
            return "others wait until the members of " + instance + " are done";
        }
    }

    /** Its clone is in the configuration, and wants fewer instances than there are. */
    record Surplus(InstanceId instance, String of) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " is one more than are wanted of " + of;
        }
    }

    /** It is not in the configuration any more. */
    record Removed(InstanceId instance) implements ActionReason {
        @Override
        public String sentence() {
            return instance + " is no longer in the configuration";
        }
    }
}
