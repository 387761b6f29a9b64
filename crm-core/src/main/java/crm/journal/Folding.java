package crm.journal;

import crm.configuration.Configuration;
import crm.journal.AgreedState.Change;
import crm.journal.AgreedState.Drill;
import crm.journal.AgreedState.Fencing;
import crm.journal.AgreedState.Move;
import crm.journal.AgreedState.Plan;
import crm.journal.AgreedState.ReceiptNote;
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
import crm.transition.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Folds the entries of one journal record into an {@link AgreedState}. Lives for one record. An entry that speaks of
 * an earlier life of a node than the known one changes nothing: it was overtaken.
 */
final class Folding {

    private static final int FENCINGS_KEPT = 30;
    private static final int RECEIPTS_KEPT = 1000;

    private Configuration configuration;
    private long configurationVersion;
    private Optional<Change> lastChange;
    private ClusterState cluster;
    private final List<Move> moves;
    private final List<Fencing> fencings;
    private final List<Drill> drills;
    private final List<NodeName> quarantined;
    private final List<ReceiptNote> receipts;
    private Optional<Plan> plan;
    private Roster roster;
    private Untold untold;
    private final List<Untold.Happening> happened = new ArrayList<>();
    private int place;
    private final IncidentLog incidents;

    Folding(AgreedState before) {
        configuration = before.configuration();
        configurationVersion = before.configurationVersion();
        lastChange = before.lastChange();
        cluster = before.cluster();
        moves = new ArrayList<>(before.moves());
        fencings = new ArrayList<>(before.fencings());
        drills = new ArrayList<>(before.drills());
        quarantined = new ArrayList<>(before.quarantined());
        receipts = new ArrayList<>(before.receipts());
        plan = before.plan();
        roster = before.roster();
        untold = before.untold();
        incidents = new IncidentLog(before.incidents());
    }

