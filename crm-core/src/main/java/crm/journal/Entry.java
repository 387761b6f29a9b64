package crm.journal;

import crm.configuration.Configuration;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.Incarnation;
import crm.state.OperationRecord;
import crm.state.PowerProof;
import crm.transition.ActionId;
import crm.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One thing the cluster agreed on. Every node folds the same entries in the same order into the same
 * {@link AgreedState}. The component names are the journal's format on disk and on the wire.
 */
public sealed interface Entry {

    /** When the author wrote it, by the author's clock; entries are ordered by the journal, not by this. */
    Instant at();

    /**
     * The configuration was replaced as a whole.
     *
     * @param by who asked for it: user and node
     * @param summary what changed, one line
     */
    record ConfigurationChanged(Instant at, Configuration configuration, String by, String summary) implements Entry {}

    /**
     * A leader begins its term. Once this is committed the leader knows everything that was committed before, and may
     * plan.
     */
    record LeadershipTaken(Instant at, NodeName leader, long term) implements Entry {}

    /**
     * A node's daemon is ready to take orders. What an earlier life of the node ran is forgotten: it is probed.
     *
     * @param printer whether receipts can be printed there
     */
    record NodeJoined(Instant at, NodeName node, Incarnation incarnation, boolean printer) implements Entry {}

    /** A node left in good order, with nothing active. */
    record NodeLeft(Instant at, NodeName node, Incarnation incarnation) implements Entry {}

    /**
     * A node is not heard of any more. What it ran may still be running there.
     *
     * @param firstSign when the first sign of it was seen, at or before {@code at}
     * @param sign what that was
     * @param evidence what was seen, one sentence
     */
    record NodeLost(
            Instant at, NodeName node, Incarnation incarnation, Instant firstSign, FirstSign sign, String evidence)
            implements Entry {}

    /**
     * A node that came for the first time stands in the configuration from now on. Nobody decided that, so it is no change
     * that somebody else's change would have to know of.
     */
    record NodeEnrolled(Instant at, Node node) implements Entry {}

    /** A node that is not in the cluster may come: it becomes a voter, and a member, as soon as it is heard of. */
    record NodeAdmitted(Instant at, NodeName node, String by) implements Entry {}

    /** A node is to be removed for good: it moves everything away, loses its vote, and is forgotten. */
    record RemovalRequested(Instant at, NodeName node, String by) implements Entry {}

    /** A node votes no more and is no part of the cluster any more. */
    record NodeRemoved(Instant at, NodeName node) implements Entry {}

    /** A fence device is about to be told to switch a node off. Written before, so that a minority never fences. */
    record FencingRequested(Instant at, NodeName node, Incarnation incarnation, String by, String why)
            implements Entry {}

    /** A node is proven off: what that life of it ran is not active any more. */
    record NodeFenced(Instant at, NodeName node, Incarnation incarnation, PowerProof proof) implements Entry {}

    /** An attempt to fence did not lead to a proof. */
    record FencingFailed(Instant at, NodeName node, Incarnation incarnation, boolean refused, String why)
            implements Entry {}

    /**
     * A node that is a member need not be proven off any more: nobody is lost, and nothing waits for the proof.
     *
     * @param why one sentence
     */
    record FencingWithdrawn(Instant at, NodeName node, Incarnation incarnation, String why) implements Entry {}

    /** A fenced node was given power again, or that failed. */
    record NodePowered(Instant at, NodeName node, Outcome outcome) implements Entry {}

    /** A node that was fenced too often stays off until a person says otherwise. */
    record NodeQuarantined(Instant at, NodeName node, int fencings, Duration within) implements Entry {}

    /** A person ended a quarantine. */
    record QuarantineEnded(Instant at, NodeName node, String by) implements Entry {}

    /** A fence device proved in a drill that it can switch a node off, or did not. */
    record FencingDrilled(Instant at, NodeName node, String device, Outcome outcome, Duration took) implements Entry {}

    /**
     * A plan is about to be carried out. Written before the first order, so that a later leader knows what may be
     * active where, and an isolated leader can order nothing.
     *
     * @param term the leader's term
     * @param number counts plans within the term
     * @param orders every resource action of the plan
     * @param causes one sentence each: why these actions
     */
    record TransitionBegun(
            Instant at, NodeName leader, long term, int number, List<ActionId> orders, List<String> causes)
            implements Entry {
        public TransitionBegun {
            orders = List.copyOf(orders);
            causes = List.copyOf(causes);
        }
    }

    /**
     * A plan was carried out to its end, or was given up for another.
     *
     * @param away what should run and runs nowhere all the same
     */
    record TransitionEnded(Instant at, long term, int number, boolean complete, String why, List<InstanceId> away)
            implements Entry {
        public TransitionEnded {
            away = List.copyOf(away);
        }
    }

    /** An operation ended on a node. */
    record OperationEnded(Instant at, Incarnation incarnation, OperationRecord operation) implements Entry {}

    /** Histories and fail counts are forgotten, so that the resources are probed anew. */
    record HistoryCleared(Instant at, Optional<ResourceId> resource, Optional<NodeName> node, String by)
            implements Entry {}

    /** A transient node attribute was set, or removed if {@code value} is empty. */
    record AttributeChanged(Instant at, NodeName node, String name, Optional<String> value) implements Entry {}

    /**
     * A person asked for a resource to be somewhere for now.
     *
     * @param target where; empty means anywhere but where it is
     * @param avoid the nodes it shall leave
     */
    record MoveRequested(Instant at, ResourceId resource, Optional<NodeName> target, List<NodeName> avoid, String by)
            implements Entry {
        public MoveRequested {
            avoid = List.copyOf(avoid);
        }
    }

    /** A move is done or given up, and constrains nothing any more. */
    record MoveEnded(Instant at, ResourceId resource, boolean done, String why) implements Entry {}

    /** The alerts of everything up to this journal index have been told. */
    record AlertsTold(Instant at, long upTo) implements Entry {}

    /** A life of a node is to print the next receipt; an earlier order of the same number is void. */
    record ReceiptOrdered(Instant at, int number, int incident, NodeName node, Incarnation incarnation)
            implements Entry {}

    /**
     * The receipt is safely in the node's spool. The node brings it to the paper once this is agreed, if the order was still
     * its own.
     *
     * @param hash the receipt's, 64 hexadecimal digits
     */
    record ReceiptPrinted(Instant at, int number, int incident, String hash, NodeName node, Incarnation incarnation)
            implements Entry {}
}
