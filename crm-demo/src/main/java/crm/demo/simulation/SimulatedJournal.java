package crm.demo.simulation;

import crm.alert.Alert;
import crm.alert.AlertRule;
import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.demo.simulation.CommittedLog.Committed;
import crm.demo.simulation.Replica.Proposal;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.port.Journal;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A log agreed on by a majority, with exactly the promises that {@code crm.membership.journal.RaftJournal} makes, and no
 * more: see docs/simulation.md. What is committed survives; who leads may not know yet that it does not any more; what
 * was proposed to a leader that fell may be committed all the same, or not.
 */
class SimulatedJournal {

    private static final Duration PROPOSAL_LIMIT = Duration.ofSeconds(5);
    private static final Duration RESEND = Duration.ofMillis(100);
    private static final int SNAPSHOT_LAG = 12;
    private static final int KEPT_BEHIND = 10;

    private final SimulatedCluster cluster;
    private final Chance chance;
    private final CommittedLog log = new CommittedLog();
    private final Map<NodeName, Replica> replicas = new LinkedHashMap<>();
    private final Elections elections;
    private List<NodeName> voters;

    SimulatedJournal(SimulatedCluster cluster, List<NodeName> voters, Chance chance) {
        this.cluster = cluster;
        this.voters = voters;
        this.chance = chance;
        this.elections = new Elections(cluster, this, chance);
    }

    // What an onlooker sees.

    List<NodeName> voters() {
        return voters;
    }

    Elections elections() {
        return elections;
    }

    CommittedLog log() {
        return log;
    }

    /** Nobody will ask any more for what everybody has. */
    void compact() {
        long known = replicas.values().stream()
                .mapToLong(replica -> Math.min(replica.durable, replica.applied))
                .min()
                .orElse(0);
        log.forgetBefore(known - KEPT_BEHIND);
    }

    /** What the world should have been told of all that, by the ids of the alerts. */
    List<String> alertsDue() {
        return log.stream()
                .flatMap(record ->
                        record.after().untold().happenings().stream().filter(h -> h.index() == record.index()))
                .map(h -> AlertRule.of(h, new NodeName("anybody")))
                .flatMap(Optional::stream)
                .map(Alert::id)
                .toList();
    }

    /** Everything that was ever agreed. */
    AgreedState agreed() {
        return log.agreed();
    }

    Replica replica(NodeName node) {
        return replicas.computeIfAbsent(node, _ -> new Replica(voters));
    }

    // A daemon's life.

    /** A daemon begins: it reads back what it knew to be committed. */
    void begins(NodeName node) {
        Replica replica = replica(node);
        replica.begin();
        AgreedState read = replica.applied == 0
                ? AgreedState.EMPTY
                : log.get(replica.applied).after();
        cluster.node(node).post(new Event.StateRestored(read));
    }

    /** A daemon ended, perhaps with its machine: what it learnt last may not be on the disk as known. */
    void ends(NodeName node) {
        Replica replica = replica(node);
        long forgotten = cluster.rough() ? chance.between(0, 2) : 0;
        replica.durable = Math.max(replica.durable, replica.applied - forgotten);
    }

    void viewChanged(NodeName node) {
        elections.viewChanged(node);
    }