    AgreedState result(long index) {
        return new AgreedState(
                index,
                configuration,
                configurationVersion,
                lastChange,
                cluster,
                moves,
                incidents.result(),
                fencings,
                drills,
                quarantined,
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
        switch (entry) {
            case ConfigurationChanged changed -> replaceConfiguration(changed);
            case LeadershipTaken _ -> {}
            case NodeJoined joined -> join(joined);
            case NodeLeft left -> ifCurrent(left.node(), left.incarnation(), Folding::down);
            case NodeLost lost -> lose(lost);
            case NodeEnrolled enrolled -> enroll(enrolled.node());
            case NodeAdmitted admitted -> roster = roster.admit(admitted.node());
            case RemovalRequested removal -> roster = roster.leave(removal.node());
            case NodeRemoved removed -> remove(removed.node());
            case FencingRequested requested -> requestFencing(requested);
            case NodeFenced fenced -> fence(fenced);
            case FencingFailed failed -> changeOpenFencing(failed.node(), f -> failedOnce(f, failed.why()));
            case FencingWithdrawn withdrawn -> withdrawFencing(withdrawn);
            case NodePowered powered -> changeLastFencing(powered.node(), f -> powered(f, powered.outcome()));
            case NodeQuarantined quarantine -> quarantine(quarantine);
            case QuarantineEnded ended -> endQuarantine(ended);
            case FencingDrilled drill -> rememberDrill(drill);
            case TransitionBegun begun ->
                plan = Optional.of(new Plan(begun.leader(), begun.term(), begun.number(), begun.orders(), begun.at()));
            case TransitionEnded _ -> plan = Optional.empty();
            case OperationEnded ended -> endOperation(ended);
            case HistoryCleared cleared -> clearHistory(cleared);
            case AttributeChanged changed -> changeAttribute(changed);
            case MoveRequested move -> requestMove(move);
            case MoveEnded move -> moves.removeIf(m -> m.resource().equals(move.resource()));
            case AlertsTold told -> untold = untold.told(told.upTo());
            case ReceiptPrinted printed -> rememberReceipt(printed);
        }
        incidents.tell(entry, fencings.stream().anyMatch(Fencing::open));
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
        fencings.removeIf(f -> f.node().equals(joined.node()) && f.open());
    }

    private static NodeState joined(NodeState old, NodeJoined joined) {
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
                List.of(),
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
        quarantined.remove(node);
        drills.removeIf(d -> d.node().equals(node));
        fencings.removeIf(f -> f.node().equals(node) && f.open());
    }

    private static NodeState down(NodeState old) {
        return absent(old, Join.DOWN, old.fenced());
    }

    /** A node that is certainly not active: nothing it ran is remembered. */
    private static NodeState absent(NodeState old, Join expected, Optional<PowerProof> fenced) {
        return new NodeState(
                old.name(),
                old.incarnation(),
                Membership.LOST,
                false,
                Join.DOWN,
                expected,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                List.of(),
                fenced,
                false,
                Optional.empty());
    }

    /**
     * What it ran may still be active, so its history stays. It is not down either: to the policy engine a node that was to
     * be fenced and is down has been fenced.
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
                old.attributes(),
                old.history(),
                Optional.empty(),
                old.unfenced(),
                old.inMaintenance());
    }

    private void lose(NodeLost lost) {
        ifCurrent(lost.node(), lost.incarnation(), Folding::lost);
    }

    private void requestFencing(FencingRequested requested) {
        if (fencings.stream().anyMatch(f -> f.node().equals(requested.node()) && f.open())) {
            return;
        }
        fencings.add(new Fencing(
                requested.node(),
                requested.incarnation(),
                requested.by(),
                requested.why(),
                requested.at(),
                0,
                Optional.empty(),
                Optional.empty(),
                "asked for"));
        trim(fencings, FENCINGS_KEPT);
    }

    private void fence(NodeFenced fenced) {
        ifCurrent(fenced.node(), fenced.incarnation(), old -> absent(old, Join.DOWN, Optional.of(fenced.proof())));
        boolean asked = fencings.stream().anyMatch(f -> f.node().equals(fenced.node()) && f.open());
        if (!asked) {
            requestFencing(new FencingRequested(
                    fenced.at(),
                    fenced.node(),
                    fenced.incarnation(),
                    fenced.proof().device(),
                    "its port gave no power"));
        }
        changeOpenFencing(fenced.node(), f -> proven(f, fenced.proof()));
    }

    /** Not if it was lost meanwhile: then it must be proven off whatever was asked for before. */
    private void withdrawFencing(FencingWithdrawn withdrawn) {
        boolean member = cluster.node(withdrawn.node())
                .filter(node -> node.membership() == Membership.MEMBER)
                .filter(node -> node.incarnation().equals(withdrawn.incarnation()))
                .isPresent();
        if (member) {
            fencings.removeIf(f -> f.node().equals(withdrawn.node()) && f.open());
        }
    }

    private static Fencing proven(Fencing f, PowerProof proof) {
        return new Fencing(
                f.node(),
                f.incarnation(),
                f.by(),
                f.why(),
                f.askedAt(),
                f.attempts() + 1,
                Optional.of(proof),
                f.powered(),
                Evidences.sentence(proof));
    }

    private static Fencing failedOnce(Fencing f, String why) {
        return new Fencing(
                f.node(), f.incarnation(), f.by(), f.why(), f.askedAt(), f.attempts() + 1, f.proof(), f.powered(), why);
    }

    private static Fencing powered(Fencing f, Outcome outcome) {
        boolean on = outcome instanceof Outcome.Succeeded;
        String detail = on ? f.detail() : "it could not be given power again: " + outcome;
        return new Fencing(
                f.node(),
                f.incarnation(),
                f.by(),
                f.why(),
                f.askedAt(),
                f.attempts(),
                f.proof(),
                Optional.of(on),
                detail);
    }

    private void changeOpenFencing(NodeName node, UnaryOperator<Fencing> how) {
        fencings.replaceAll(f -> f.node().equals(node) && f.open() ? how.apply(f) : f);
    }

    private void changeLastFencing(NodeName node, UnaryOperator<Fencing> how) {
        for (int i = fencings.size() - 1; i >= 0; i--) {
            if (fencings.get(i).node().equals(node)) {
                fencings.set(i, how.apply(fencings.get(i)));
                return;
            }
        }
    }

    private void quarantine(NodeQuarantined quarantine) {
        if (!quarantined.contains(quarantine.node())) {
            quarantined.add(quarantine.node());
        }
    }

    /** A person trusts the node again: its earlier fencings do not count towards the next quarantine. */
    private void endQuarantine(QuarantineEnded ended) {
        quarantined.remove(ended.node());
        List<Fencing> ofNode =
                fencings.stream().filter(f -> f.node().equals(ended.node())).toList();
        ofNode.stream().limit(Math.max(0, ofNode.size() - 1)).forEach(fencings::remove);
    }

    private void rememberDrill(FencingDrilled drill) {
        boolean succeeded = drill.outcome() instanceof Outcome.Succeeded;
        drills.removeIf(d -> d.node().equals(drill.node()));
        drills.add(new Drill(
                drill.node(),
                drill.device(),
                drill.at(),
                drill.took(),
                succeeded,
                drill.outcome().toString()));
    }

    private void endOperation(OperationEnded ended) {
        var operation = ended.operation();
        ifCurrent(
                operation.node(),
                ended.incarnation(),
                old -> new OperationFold(configuration, old, ended.at()).after(operation));
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

    private void rememberReceipt(ReceiptPrinted printed) {
        if (receipts.stream().noneMatch(r -> r.number() == printed.number())) {
            receipts.add(new ReceiptNote(printed.number(), printed.incident(), printed.hash(), printed.at()));
            trim(receipts, RECEIPTS_KEPT);
        }
    }

    /** A node of which nothing was ever heard is in its unknown life: it too may be found to be off. */
    private void ifCurrent(NodeName node, Incarnation incarnation, UnaryOperator<NodeState> how) {
        Incarnation known = cluster.node(node).map(NodeState::incarnation).orElse(Incarnation.UNKNOWN);
        if (known.equals(incarnation)) {
            cluster = cluster.change(node, how);
        }
    }

    private static void trim(List<?> list, int kept) {
        while (list.size() > kept) {
            list.removeFirst();
        }
    }
}
