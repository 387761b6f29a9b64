package crm.coordination;

import crm.coordination.Leadership.VoterChange;
import crm.journal.Entry;
import crm.journal.Entry.NodeRemoved;
import crm.journal.Roster;
import crm.model.NodeName;
import crm.port.Message.Hello;
import crm.port.Message.MayLeave;
import crm.port.Message.NotAdmitted;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.transition.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that those vote who should: a node that was admitted is made a voter as soon as it is heard of, and not
 * before, so that a node that never comes costs no majority; a node that is to go loses its vote once nothing runs
 * there; and whoever has the key without being a node of the cluster is told to end.
 */
final class Electorate {

    private final Turn turn;
    private final Tuning tuning;
    private final List<Entry> entries = new ArrayList<>();
    private Leadership leadership;

    Electorate(Turn turn, Tuning tuning, Leadership leadership) {
        this.turn = turn;
        this.tuning = tuning;
        this.leadership = leadership;
    }

    Leadership leadership() {
        return leadership;
    }

    Optional<List<Entry>> entries() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(entries));
    }

    /** The journal is done with a change, or does not know how it went: then the voters tell, and it is tried again. */
    void ended(Command.ChangeVoters change, Outcome outcome) {
        boolean done = outcome instanceof Outcome.Succeeded;
        leadership = leadership.voterChange(new VoterChange(
                change.node(),
                change.add(),
                false,
                done ? turn.moment() : turn.moment().plus(tuning.voterPause())));
    }

    void advance() {
        Roster roster = turn.facts().agreed().roster();
        roster.leaving().forEach(this::seeOff);
        turn.facts().presence().hellos().forEach((node, hello) -> {
            boolean stranger = hello.ready()
                    && present(node)
                    && !votes(node)
                    && !roster.leaving().contains(node);
            if (stranger && roster.admitted().contains(node)) {
                change(node, true);
            } else if (stranger) {
                turn.send(node, new NotAdmitted(hello.incarnation(), notOfUs(node)));
            }
        });
    }

    private String notOfUs(NodeName node) {
        return node + " has the key of cluster " + turn.facts().self().cluster()
                + " and is no node of it: it was removed, or never admitted. A member admits it with: crm cluster add "
                + node;
    }

    /** First it moves everything away as any node that leaves; one that is lost must be proven off. */
    private void seeOff(NodeName node) {
        Optional<NodeState> known = turn.facts().agreed().cluster().node(node);
        boolean mayRunSomething = !turn.facts().isWitness(node)
                && known.filter(n -> n.membership() == Membership.MEMBER || n.expected() == Join.MEMBER)
                        .isPresent();
        if (mayRunSomething) {
            return;
        }
        if (votes(node)) {
            change(node, false); // Before its daemon ends: of two voters one alone could not decide it any more.
            return;
        }
        Optional<Hello> alive = turn.facts().presence().hello(node).filter(_ -> present(node));
        alive.ifPresent(hello -> turn.send(node, new MayLeave(hello.incarnation())));
        entries.add(new NodeRemoved(turn.now(), node));
    }

    private void change(NodeName node, boolean add) {
        Optional<VoterChange> last = leadership.voterChange();
        boolean busy = last.filter(VoterChange::running).isPresent();
        boolean soon = last.filter(l -> turn.moment().isBefore(l.notBefore())).isPresent();
        if (!busy && !soon) {
            leadership = leadership.voterChange(new VoterChange(node, add, true, turn.moment()));
            turn.command(new Command.ChangeVoters(node, add, tuning.voterLimit()));
        }
    }

    private boolean present(NodeName node) {
        return turn.facts().presence().members().contains(node);
    }

    private boolean votes(NodeName node) {
        return turn.facts().presence().voters().contains(node);
    }
}
