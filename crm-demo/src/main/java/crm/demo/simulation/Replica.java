package crm.demo.simulation;

import crm.journal.Entry;
import crm.model.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What one node has of the journal. */
final class Replica {

    /**
     * Entries that a node wants in the journal.
     *
     * @param term for which they were proposed; in any other they count for nothing
     * @param writtenIn the term of the leader that took them
     * @param life of the daemon that proposed them
     */
    record Proposal(NodeName from, int life, OptionalLong ticket, long term, long writtenIn, List<Entry> entries) {

        Proposal in(long leadersTerm) {
            return new Proposal(from, life, ticket, term, leadersTerm, entries);
        }
    }

    /** On its disk: survives whatever happens to the machine. */
    long promisedTerm;

    /** On its disk: up to where it knew that entries are committed. */
    long durable;

    /** Who votes, as far as it knows. */
    List<NodeName> voters;

    // The rest is in the daemon's memory.
    long applied;
    Optional<NodeName> leader = Optional.empty();
    /** In which term it believes to lead; negative if it does not. */
    long leadsIn = -1;

    boolean announced;
    boolean electionDue;
    boolean replicating;
    /** What it took as a leader and could not commit yet. */
    final List<Proposal> tail = new ArrayList<>();

    /** Its own proposals whose end is not known, by ticket. */
    final Map<Long, Long> waiting = new LinkedHashMap<>();

    Replica(List<NodeName> voters) {
        this.voters = voters;
    }

    /** A daemon begins with what is on the disk. */
    void begin() {
        applied = durable;
        leader = Optional.empty();
        electionDue = false;
        replicating = false;
        waiting.clear();
        leadNoMore();
    }

    void leadNoMore() {
        leadsIn = -1;
        announced = false;
        tail.clear();
    }

    boolean leads() {
        return leadsIn >= 0;
    }
}
