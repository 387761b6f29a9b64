package crm.coordination;

import crm.configuration.Configuration;
import crm.coordination.Suspicions.Sign;
import crm.journal.Entry;
import crm.journal.Entry.NodeEnrolled;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLost;
import crm.journal.FirstSign;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Settings;
import crm.port.Message.Hello;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.PowerProof;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a leader sees and the journal does not say yet: who is lost, who is proven off, who has come. */
final class Reconciliation {

    private final Facts facts;
    private final Leadership leadership;
    private final Tuning tuning;
    private final Now now;
    private final List<Node> nodes;

    Reconciliation(Facts facts, Leadership leadership, Tuning tuning, Now now) {
        this.facts = facts;
        this.leadership = leadership;
        this.tuning = tuning;
        this.now = now;
        this.nodes = new ArrayList<>(facts.agreed().configuration().nodes());
    }

    /** The entries that close the gap; empty if there is none. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        for (NodeState node : facts.agreed().cluster().nodes()) {
            losses(node, entries);
        }
        facts.presence().hellos().forEach((node, hello) -> arrivals(node, hello, entries));
        return entries;
    }

    private void losses(NodeState node, List<Entry> entries) {
        NodeName name = node.name();
        Optional<PowerProof> proof = facts.suspicions().proof(name, node.incarnation());
        boolean member = node.membership() == Membership.MEMBER;
        boolean present = facts.presence().members().contains(name);
        if (member && (proof.isPresent() || (!present && !awaited(name)))) {
            entries.add(lost(name, node.incarnation()));
        }
        boolean notYetProven = member || node.expected() == Join.MEMBER;
        if (proof.isPresent() && notYetProven) {
            entries.add(new NodeFenced(now.date(), name, node.incarnation(), proof.get()));
        }
    }

    /** Shortly after our own start, a member we have never heard of may just be slower than we were. */
    boolean awaited(NodeName name) {
        boolean seen = facts.suspicions().sign(name).isPresent();
        return !seen && now.moment().isBefore(facts.self().startedAt().plus(tuning.startGrace()));
    }

    private NodeLost lost(NodeName name, Incarnation life) {
        Optional<Sign> sign = facts.suspicions().sign(name);
        Instant first = sign.map(Sign::at).orElse(now.date());
        String what = sign.map(Sign::what).orElse(name + " is not heard of");
        FirstSign kind = sign.map(Sign::kind).orElse(FirstSign.SILENCE);
        return new NodeLost(now.date(), name, life, first, kind, what);
    }

    private void arrivals(NodeName name, Hello hello, List<Entry> entries) {
        boolean present = facts.presence().members().contains(name);
        boolean known = facts.agreedLife(name).equals(hello.incarnation());
        boolean beingFenced = Optional.ofNullable(leadership.attempts().get(name))
                .map(Leadership.Attempt::running)
                .orElse(false);
        // A node that does not vote yet is not sent the journal either: it would know nothing of its own joining.
        boolean barred = facts.agreed().quarantined().contains(name)
                || !facts.presence().voters().contains(name);
        if (present && hello.ready() && !known && !beingFenced && !barred) {
            admit(name, hello, entries);
        }
    }

    private void admit(NodeName name, Hello hello, List<Entry> entries) {
        if (nodes.stream().noneMatch(node -> node.name().equals(name))) {
            Node.Kind kind = hello.witness() ? Node.Kind.WITNESS : Node.Kind.MEMBER;
            var node = new Node(name, Configuration.nextNodeId(nodes), kind, Settings.NONE, Settings.NONE);
            nodes.add(node);
            entries.add(new NodeEnrolled(now.date(), node));
        }
        entries.add(new NodeJoined(now.date(), name, hello.incarnation(), hello.printer()));
        if (facts.agreed().roster().leaving().contains(name)) {
            // It began anew on its way out: what its earlier life left behind is found and stopped before it goes.
            entries.add(ChangeEntries.leave(facts, name, hello.incarnation(), now.date()));
        }
    }
}
