package crm.journal;

import crm.configuration.Configuration;
import crm.journal.AgreedState.Change;
import crm.journal.AgreedState.Move;
import crm.journal.AgreedState.Plan;
import crm.journal.Entry.AlertsTold;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.FencingWithdrawn;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.MoveRequested;
import crm.journal.Entry.NodeAdmitted;
import crm.journal.Entry.NodeEnrolled;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.journal.Entry.NodeRemoved;
import crm.journal.Entry.OperationEnded;
import crm.journal.Entry.QuarantineEnded;
import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.Entry.RemovalRequested;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Entry.TransitionEnded;
import crm.model.Node;
import crm.model.NodeName;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.PowerProof;
import crm.state.ResourceHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Folds the entries of one journal record into an {@link AgreedState}. Lives for one record. An entry that speaks of
 * an earlier life of a node than the known one changes nothing: it was overtaken.
 */
final class Folding {

    private final long index;
    private Configuration configuration;
    private long configurationVersion;
    private Optional<Change> lastChange;
    private ClusterState cluster;
    private final List<Move> moves;
    private final FencingLog fencings;
    private ReceiptBook receipts;
    private Optional<Plan> plan;
    private Roster roster;
    private Untold untold;
    private final List<Untold.Happening> happened = new ArrayList<>();
    private int place;
    private final IncidentLog incidents;

    Folding(AgreedState before, long index) {
        this.index = index;
        configuration = before.configuration();
        configurationVersion = before.configurationVersion();
        lastChange = before.lastChange();
        cluster = before.cluster();
        moves = new ArrayList<>(before.moves());
        fencings = new FencingLog(before);
        receipts = before.receipts();
        plan = before.plan();
        roster = before.roster();
        untold = before.untold();
        incidents = new IncidentLog(before.incidents());
    }

    AgreedState result() {
        return new AgreedState(
                index,
                configuration,
                configurationVersion,
                lastChange,
                cluster,
                moves,
                incidents.result(),
                fencings.fencings(),
                fencings.drills(),
                fencings.quarantined(),
                receipts,
                plan,
                roster,
                untold.with(happened.stream()
                        .map(h -> new Untold.Happening(index, h.place(), h.entry()))
                        .toList()));
    }

    void fold(Entry entry) {
        if (Untold.isToBeTold(entry, cluster)) {
            happened.add(new Untold.Happening(0, place, entry));
        }
        place++;
        cluster = new Handovers(cluster, plan).before(entry);
        switch (entry) {
            case ConfigurationChanged changed -> replaceConfiguration(changed);
            case LeadershipTaken _ -> {}
            case NodeJoined joined -> join(joined);
            case NodeLeft left -> ifCurrent(left.node(), left.incarnation(), this::down);
            case NodeLost lost -> lose(lost);
            case NodeEnrolled enrolled -> enroll(enrolled.node());
            case NodeAdmitted admitted -> roster = roster.admit(admitted.node());
            case RemovalRequested removal -> roster = roster.leave(removal.node());
            case NodeRemoved removed -> remove(removed.node());
            case FencingRequested requested -> fencings.request(requested);
            case NodeFenced fenced -> fence(fenced);
            case FencingFailed failed -> fencings.failed(failed);
            case FencingWithdrawn withdrawn -> withdrawFencing(withdrawn);
            case NodePowered powered -> fencings.powered(powered);
            case NodeQuarantined quarantine -> fencings.quarantine(quarantine);
            case QuarantineEnded ended -> fencings.endQuarantine(ended);
            case FencingDrilled drill -> fencings.drilled(drill);
            case TransitionBegun begun ->
                plan = Optional.of(new Plan(begun.leader(), begun.term(), begun.number(), begun.orders(), begun.at()));
            case TransitionEnded _ -> plan = Optional.empty();
            case OperationEnded ended -> endOperation(ended);
            case HistoryCleared cleared -> clearHistory(cleared);
            case AttributeChanged changed -> changeAttribute(changed);
            case MoveRequested move -> requestMove(move);
            case MoveEnded move -> moves.removeIf(m -> m.resource().equals(move.resource()));
            case AlertsTold told -> untold = untold.told(told.upTo());
            case ReceiptOrdered ordered -> receipts = receipts.after(ordered);
            case ReceiptPrinted printed -> receipts = receipts.after(printed);
        }
        incidents.tell(entry, fencings.anyOpen());
    }

    private void replaceConfiguration(ConfigurationChanged changed) {
        configuration = changed.configuration();
        configurationVersion++;
        lastChange = Optional.of(new Change(changed.at(), changed.by(), changed.summary()));
    }

    private void enroll(Node node) {
        if (configuration.node(node.name()).isEmpty()) {
            var nodes = new ArrayList<>(configuration.nodes());
            nodes.add(node);
            configuration = configuration.withNodes(nodes);
        }
    }

