package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;
import java.util.Optional;

/**
 * Why something is decided, as data. {@link #sentence()} says it to a person: plain words, subject first, no scores.
 */
public sealed interface Reason {

    /** One plain sentence without a full stop. */
    String sentence();

    // ---- why something is done

    /** It was not active and is wanted. */
    record Wanted(ResourceId resource) implements Reason {
        @Override
        public String sentence() {
            return resource + " is wanted and was not active";
        }
    }

    /** It is where it was. */
    record Stays(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return instance + " runs on " + node + " already and nothing calls it away";
        }
    }

    /** Of the nodes it may run on this one is the best. */
    record BestNode(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " is the best of the nodes " + instance + " may run on";
        }
    }

    /** It goes where its constraints send it. */
    record Moves(InstanceId instance, NodeName from, NodeName to) implements Reason {
        @Override
        public String sentence() {
            return instance + " moves from " + from + " to " + to;
        }
    }

    /** It failed and is to be brought back. */
    record Failed(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return instance + " failed on " + node;
        }
    }

    /** The node is lost and must be proven off before what it ran starts elsewhere. */
    record NodeMustBeOff(NodeName node, String because) implements Reason {
        @Override
        public String sentence() {
            return node + " must be proven off: " + because;
        }
    }

    /** Another action makes it necessary. */
    record RequiredBy(InstanceId other, String task) implements Reason {
        @Override
        public String sentence() {
            return "it has to follow the " + task + " of " + other;
        }
    }

    /** A step of the cluster itself, fencing above all, makes it necessary. */
    record RequiredByCluster(String step) implements Reason {
        @Override
        public String sentence() {
            return "it has to follow the cluster's own step “" + step + "”";
        }
    }

    /** Nobody has looked yet whether it runs there. */
    record NotLookedYet(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return "nobody has looked yet whether " + instance + " runs on " + node;
        }
    }

    /** It is watched at regular intervals. */
    record Watched(InstanceId instance, Duration interval) implements Reason {
        @Override
        public String sentence() {
            return instance + " is checked every " + spoken(interval);
        }

        private static String spoken(Duration interval) {
            return interval.toMillis() % 1000 == 0 ? interval.toSeconds() + " s" : interval.toMillis() + " ms";
        }
    }

    /** A recurring operation is no longer wanted. */
    record NoLongerWatched(InstanceId instance, String because) implements Reason {
        @Override
        public String sentence() {
            return "this check of " + instance + " is not wanted any more: " + because;
        }
    }

    /** A fail count has had its time. */
    record FailuresForgotten(InstanceId instance, NodeName node, String because) implements Reason {
        @Override
        public String sentence() {
            return "the failures of " + instance + " on " + node + " are forgotten: " + because;
        }
    }

    /** The node asked to leave. */
    record NodeLeaves(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " is shutting down";
        }
    }

    /** Its definition changed. */
    record DefinitionChanged(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return "the configuration of " + instance + " changed";
        }
    }

    /** It ran on several nodes at once. */
    record MultiplyActive(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return instance + " was active on more than one node";
        }
    }

    /** A start was ordered and nobody knows how it ended. */
    record StartUnfinished(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return "a start of " + instance + " on " + node + " was ordered and nobody knows how it ended";
        }
    }

    /** A mere point in the order, for others to wait for. */
    record Waypoint(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return "others wait until the members of " + instance + " are done";
        }
    }

    /** It is not in the configuration any more. */
    record Removed(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return instance + " is no longer in the configuration";
        }
    }

    // ---- why it is not on a node

    /** Nothing can be asked of the node. */
    record NodeOffline(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " is offline";
        }
    }

    /** The node's state is not known for certain. */
    record NodeUnclean(NodeName node, String because) implements Reason {
        @Override
        public String sentence() {
            return node + " must be fenced first: " + because;
        }
    }

    /** The node may run nothing for now. */
    record NodeStandby(NodeName node, boolean afterFailure) implements Reason {
        @Override
        public String sentence() {
            return node + " is in standby" + (afterFailure ? " because something failed there" : "");
        }
    }

    /** The node is in maintenance. */
    record NodeMaintenance(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " is in maintenance";
        }
    }

    /** The node has not finished joining. */
    record NodeJoining(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " is still joining the cluster";
        }
    }

    /** The node's health is bad. */
    record NodeUnhealthy(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " reports bad health";
        }
    }

    /** A location constraint forbids the node. */
    record Banned(InstanceId instance, NodeName node, String constraint) implements Reason {
        @Override
        public String sentence() {
            return "the constraint " + constraint + " keeps " + instance + " off " + node;
        }
    }

    /** Nodes must be allowed one by one here, and this one is not. */
    record NotAllowed(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return "no constraint allows " + instance + " on " + node;
        }
    }

    /** It failed too often there. */
    record TooManyFailures(InstanceId instance, NodeName node, int count, int limit) implements Reason {
        @Override
        public String sentence() {
            return instance + " failed " + (count >= 1_000_000 ? "for good" : count + " times") + " on " + node
                    + (count >= 1_000_000 ? "" : ", and " + limit + " is the limit");
        }
    }

    /** It may be active only while its site holds a ticket, and the site does not. */
    record NoTicket(InstanceId instance, String ticket) implements Reason {
        @Override
        public String sentence() {
            return instance + " needs the ticket " + ticket + ", which this site does not hold";
        }
    }

    /** The node has too little room left. */
    record NoRoom(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " has too little capacity left for " + instance;
        }
    }

    /** Too few of several actions of which some are enough can be done. */
    record TooFewCan(String gate) implements Reason {
        @Override
        public String sentence() {
            return "too few of the actions it waits for can be done (" + gate + ")";
        }
    }

    /** A failure there that trying again will not mend. */
    record CannotRunThere(InstanceId instance, NodeName node, String because) implements Reason {
        @Override
        public String sentence() {
            return instance + " cannot run on " + node + ": " + because;
        }
    }

    /** A failure that trying again will mend nowhere. */
    record CannotRunAnywhere(InstanceId instance, String because) implements Reason {
        @Override
        public String sentence() {
            return instance + " cannot run anywhere: " + because;
        }
    }

    /** It must be where another resource is. */
    record TogetherWith(InstanceId instance, InstanceId other, NodeName where) implements Reason {
        @Override
        public String sentence() {
            return instance + " must be on the same node as " + other + ", which is on " + where;
        }
    }

    /** What it must be with runs nowhere. */
    record OtherNowhere(InstanceId instance, InstanceId other) implements Reason {
        @Override
        public String sentence() {
            return instance + " must be on the same node as " + other + ", which cannot run anywhere";
        }
    }

    /** It must not be where another resource is. */
    record ApartFrom(InstanceId instance, InstanceId other, NodeName where) implements Reason {
        @Override
        public String sentence() {
            return instance + " must not be on the same node as " + other + ", which is on " + where;
        }
    }

    /** What must be with it could not be on that node. */
    record DependentCannot(InstanceId instance, InstanceId dependent, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return dependent + " must be with " + instance + " and cannot be on " + node;
        }
    }

    /** It is elsewhere, and once is enough. */
    record RunsElsewhere(InstanceId instance, NodeName node, NodeName chosen) implements Reason {
        @Override
        public String sentence() {
            return instance + " is on " + chosen + ", which suits it at least as well as " + node;
        }
    }

    /** Something else makes the node less welcome than running nowhere. */
    record Unwelcome(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return "taken together, the constraints would rather have " + instance + " stopped than on " + node;
        }
    }

    /** A person wants it stopped. */
    record WantedStopped(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return instance + " is configured to be stopped (target-role)";
        }
    }

    /** A person wants everything stopped. */
    record EverythingStopped() implements Reason {
        @Override
        public String sentence() {
            return "the cluster is configured to stop everything (stop-all-resources)";
        }
    }

    /** A failure is configured to stop it for good. */
    record StoppedByFailure(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return instance + " failed and is configured to stay stopped then (on-fail)";
        }
    }

    /** The cluster is told to leave it alone. */
    record Unmanaged(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return instance + " is unmanaged, so the cluster leaves it as it is";
        }
    }

    /** It failed in a way that needs a person. */
    record Blocked(InstanceId instance, NodeName node) implements Reason {
        @Override
        public String sentence() {
            return instance + " failed on " + node + " and is left alone until someone cleans it up";
        }
    }

    /** No node is left for it. */
    record NoNodeLeft(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return "no node can run " + instance;
        }
    }

    /** As many instances as wanted run already. */
    record EnoughInstances(InstanceId instance, int max) implements Reason {
        @Override
        public String sentence() {
            return "no more than " + max + " instances of " + instance + " are wanted";
        }
    }

    // ---- why something needed cannot be done

    /** Too few nodes are together. */
    record NoQuorum() implements Reason {
        @Override
        public String sentence() {
            return "too few nodes are together to act (no quorum)";
        }
    }

    /** Too few nodes are together to do more than keep what is. */
    record QuorumFreeze() implements Reason {
        @Override
        public String sentence() {
            return "too few nodes are together to start anything more (no quorum, freeze)";
        }
    }

    /** It waits for an action that cannot be done. */
    record WaitsForImpossible(InstanceId other, String task) implements Reason {
        @Override
        public String sentence() {
            return "it would have to wait for the " + task + " of " + other + ", which cannot be done";
        }
    }

    /** The resource it must be with cannot start. */
    record ColocationBlocked(InstanceId other) implements Reason {
        @Override
        public String sentence() {
            return "it must be with " + other + ", which cannot start";
        }
    }

    /** An action cannot be part of a live migration. */
    record CannotMigrate(InstanceId other, String task) implements Reason {
        @Override
        public String sentence() {
            return "the " + task + " of " + other + " does not allow a live migration";
        }
    }

    /** The node would have to be fenced, and nothing can do that. */
    record FencingImpossible(NodeName node) implements Reason {
        @Override
        public String sentence() {
            return node + " would have to be fenced, and that is not possible now";
        }
    }

    /** Fencing is wanted and there is no device for it. */
    record NoFenceDevice(Optional<NodeName> node) implements Reason {
        @Override
        public String sentence() {
            return "fencing is enabled and no fence device is configured, so nothing is started or moved";
        }
    }

    /** Its ordering would wait for itself. */
    record WaitsForItself(InstanceId instance) implements Reason {
        @Override
        public String sentence() {
            return "the order constraints make " + instance + " wait for itself";
        }
    }
}
