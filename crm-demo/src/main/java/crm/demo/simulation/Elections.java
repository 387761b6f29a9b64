package crm.demo.simulation;

import crm.coordination.Event.LeadershipChanged;
import crm.demo.simulation.Replica.Proposal;
import crm.model.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who leads the journal, and who believes to. At most one leader a term, elected by a majority; it is announced on its own
 * node only once it knows everything that was committed before it. Whoever was deposed learns of it when it is told.
 */
final class Elections {

    private static final double NOTICES_ISOLATION = 0.3;

    private final SimulatedCluster cluster;
    private final SimulatedJournal journal;
    private final Chance chance;
    private Optional<NodeName> leader = Optional.empty();
    private long term;

    Elections(SimulatedCluster cluster, SimulatedJournal journal, Chance chance) {
        this.cluster = cluster;
        this.journal = journal;
        this.chance = chance;
    }

    Optional<NodeName> leader() {
        return leader.filter(l -> cluster.node(l).awake() && journal.replica(l).leadsIn == term);
    }

    /** Whether it leads, and nobody was elected since. */
    boolean isCurrent(NodeName node) {
        return leader.filter(node::equals).isPresent() && journal.replica(node).leadsIn == term;
    }

    boolean majorityHears(NodeName node, List<NodeName> voters) {
        long reached = voters.stream()
                .filter(v -> v.equals(node)
                        ? cluster.node(v).awake() && cluster.node(v).diskWrites()
                        : cluster.network.bothWays(node, v) && cluster.node(v).diskWrites())
                .count();
        return 2 * reached > voters.size();
    }

    void viewChanged(NodeName node) {
        Replica replica = journal.replica(node);
        List<NodeName> view = cluster.network.view(node);
        boolean lost =
                replica.leader.filter(l -> !l.equals(node) && !view.contains(l)).isPresent();
        if (lost) {
            learn(node, replica.promisedTerm, Optional.empty());
        }
        stand(node);
    }

    /** A voter with a majority around it and no leader among them asks for votes, in a moment. */
    private void stand(NodeName node) {
        Replica replica = journal.replica(node);
        if (wants(node) && !replica.electionDue) {
            replica.electionDue = true;
            int wait = cluster.rough() ? chance.between(5, 400) : 3;
            cluster.node(node).inThisLife(Duration.ofMillis(wait), () -> {
                replica.electionDue = false;
                if (wants(node) && majorityHears(node, journal.voters())) {
                    elect(node);
                }
            });
        }
    }

    private boolean wants(NodeName node) {
        Replica replica = journal.replica(node);
        boolean knowsOne = replica.leader.isPresent() || replica.leads();
        return journal.voters().contains(node)
                && cluster.node(node).awake()
                && !knowsOne
                && cluster.network.seesMajority(node, journal.voters());
    }

    private void elect(NodeName node) {
        List<Proposal> left = leftBehind(node);
        term++;
        leader = Optional.of(node);
        cluster.tell(() -> "term " + term + " leader " + node);
        for (NodeName other : cluster.names()) {
            if (!other.equals(node) && journal.voters().contains(other) && cluster.network.bothWays(node, other)) {
                learn(other, term, leader);
            }
        }
        Replica mine = journal.replica(node);
        journal.tellVoters(node); // It stands in the log, all of which a leader has.
        learn(node, term, Optional.empty());
        mine.leadsIn = term;
        left.forEach(p -> journal.propose(cluster.node(node), p));
        journal.propose(
                cluster.node(node),
                new Proposal(node, cluster.node(node).life(), OptionalLong.empty(), term, term, List.of()));
    }

    /** What the last leader had taken and not committed: some of it may have reached the next one, in its order. */
    private List<Proposal> leftBehind(NodeName next) {
        if (leader.isEmpty()) {
            return List.of();
        }
        List<Proposal> tail = journal.replica(leader.get()).tail;
        int survive = leader.get().equals(next) ? tail.size() : chance.between(0, tail.size());
        return new ArrayList<>(tail.subList(0, survive));
    }

    /** A node has applied a record of this term; the leader of that term now knows all that came before. */
    void applied(SimulatedNode node, long ofTerm) {
        Replica replica = journal.replica(node.name());
        if (replica.leadsIn == ofTerm && !replica.announced) {
            replica.announced = true;
            replica.leader = Optional.of(node.name());
            node.post(new LeadershipChanged(ofTerm, replica.leader));
        }
    }

    private void learn(NodeName node, long ofTerm, Optional<NodeName> who) {
        Replica replica = journal.replica(node);
        if (ofTerm < replica.promisedTerm
                || (ofTerm == replica.promisedTerm && replica.leader.equals(who) && !replica.leads())) {
            return;
        }
        replica.promisedTerm = ofTerm;
        replica.leader = who;
        replica.leadNoMore();
        cluster.node(node).post(new LeadershipChanged(ofTerm, who));
    }

    /** The leader is heard, and whoever missed something gets it; who led before learns that it leads no more. */
    void pulse() {
        Optional<NodeName> current = leader();
        for (NodeName node : cluster.names()) {
            if (cluster.node(node).awake()) {
                current.filter(l -> !l.equals(node)).ifPresent(l -> follow(node, l));
                doubt(node);
                stand(node);
            }
        }
    }

    private void follow(NodeName node, NodeName current) {
        boolean hears = cluster.network.speaks(current, node);
        if (hears && journal.voters().contains(node)) {
            if (cluster.network.view(node).contains(current)) {
                learn(node, term, Optional.of(current));
            }
            journal.catchUp(current, node);
        }
        if (hears) {
            journal.tellVoters(node);
        }
    }

    /** A leader around whom there is no majority any more notices sooner or later. */
    private void doubt(NodeName node) {
        Replica replica = journal.replica(node);
        boolean alone = replica.leads() && !cluster.network.seesMajority(node, journal.voters());
        boolean removed = replica.leads() && !journal.voters().contains(node);
        if ((alone && chance.happens(NOTICES_ISOLATION)) || removed || !ledBySomebody(node, replica)) {
            learn(node, replica.promisedTerm, Optional.empty());
        }
    }

    /** Whom a node follows may have stepped down, or lost its vote, without any view having changed. */
    private boolean ledBySomebody(NodeName node, Replica replica) {
        return replica.leader
                .filter(l -> !l.equals(node))
                .filter(l -> !replica.voters.contains(l)
                        || (cluster.network.speaks(l, node)
                                && !journal.replica(l).leads()))
                .isEmpty();
    }
}
