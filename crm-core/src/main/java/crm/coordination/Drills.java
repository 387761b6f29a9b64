package crm.coordination;

import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.journal.AgreedState;
import crm.journal.AgreedState.Fencing;
import crm.journal.Entry;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingWithdrawn;
import crm.model.NodeName;
import crm.state.Attributes;
import crm.state.FencingOutcome;
import crm.state.NodeState.Membership;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        if (power.task() != PowerTask.LOOK || !power.life().equals(turn.facts().agreedLife(power.node()))) {
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

    /** A drill that came to no end is remembered as one that failed, and nobody goes on trying. */
    static List<Entry> failed(PendingChange change, Turn turn) {
        if (!(change.request() instanceof Request.DrillFencing(NodeName node))) {
            return List.of();
        }
        AgreedState agreed = turn.facts().agreed();
        String why = agreed.openFencing(node).map(Fencing::detail).orElse("no device said anything");
        Duration took = change.asked().moment().until(turn.moment());
        var entries = new ArrayList<Entry>();
        entries.add(new FencingDrilled(turn.now(), node, "no device", new Outcome.Failed(why), took));
        agreed.cluster()
                .node(node)
                .filter(n -> n.membership() == Membership.MEMBER)
                .ifPresent(member -> {
                    entries.add(new AttributeChanged(turn.now(), node, Attributes.TERMINATE, Optional.empty()));
                    entries.add(new FencingWithdrawn(
                            turn.now(), node, member.incarnation(), "the drill came to no end, and it is well"));
                });
        return entries;
    }
}
