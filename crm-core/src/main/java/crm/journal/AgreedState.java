package crm.journal;

import crm.configuration.Configuration;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.ClusterState;
import crm.state.Incarnation;
import crm.state.PowerProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything the cluster has agreed on up to one journal index: the fold of the entries. A snapshot of the journal is
 * one such value.
 *
 * @param index of the last entry folded in; zero before the first
 * @param configurationVersion counts the changes of the configuration that somebody asked for
 * @param moves moves that still constrain a resource
 * @param incidents the last ones, oldest first
 * @param fencings the last ones, oldest first
 * @param untold what alerts are still to be told of
 * @param roster who is coming, and who is going for good
 */
public record AgreedState(
        long index,
        Configuration configuration,
        long configurationVersion,
        Optional<Change> lastChange,
        ClusterState cluster,
        List<Move> moves,
        List<Incident> incidents,
        List<Fencing> fencings,
        List<Drill> drills,
        List<NodeName> quarantined,
        ReceiptBook receipts,
        Optional<Plan> plan,
        Roster roster,
        Untold untold) {

    /** Before the first entry. */
    public static final AgreedState EMPTY = new AgreedState(
            0,
            Configuration.EMPTY,
            0,
            Optional.empty(),
            ClusterState.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            ReceiptBook.EMPTY,
            Optional.empty(),
            Roster.EMPTY,
            Untold.NOTHING);

    public AgreedState {
        moves = List.copyOf(moves);
        incidents = List.copyOf(incidents);
        fencings = List.copyOf(fencings);
        drills = List.copyOf(drills);
        quarantined = List.copyOf(quarantined);
    }

    /** The state after one more journal record; its entries were committed together at {@code newIndex}. */
    public AgreedState after(long newIndex, List<Entry> entries) {
        var folding = new Folding(this, newIndex);
        entries.forEach(folding::fold);
        return folding.result();
    }

    /**
     * Whether something that was to be migrated away from this node may be active where nobody has looked since: what ends this
     * life of it makes that known to be unknown.
     */
    public boolean mayHaveHandedOver(NodeName node) {
        return new Handovers(cluster, plan).mayHaveArrived(node);
    }

    public Optional<Fencing> openFencing(NodeName node) {
        return fencings.stream().filter(f -> f.node().equals(node) && f.open()).reduce((a, b) -> b);
    }

    public Optional<Incident> openIncident() {
        return incidents.stream().filter(i -> i.ended().isEmpty()).reduce((a, b) -> b);
    }

    /** The last change of the configuration. */
    public record Change(Instant at, String by, String summary) {}

    /** A move that still constrains. */
    public record Move(ResourceId resource, Optional<NodeName> target, List<NodeName> avoid, Instant since, String by) {
        public Move {
            avoid = List.copyOf(avoid);
        }
    }

    /**
     * A fencing: asked for, and how it went so far.
     *
     * @param incarnation the life of the node it ends
     * @param attempts how often a device was asked and gave no proof
     * @param proof why the node may be believed to be off
     * @param powered whether it was given power again: empty while that was not tried
     * @param detail what happened last, one sentence
     */
    public record Fencing(
            NodeName node,
            Incarnation incarnation,
            String by,
            String why,
            Instant askedAt,
            int attempts,
            Optional<PowerProof> proof,
            Optional<Boolean> powered,
            String detail) {

        /** Neither proven nor made pointless by the node's return. */
        public boolean open() {
            return proof.isEmpty();
        }
    }

    /** The last drill of a node's fence device. */
    public record Drill(NodeName node, String device, Instant at, Duration took, boolean succeeded, String detail) {}

    /** A receipt that is on paper, or in the spool of the node whose printer is to print it. */
    public record ReceiptNote(int number, int incident, String hash, Instant at, NodeName node) {}

    /** The plan that was begun last and has not ended. */
    public record Plan(NodeName leader, long term, int number, List<crm.transition.ActionId> orders, Instant since) {
        public Plan {
            orders = List.copyOf(orders);
        }
    }
}
