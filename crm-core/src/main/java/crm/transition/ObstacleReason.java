package crm.transition;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.util.Optional;

/** Why something that is needed cannot be done. */
public sealed interface ObstacleReason extends Reason {

    /** Too few nodes are together. */
    record NoQuorum() implements ObstacleReason {
        @Override
        public String sentence() {
            return "too few nodes are together to act (no quorum)";
        }
    }

    /** Too few nodes are together to do more than keep what is. */
    record QuorumFreeze() implements ObstacleReason {
        @Override
        public String sentence() {
            return "too few nodes are together to start anything more (no quorum, freeze)";
        }
    }

    /** It waits for an action that cannot be done. */
    record WaitsForImpossible(InstanceId other, String task) implements ObstacleReason {
        @Override
        public String sentence() {
            return "it would have to wait for the " + Task.deed(task) + " of " + other + ", which cannot be done";
        }
    }

    /** The resource it must be with cannot start. */
    record ColocationBlocked(InstanceId other) implements ObstacleReason {
        @Override
        public String sentence() {
            return "it must be with " + other + ", which cannot start";
        }
    }

    /** An action cannot be part of a live migration. */
    record CannotMigrate(InstanceId other, String task) implements ObstacleReason {
        @Override
        public String sentence() {
            return "the " + task + " of " + other + " does not allow a live migration";
        }
    }

    /** The node would have to be fenced, and nothing can do that. */
    record FencingImpossible(NodeName node) implements ObstacleReason {
        @Override
        public String sentence() {
            return node + " would have to be fenced, and that is not possible now";
        }
    }

    /** The node would have to be unfenced, and no device of this cluster does that. */
    record UnfencingImpossible(NodeName node) implements ObstacleReason {
        @Override
        public String sentence() {
            return node + " would have to be unfenced first, and no device here can do that";
        }
    }

    /** Fencing is wanted and there is no device for it. */
    record NoFenceDevice(Optional<NodeName> node) implements ObstacleReason {
        @Override
        public String sentence() {
            return "fencing is enabled and no fence device is configured, so nothing is started or moved";
        }
    }

    /** Its ordering would wait for itself. */
    record WaitsForItself(InstanceId instance) implements ObstacleReason {
        @Override
        public String sentence() {
            return "the order constraints make " + instance + " wait for itself";
        }
    }
}
