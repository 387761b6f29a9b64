package crm.journal;

import crm.journal.AgreedState.Drill;
import crm.journal.AgreedState.Fencing;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.journal.Entry.QuarantineEnded;
import crm.model.NodeName;
import crm.state.PowerProof;
import crm.transition.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of fencings, drills and quarantine, written on as entries come. Of a node at most one fencing is open. Whether
 * an entry still concerns the node's life of today is for {@link Folding} to say.
 */
final class FencingLog {

    private static final int KEPT = 30;

    private final List<Fencing> fencings;
    private final List<Drill> drills;
    private final List<NodeName> quarantined;

    FencingLog(AgreedState before) {
        fencings = new ArrayList<>(before.fencings());
        drills = new ArrayList<>(before.drills());
        quarantined = new ArrayList<>(before.quarantined());
    }

    List<Fencing> fencings() {
        return fencings;
    }

    List<Drill> drills() {
        return drills;
    }

    List<NodeName> quarantined() {
        return quarantined;
    }

    boolean anyOpen() {
        return fencings.stream().anyMatch(Fencing::open);
    }

    /** The node is back, or somebody found that it need not be off. */
    void closeUnproven(NodeName node) {
        fencings.removeIf(f -> f.node().equals(node) && f.open());
    }

    void forget(NodeName node) {
        quarantined.remove(node);
        drills.removeIf(d -> d.node().equals(node));
        closeUnproven(node);
    }

    void request(FencingRequested requested) {
        if (isOpen(requested.node())) {
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
        if (fencings.size() > KEPT) {
            fencings.removeFirst();
        }
    }

    /** A node may be found to be off before anybody asked for it. */
    void proven(NodeFenced fenced) {
        if (!isOpen(fenced.node())) {
            request(new FencingRequested(
                    fenced.at(),
                    fenced.node(),
                    fenced.incarnation(),
                    fenced.proof().device(),
                    "its port gave no power"));
        }
        changeOpen(fenced.node(), f -> proven(f, fenced.proof()));
    }

    void failed(FencingFailed failed) {
        changeOpen(failed.node(), f -> failedOnce(f, failed.why()));
    }

    void powered(NodePowered powered) {
        for (int i = fencings.size() - 1; i >= 0; i--) {
            if (fencings.get(i).node().equals(powered.node())) {
                fencings.set(i, powered(fencings.get(i), powered.outcome()));
                return;
            }
        }
    }

    void quarantine(NodeQuarantined quarantine) {
        if (!quarantined.contains(quarantine.node())) {
            quarantined.add(quarantine.node());
        }
    }

    /** A person trusts the node again: its earlier fencings do not count towards the next quarantine. */
    void endQuarantine(QuarantineEnded ended) {
        quarantined.remove(ended.node());
        List<Fencing> ofNode =
                fencings.stream().filter(f -> f.node().equals(ended.node())).toList();
        ofNode.stream().limit(Math.max(0, ofNode.size() - 1)).forEach(fencings::remove);
    }

    void drilled(FencingDrilled drill) {
        drills.removeIf(d -> d.node().equals(drill.node()));
        drills.add(new Drill(
                drill.node(),
                drill.device(),
                drill.at(),
                drill.took(),
                drill.outcome() instanceof Outcome.Succeeded,
                drill.outcome().toString()));
    }

    private boolean isOpen(NodeName node) {
        return fencings.stream().anyMatch(f -> f.node().equals(node) && f.open());
    }

    private void changeOpen(NodeName node, UnaryOperator<Fencing> how) {
        fencings.replaceAll(f -> f.node().equals(node) && f.open() ? how.apply(f) : f);
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
}