    /** A node that is back before it was proven off need not be fenced any more: it is probed. */
    private void join(NodeJoined joined) {
        cluster = cluster.change(joined.node(), old -> joined(old, joined));
        roster = roster.arrived(joined.node());
        fencings.closeUnproven(joined.node());
        receipts = receipts.after(joined);
    }

    private NodeState joined(NodeState old, NodeJoined joined) {
        return new NodeState(
                old.name(),
                joined.incarnation(),
                Membership.MEMBER,
                true,
                Join.MEMBER,
                Join.MEMBER,
                Optional.of(joined.at()),
                Optional.of(joined.at()),
                Attributes.NONE,
                new LeaversLocks(configuration).outlasting(old),
                Optional.empty(),
                old.unfenced(),
                Optional.empty());
    }

    private void remove(NodeName node) {
        configuration = configuration.withNodes(configuration.nodes().stream()
                .filter(n -> !n.name().equals(node))
                .toList());
        configurationVersion++;
        cluster = cluster.without(node);
        roster = roster.gone(node);
        fencings.forget(node);
        receipts = receipts.without(node);
    }

    private NodeState down(NodeState old) {
        return absent(old, old.fenced(), new LeaversLocks(configuration).outlasting(old));
    }

    /** That the power of a node that had left went off too changes nothing of what is kept for it. */
    private NodeState off(NodeState old, PowerProof proof) {
        boolean hadLeft = old.membership() == Membership.LOST && old.expected() == Join.DOWN;
        return absent(old, Optional.of(proof), hadLeft ? new LeaversLocks(configuration).outlasting(old) : List.of());
    }

    /** A node that is certainly not active: nothing it ran is remembered, but for what is kept for it. */
    private static NodeState absent(NodeState old, Optional<PowerProof> fenced, List<ResourceHistory> kept) {
        return new NodeState(
                old.name(),
                old.incarnation(),
                Membership.LOST,
                false,
                Join.DOWN,
                Join.DOWN,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                kept,
                fenced,
                false,
                Optional.empty());
    }

    /**
     * What it ran may still be active, so its history stays. It is not down either: to the policy engine a node that was to
     * be fenced and is down has been fenced. And it did not leave in good order, whether it was asked to or not: what it was
     * doing when it was lost may go on.
     */
    private static NodeState lost(NodeState old) {
        return new NodeState(
                old.name(),
                old.incarnation(),
                Membership.LOST,
                false,
                Join.UNKNOWN,
                Join.MEMBER,
                Optional.empty(),
                Optional.empty(),
                old.attributes().without(Attributes.SHUTDOWN),
                old.history(),
                Optional.empty(),
                old.unfenced(),
                old.inMaintenance());
    }

    private void lose(NodeLost lost) {
        ifCurrent(lost.node(), lost.incarnation(), Folding::lost);
    }

    private void fence(NodeFenced fenced) {
        ifCurrent(fenced.node(), fenced.incarnation(), old -> off(old, fenced.proof()));
        fencings.proven(fenced);
    }

    /** Not if it was lost meanwhile: then it must be proven off whatever was asked for before. */
    private void withdrawFencing(FencingWithdrawn withdrawn) {
        if (cluster.isMember(withdrawn.node(), withdrawn.incarnation())) {
            fencings.closeUnproven(withdrawn.node());
        }
    }

    private void endOperation(OperationEnded ended) {
        var operation = ended.operation();
        ifCurrent(
                operation.node(),
                ended.incarnation(),
                old -> new OperationFold(configuration, old, ended.at()).after(operation.agreedAt(index)));
    }

    private void clearHistory(HistoryCleared cleared) {
        List<NodeName> names = cluster.nodes().stream().map(NodeState::name).toList();
        for (NodeName name : names) {
            if (cleared.node().isEmpty() || cleared.node().get().equals(name)) {
                cluster = cluster.change(name, old -> OperationFold.cleared(configuration, old, cleared.resource()));
            }
        }
    }

    private void changeAttribute(AttributeChanged changed) {
        if (changed.name().equals(Attributes.SHUTDOWN) && !cluster.isMember(changed.node())) {
            return; // It was lost meanwhile: that it was to leave does not make it one that has left.
        }
        cluster = cluster.change(
                changed.node(),
                old -> old.with(changed.value()
                        .map(value -> old.attributes().with(changed.name(), value))
                        .orElseGet(() -> old.attributes().without(changed.name()))));
    }

    private void requestMove(MoveRequested move) {
        moves.removeIf(m -> m.resource().equals(move.resource()));
        moves.add(new Move(move.resource(), move.target(), move.avoid(), move.at(), move.by()));
    }

    /** A node of which nothing was ever heard is in its unknown life: it too may be found to be off. */
    private void ifCurrent(NodeName node, Incarnation incarnation, UnaryOperator<NodeState> how) {
        Incarnation known = cluster.node(node).map(NodeState::incarnation).orElse(Incarnation.UNKNOWN);
        if (known.equals(incarnation)) {
            cluster = cluster.change(node, how);
        }
    }
}
