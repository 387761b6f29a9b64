package crm.coordination;

import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.journal.Entry;
import crm.journal.Entry.FencingDrilled;
import crm.model.NodeName;
import crm.state.FencingOutcome;
import crm.transition.Outcome;
import java.util.List;

/**
 * Drills of fence devices. Before anything is cut it is looked whether power flows at all: a node that answers while its
 * port gives nothing has a second supply, and cutting the first would prove nothing.
 */
final class Drills {

    private final Turn turn;
    private final Changes changes;

    Drills(Turn turn, Changes changes) {
        this.turn = turn;
        this.changes = changes;
    }

    /** What the device said when it was asked before the drill. */
    void looked(PowerChanged power) {
        if (power.task() != PowerTask.LOOK) {
            return;
        }
        for (PendingChange change : changes.begun()) {
            boolean mine = change.request() instanceof Request.DrillFencing(NodeName node)
                    && node.equals(power.node())
                    && change.ticket().isEmpty()
                    && !change.second();
            if (mine) {
                decide(change, power);
            }
        }
    }

    private void decide(PendingChange change, PowerChanged power) {
        NodeName node = power.node();
        boolean answers = turn.facts().presence().members().contains(node);
        if (power.outcome() instanceof FencingOutcome.Refused(String why) && answers) {
            Entry note = new FencingDrilled(turn.now(), node, "its port", new Outcome.Failed(why), power.took());
            changes.conclude(change, Failed.of(Kind.UNSAFE, why), List.of(note));
        } else {
            changes.goOn(change);
        }
    }

    /** A drill that came to no end is remembered as one that failed. */
    static List<Entry> failed(PendingChange change, Turn turn) {
        return change.request() instanceof Request.DrillFencing(NodeName node)
                ? List.of(new FencingDrilled(
                        turn.now(),
                        node,
                        "no device",
                        new Outcome.Failed(turn.facts()
                                .agreed()
                                .openFencing(node)
                                .map(f -> f.detail())
                                .orElse("no device said anything")),
                        java.time.Duration.between(change.asked(), turn.now())))
                : List.of();
    }
}
