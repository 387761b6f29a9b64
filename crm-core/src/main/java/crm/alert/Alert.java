package crm.alert;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.OperationRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * A happening that deserves telling. Raised once in the cluster, by the leader, however many nodes saw it; {@link #id}
 * is the same if it is ever raised again.
 */
public sealed interface Alert {

    /** The journal index of the entry that caused it, and a letter where one entry causes several. */
    String id();

    Instant at();

    /** A node became a member. */
    record NodeJoined(String id, Instant at, NodeName node) implements Alert {}

    /** A node is not a member any more; {@code orderly} if it left on purpose. */
    record NodeLost(String id, Instant at, NodeName node, boolean orderly) implements Alert {}

    /**
     * A node's power was switched, or could not be.
     *
     * @param operation {@code reboot}, {@code off} or {@code on}
     * @param origin the node that did it
     */
    record Fencing(
            String id, Instant at, NodeName target, String operation, NodeName origin, boolean succeeded, String detail)
            implements Alert {}

    /** An operation of a resource ended (probes that found what was expected are not told). */
    record ResourceOperation(String id, Instant at, OperationRecord operation) implements Alert {}

    /** A node attribute changed. */
    record AttributeChanged(String id, Instant at, NodeName node, String name, Optional<String> value)
            implements Alert {}

    /** An instance is active again after an incident. */
    record ServiceRecovered(String id, Instant at, InstanceId instance, NodeName node, int incident) implements Alert {}

    /** The cluster lost or regained its quorum, as this side sees it. */
    record QuorumChanged(String id, Instant at, boolean held) implements Alert {}
}
