package crm.port;

import crm.journal.Entry;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;

/**
 * The replicated, durable journal. Committed entries, snapshots and changes of leadership come as events
 * ({@code EntriesCommitted}, {@code StateRestored}, {@code LeadershipChanged}).
 */
public interface Journal extends AutoCloseable {

    /**
     * Proposes entries, to be committed together or not at all. Returns at once; proposals of one node are committed in
     * the order of these calls, or fail. The outcome comes as the event {@code AppendEnded(ticket, …)}; a timeout there
     * means that the entries may or may not be committed.
     */
    void append(long ticket, List<Entry> entries);

    /** The nodes that vote. */
    List<NodeName> voters();

    /** Adds or removes a voter; blocks no longer than {@code limit}. */
    crm.transition.Outcome changeVoters(NodeName node, boolean add, Duration limit);

    @Override
    void close();
}