    Journal journalOf(SimulatedNode node) {
        return new Journal() {
            @Override
            public void append(long ticket, List<Entry> entries) {
                SimulatedJournal.this.append(node, ticket, entries);
            }

            @Override
            public List<NodeName> voters() {
                return replica(node.name()).voters;
            }

            @Override
            public Outcome changeVoters(NodeName target, boolean add, Duration limit) {
                return SimulatedJournal.this.changeVoters(node.name(), target, add, limit);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    // Proposals.

    private void append(SimulatedNode node, long ticket, List<Entry> entries) {
        Replica replica = replica(node.name());
        if (replica.leader.isEmpty()) {
            node.post(new AppendEnded(ticket, new Outcome.Failed("no leader")));
            return;
        }
        NodeName to = replica.leader.get();
        var proposal = new Proposal(
                node.name(), node.life(), OptionalLong.of(ticket), replica.promisedTerm, 0, List.copyOf(entries));
        replica.waiting.put(ticket, replica.promisedTerm);
        node.inThisLife(PROPOSAL_LIMIT, () -> end(node, ticket, new Outcome.TimedOut(PROPOSAL_LIMIT)));
        if (to.equals(node.name())) {
            take(node, proposal);
        } else {
            cluster.time.afterMillis(1, () -> {
                if (cluster.network.speaks(node.name(), to)) {
                    take(cluster.node(to), proposal);
                }
            });
        }
    }

    /** A leader writes a proposal down; whoever leads no more lets it fall, and its author will not hear of it. */
    private void take(SimulatedNode leader, Proposal proposal) {
        Replica replica = replica(leader.name());
        if (replica.leads()) {
            replica.tail.add(proposal.in(replica.leadsIn));
            replicate(leader);
        }
    }

    void propose(SimulatedNode leader, Proposal proposal) {
        replica(leader.name()).tail.add(proposal);
        replicate(leader);
    }

    private void replicate(SimulatedNode leader) {
        Replica replica = replica(leader.name());
        if (!replica.replicating) {
            replica.replicating = true;
            leader.inThisLife(Duration.ofMillis(2), () -> tryToCommit(leader));
        }
    }

    private void tryToCommit(SimulatedNode leader) {
        Replica replica = replica(leader.name());
        replica.replicating = false;
        if (!replica.leads() || replica.tail.isEmpty()) {
            return;
        }
        if (elections.isCurrent(leader.name()) && elections.majorityHears(leader.name(), voters)) {
            List<Proposal> tail = List.copyOf(replica.tail);
            replica.tail.clear();
            tail.forEach(this::commit);
            for (NodeName node : cluster.names()) {
                catchUp(leader.name(), node);
            }
        } else {
            replica.replicating = true;
            leader.inThisLife(RESEND, () -> tryToCommit(leader));
        }
    }

    private void commit(Proposal proposal) {
        boolean counts = proposal.term() == proposal.writtenIn();
        List<Entry> entries = counts ? proposal.entries() : List.of();
        long index = log.size() + 1;
        AgreedState before = agreed();
        AgreedState after = before.after(index, entries);
        log.add(new Committed(index, proposal, entries, after));
        entries.forEach(e -> cluster.tell(() -> "commit " + Brief.of(e)));
        cluster.saw(new Happening.Committed(index, proposal.writtenIn(), entries, before, after));
    }

    /** Gives a node what it has missed of what the leader knows. */
    void catchUp(NodeName leader, NodeName node) {
        boolean connected = voters.contains(node)
                && cluster.node(node).awake()
                && (leader.equals(node) || cluster.network.speaks(leader, node));
        if (connected && replica(node).applied < log.size()) {
            if (leader.equals(node)) {
                apply(cluster.node(node));
            } else {
                cluster.node(node).inThisLife(Duration.ofMillis(1), () -> apply(cluster.node(node)));
            }
        }
    }

    private void apply(SimulatedNode node) {
        Replica replica = replica(node.name());
        boolean behind = !replica.leads() && log.size() - replica.applied > SNAPSHOT_LAG;
        if (behind && cluster.rough() && chance.happens(0.3)) {
            replica.applied = log.size();
            List.copyOf(replica.waiting.keySet())
                    .forEach(ticket -> end(node, ticket, new Outcome.TimedOut(PROPOSAL_LIMIT)));
            node.post(new Event.StateRestored(agreed()));
            elections.applied(node, log.get(log.size()).proposal().writtenIn());
        }
        while (replica.applied < log.size()) {
            apply(node, replica, log.get(replica.applied + 1));
        }
    }

    private void apply(SimulatedNode node, Replica replica, Committed record) {
        replica.applied = record.index();
        Proposal proposal = record.proposal();
        node.post(new EntriesCommitted(record.index(), proposal.writtenIn(), record.entries()));
        boolean mine = proposal.from().equals(node.name()) && proposal.life() == node.life();
        if (mine && proposal.ticket().isPresent()) {
            boolean counts = proposal.term() == proposal.writtenIn();
            end(
                    node,
                    proposal.ticket().getAsLong(),
                    counts ? new Outcome.Succeeded("index " + record.index()) : overtaken());
        }
        for (var waiting : List.copyOf(replica.waiting.entrySet())) {
            if (waiting.getValue() < proposal.writtenIn()) {
                end(node, waiting.getKey(), overtaken());
            }
        }
        elections.applied(node, proposal.writtenIn());
    }

    private static Outcome overtaken() {
        return new Outcome.Failed("the leader changed before it was agreed");
    }

    private void end(SimulatedNode node, long ticket, Outcome outcome) {
        if (Optional.ofNullable(replica(node.name()).waiting.remove(ticket)).isPresent()) {
            node.post(new AppendEnded(ticket, outcome));
        }
    }

    // Voters.

    private Outcome changeVoters(NodeName by, NodeName target, boolean add, Duration limit) {
        var changed = new ArrayList<>(voters);
        changed.remove(target);
        if (add) {
            changed.add(target);
        }
        boolean possible =
                elections.isCurrent(by) && elections.majorityHears(by, voters) && elections.majorityHears(by, changed);
        if (!possible) {
            return new Outcome.TimedOut(limit);
        }
        List<NodeName> before = voters;
        voters = List.copyOf(changed);
        cluster.tell(() -> "voters " + voters);
        before.forEach(this::tellVoters);
        tellVoters(target);
        cluster.names().forEach(node -> catchUp(by, node));
        elections.viewChanged(by);
        return new Outcome.Succeeded("");
    }

    /** A node learns who votes now, if it does not know. */
    void tellVoters(NodeName node) {
        Replica replica = replica(node);
        if (cluster.node(node).awake() && !replica.voters.equals(voters)) {
            replica.voters = voters;
            cluster.node(node).post(new Event.VotersChanged(voters));
        }
    }
}
