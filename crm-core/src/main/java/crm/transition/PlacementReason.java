package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;

/** Why something is not on a node, or nowhere. */
public sealed interface PlacementReason extends Reason {

    /** Nothing can be asked of the node. */
    record NodeOffline(NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " is offline";
        }
    }

    /** The node's state is not known for certain. */
    record NodeUnclean(NodeName node, String because) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " must be fenced first: " + because;
        }
    }

    /** The node may run nothing for now. */
    record NodeStandby(NodeName node, boolean afterFailure) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " is in standby" + (afterFailure ? " because something failed there" : "");
        }
    }

    /** The node is in maintenance. */
    record NodeMaintenance(NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " is in maintenance";
        }
    }

    /** The node has not finished joining. */
    record NodeJoining(NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " is still joining the cluster";
        }
    }

    /** The node's health is bad. */
    record NodeUnhealthy(NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " reports bad health";
        }
    }

    /** A location constraint forbids the node. */
    record Banned(InstanceId instance, NodeName node, String constraint) implements PlacementReason {
        @Override
        public String sentence() {
            return "the constraint " + constraint + " keeps " + instance + " off " + node;
        }
    }

    /** Nodes must be allowed one by one here, and this one is not. */
    record NotAllowed(InstanceId instance, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return "no constraint allows " + instance + " on " + node;
        }
    }

    /** It is kept for a node that was shut down and is to come back. */
    record LockedTo(InstanceId instance, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " is kept for " + node + " until that is back from its shutdown";
        }
    }

    /** It failed too often there. */
    record TooManyFailures(InstanceId instance, NodeName node, int count, int limit) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " failed " + (count >= 1_000_000 ? "for good" : count + " times") + " on " + node
                    + (count >= 1_000_000 ? "" : ", and " + limit + " is the limit");
        }
    }

    /** It may be active only while its site holds a ticket, and the site does not. */
    record NoTicket(InstanceId instance, String ticket) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " needs the ticket " + ticket + ", which this site does not hold";
        }
    }

    /** The node has too little room left. */
    record NoRoom(InstanceId instance, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return node + " has too little capacity left for " + instance;
        }
    }

    /** Too few of several actions of which some are enough can be done. */
    record TooFewCan(String gate) implements PlacementReason {
        @Override
        public String sentence() {
            return "too few of the actions it waits for can be done (" + gate + ")";
        }
    }

    /** A failure there that trying again will not mend. */
    record CannotRunThere(InstanceId instance, NodeName node, String because) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " cannot run on " + node + ": " + because;
        }
    }

    /** A failure that trying again will mend nowhere. */
    record CannotRunAnywhere(InstanceId instance, String because) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " cannot run anywhere: " + because;
        }
    }

    /** It must be where another resource is. */
    record TogetherWith(InstanceId instance, InstanceId other, NodeName where) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " must be on the same node as " + other + ", which is on " + where;
        }
    }

    /** What it must be with runs nowhere. */
    record OtherNowhere(InstanceId instance, InstanceId other) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " must be on the same node as " + other + ", which cannot run anywhere";
        }
    }

    /** It must not be where another resource is. */
    record ApartFrom(InstanceId instance, InstanceId other, NodeName where) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " must not be on the same node as " + other + ", which is on " + where;
        }
    }

    /** What must be with it could not be on that node. */
    record DependentCannot(InstanceId instance, InstanceId dependent, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return dependent + " must be with " + instance + " and cannot be on " + node;
        }
    }

    /** It is elsewhere, and once is enough. */
    record RunsElsewhere(InstanceId instance, NodeName node, NodeName chosen) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " is on " + chosen + ", which suits it at least as well as " + node;
        }
    }

    /** Something else makes the node less welcome than running nowhere. */
    record Unwelcome(InstanceId instance, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return "taken together, the constraints would rather have " + instance + " stopped than on " + node;
        }
    }

    /** A person wants it stopped. */
    record WantedStopped(InstanceId instance) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " is configured to be stopped (target-role)";
        }
    }

    /** A person wants everything stopped. */
    record EverythingStopped() implements PlacementReason {
        @Override
        public String sentence() {
            return "the cluster is configured to stop everything (stop-all-resources)";
        }
    }

    /** A failure is configured to stop it for good. */
    record StoppedByFailure(InstanceId instance) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " failed and is configured to stay stopped then (on-fail)";
        }
    }

    /** The cluster is told to leave it alone. */
    record Unmanaged(InstanceId instance) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " is unmanaged, so the cluster leaves it as it is";
        }
    }

    /** It failed in a way that needs a person. */
    record Blocked(InstanceId instance, NodeName node) implements PlacementReason {
        @Override
        public String sentence() {
            return instance + " failed on " + node + " and is left alone until someone cleans it up";
        }
    }

    /** No node is left for it. */
    record NoNodeLeft(InstanceId instance) implements PlacementReason {
        @Override
        public String sentence() {
            return "no node can run " + instance;
        }
    }

    /** As many instances as wanted run already. */
    record EnoughInstances(InstanceId instance, int max) implements PlacementReason {
        @Override
        public String sentence() {
            return "no more than " + max + " instances of " + instance + " are wanted";
        }
    }
}
