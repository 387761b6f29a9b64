package crm.formats.simulate;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;

/** Something assumed before deciding: what if… {@link #clause()} completes the sentence “Supposing that”. */
public sealed interface Supposition {

    /** A clause without capital and full stop: {@code pi1 dies}. */
    String clause();

    /** A node is lost without a word, so nobody knows whether it still runs what it ran. */
    record NodeDies(NodeName node) implements Supposition {
        @Override
        public String clause() {
            return node + " dies";
        }
    }

    /** A node has left in good order, or is off and known to be. */
    record NodeLeaves(NodeName node) implements Supposition {
        @Override
        public String clause() {
            return node + " has left the cluster in good order";
        }
    }

    /** A node is there and well. */
    record NodeComes(NodeName node) implements Supposition {
        @Override
        public String clause() {
            return node + " is up";
        }
    }

    /** A node is put in standby, or taken out of it. */
    record NodeStandby(NodeName node, boolean standby) implements Supposition {
        @Override
        public String clause() {
            return node + (standby ? " is in standby" : " is not in standby");
        }
    }

    /** An operation has just failed. */
    record OperationFailed(Operation operation) implements Supposition {
        @Override
        public String clause() {
            return operation + " has just failed (exit code " + operation.exitCode() + ")";
        }
    }

    /** An operation of the plan will fail when it is carried out, the first time. */
    record OperationFails(Operation operation) implements Supposition {
        @Override
        public String clause() {
            return operation + " fails (exit code " + operation.exitCode() + ")";
        }
    }

    /** Enough nodes are together to act, or not. */
    record QuorumIs(boolean held) implements Supposition {
        @Override
        public String clause() {
            return held ? "the cluster has quorum" : "quorum is lost";
        }
    }

    /** A ticket of a multi-site cluster changes hands. */
    record TicketIs(String ticket, TicketChange change) implements Supposition {
        @Override
        public String clause() {
            return switch (change) {
                case GRANTED -> "the ticket " + ticket + " is granted to this site";
                case REVOKED -> "the ticket " + ticket + " is taken from this site";
                case STANDBY -> "the ticket " + ticket + " is in standby";
                case ACTIVE -> "the ticket " + ticket + " is not in standby";
            };
        }
    }

    /** What becomes of a ticket. */
    enum TicketChange {
        GRANTED,
        REVOKED,
        STANDBY,
        ACTIVE
    }

    /**
     * An operation of an agent.
     *
     * @param interval zero for an operation that does not recur
     * @param exitCode what the agent answers
     */
    record Operation(InstanceId instance, String task, Duration interval, NodeName node, int exitCode) {
        @Override
        public String toString() {
            String every = interval.isZero() ? "" : " (every " + interval.toMillis() / 1000.0 + " s)";
            return "the " + task + every.replace(".0 s", " s") + " of " + instance + " on " + node;
        }
    }
}
