package crm.coordination.simulation;

import crm.coordination.Event;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.journal.Untold;
import crm.model.NodeName;
import crm.transition.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A log agreed on by a majority, with exactly that promise: one leader a term, entries committed only while a majority
 * of the voters can be reached, and never lost.
 */
final class SimulatedJournal {

    private record Committed(long index, long term, List<Entry> entries) {}

    private final SimulatedCluster cluster;
    private List<NodeName> voters;
    private final List<Committed> log = new ArrayList<>();
    private Optional<NodeName> leader = Optional.empty();
    private long term;

    SimulatedJournal(SimulatedCluster cluster, List<NodeName> voters) {
        this.cluster = cluster;
        this.voters = voters;
    }

    Optional<NodeName> leader() {
        return leader;
    }

    List<Entry> entries() {
        return log.stream().flatMap(c -> c.entries().stream()).toList();
    }

    /** Keeps a leader that still reaches a majority, else finds one that does. */
    void elect() {
        if (leader.isEmpty() || !majority(leader.get()) || !voters.contains(leader.get())) {
            Optional<NodeName> elected = voters.stream().filter(this::majority).findFirst();
            if (elected.isPresent()) {
                term++;
                cluster.tell("term " + term + " leader " + elected.get());
            }
            leader = elected;
        }
        for (SimulatedNode node : cluster.nodes()) {
            Optional<NodeName> known =
                    leader.filter(l -> cluster.reachable(node.name(), l)).filter(_ -> voters.contains(node.name()));
            node.leads(term, known);
            catchUp(node);
        }
    }

    private boolean majority(NodeName node) {
        long reached = voters.stream().filter(v -> cluster.reachable(node, v)).count();
        return cluster.node(node).alive() && 2 * reached > voters.size();
    }

    /** Gives a node what it has missed. */
    void catchUp(SimulatedNode node) {
        boolean connected =
                leader.filter(l -> cluster.reachable(node.name(), l)).isPresent() && voters.contains(node.name());
        if (connected && node.alive()) {
            for (Committed c : log) {
                if (c.index() > node.applied()) {
                    node.applies(c.index());
                    node.post(new Event.EntriesCommitted(c.index(), c.term(), c.entries()));
                }
            }
        }
    }

    /** Everything that ever was to be told, whether it was told or not. */
    List<Untold.Happening> happenings() {
        var all = new ArrayList<Untold.Happening>();
        AgreedState state = AgreedState.EMPTY;
        for (Committed c : log) {
            state = state.after(c.index(), c.entries());
            state.untold().happenings().stream()
                    .filter(h -> h.index() == c.index())
                    .forEach(all::add);
        }
        return all;
    }

    /** What a restarted node reads back from its own disk. */
    AgreedState restored() {
        AgreedState state = AgreedState.EMPTY;
        for (Committed c : log) {
            state = state.after(c.index(), c.entries());
        }
        return state;
    }

    /** As raft: decided by a majority of those who vote before it, and known to those who vote or did. */
    Outcome changeVoters(NodeName node, boolean add) {
        if (leader.isEmpty() || !majority(leader.get())) {
            return new Outcome.Failed("no majority");
        }
        var changed = new ArrayList<>(voters);
        changed.remove(node);
        if (add) {
            changed.add(node);
        }
        var told = new ArrayList<>(voters);
        told.add(node);
        voters = List.copyOf(changed);
        cluster.tell("voters " + voters);
        told.stream().distinct().map(cluster::node).filter(SimulatedNode::alive).forEach(n -> {
            n.post(new Event.VotersChanged(voters));
            catchUp(n);
        });
        elect();
        return new Outcome.Succeeded("");
    }

    List<NodeName> voters() {
        return voters;
    }

    void append(SimulatedNode from, long ticket, List<Entry> entries) {
        cluster.time.afterMillis(2, () -> {
            boolean possible =
                    leader.isPresent() && majority(leader.get()) && cluster.reachable(from.name(), leader.get());
            if (!possible) {
                from.post(new Event.AppendEnded(ticket, new Outcome.Failed("no majority")));
                return;
            }
            log.add(new Committed(log.size() + 1L, term, entries));
            entries.forEach(e -> cluster.tell("commit " + e.getClass().getSimpleName() + " " + brief(e)));
            cluster.nodes().forEach(this::catchUp);
            from.post(new Event.AppendEnded(ticket, new Outcome.Succeeded("")));
        });
    }

    private static String brief(Entry entry) {
        return switch (entry) {
            case Entry.OperationEnded e ->
                e.operation().instance() + " " + e.operation().task() + "_"
                        + e.operation().interval().toMillis() + " on "
                        + e.operation().node() + " = "
                        + e.operation().exitCode();
            case Entry.ConfigurationChanged e -> e.summary();
            case Entry.TransitionBegun e -> e.orders() + " because " + e.causes();
            default -> entry.toString();
        };
    }
}
