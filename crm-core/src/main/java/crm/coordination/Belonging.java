package crm.coordination;

import crm.control.Reply;
import crm.control.Reply.Done;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.ChangeEntries.Proposed;
import crm.coordination.ChangeEntries.Verdict;
import crm.journal.Entry;
import crm.journal.Entry.NodeAdmitted;
import crm.journal.Entry.RemovalRequested;
import crm.journal.Roster;
import crm.model.NodeName;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.Quorum;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a node may come into the cluster, or be taken out of it for good. */
final class Belonging {

    private final Facts facts;
    private final Instant now;
    private final String by;

    Belonging(Facts facts, Instant now, String by) {
        this.facts = facts;
        this.now = now;
        this.by = by;
    }

    Verdict of(Request.ChangeVoters change) {
        return change.add() ? admit(change.node()) : remove(change.node());
    }

    /**
     * A node that has lost its disk and comes back under its old name would vote a second time in a term in which it
     * has voted: so a name is free only when it votes no more.
     */
    private Verdict admit(NodeName node) {
        Roster roster = facts.agreed().roster();
        if (votes(node)) {
            return ChangeEntries.refuse(
                    Kind.UNSAFE,
                    "there is a node " + node + " already: choose another name, or take that one out first with "
                            + "crm cluster remove " + node);
        }
        if (roster.leaving().contains(node)) {
            return ChangeEntries.refuse(Kind.UNSAFE, node + " is being removed: wait until that is done");
        }
        return ChangeEntries.one(new NodeAdmitted(now, node, by), "letting " + node + " in");
    }

    private Verdict remove(NodeName node) {
        Optional<NodeState> known = facts.agreed().cluster().node(node);
        boolean configured = facts.agreed().configuration().node(node).isPresent();
        if (known.isEmpty()
                && !configured
                && !votes(node)
                && !facts.agreed().roster().admitted().contains(node)) {
            return ChangeEntries.refuse(Kind.NO_SUCH_THING, "there is no node " + node);
        }
        if (votes(node) && stayingWithout(node).isEmpty()) {
            return ChangeEntries.refuse(
                    Kind.UNSAFE,
                    node + " is the last node: without it there is no cluster. End it with: crm cluster stop");
        }
        boolean lost = !facts.isWitness(node)
                && known.filter(n -> n.membership() != Membership.MEMBER && n.expected() == Join.MEMBER)
                        .isPresent();
        if (lost) {
            return ChangeEntries.refuse(
                    Kind.UNSAFE,
                    node + " is lost and not known to be off, so what it ran may still run there: see that it has no "
                            + "power and say so with crm fence confirm " + node);
        }
        Quorum left = quorumWithout(node);
        if (votes(node) && !left.held()) {
            return ChangeEntries.refuse(
                    Kind.UNSAFE,
                    "without " + node + " only " + left.present() + " of " + left.configured()
                            + " voters would be there, " + left.needed() + " are needed: bring another back first");
        }
        return new Proposed(removal(node, known), "moving everything away from " + node);
    }

    private List<Entry> removal(NodeName node, Optional<NodeState> known) {
        var entries = new ArrayList<Entry>();
        entries.add(new RemovalRequested(now, node, by));
        if (known.filter(n -> n.membership() == Membership.MEMBER).isPresent()) {
            entries.add(ChangeEntries.wishToLeave(node, now));
        }
        return entries;
    }

    private Quorum quorumWithout(NodeName node) {
        List<NodeName> others = stayingWithout(node);
        int present = (int)
                others.stream().filter(facts.presence().members()::contains).count();
        return Quorum.of(present, others.size());
    }

    /** Who is on its way out counts no more: two that are removed at once must not leave nobody. */
    private List<NodeName> stayingWithout(NodeName node) {
        return facts.presence().voters().stream()
                .filter(voter -> !voter.equals(node))
                .filter(voter -> !facts.agreed().roster().leaving().contains(voter))
                .toList();
    }

    private boolean votes(NodeName node) {
        return facts.presence().voters().contains(node);
    }

    /** What whoever asked is told; empty while it goes on. */
    static Optional<Reply> outcome(Request.ChangeVoters change, Facts facts) {
        NodeName node = change.node();
        if (change.add()) {
            return Optional.of(Done.of(node + " may join: it becomes a member as soon as its daemon is heard of"));
        }
        boolean gone = facts.agreed().configuration().node(node).isEmpty()
                && !facts.agreed().roster().leaving().contains(node);
        return gone
                ? Optional.of(Done.of(
                        node + " is no node of this cluster any more. It still has the key: delete /etc/crm there"))
                : Optional.empty();
    }
}
