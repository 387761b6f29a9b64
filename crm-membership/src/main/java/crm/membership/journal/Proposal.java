package crm.membership.journal;

import crm.journal.Entry;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.util.List;
import java.util.OptionalLong;

/**
 * What one record of the journal holds: entries that one node proposed together.
 *
 * @param from who proposed them
 * @param life in which life of its daemon, so that it knows its own proposals
 * @param ticket by which the proposer waits for them; empty if it does not
 * @param term for which they were proposed. A record that got into the journal in another term counts for nothing, on
 *     every node alike; so a proposer knows for certain that a proposal failed as soon as a later term has begun
 */
record Proposal(NodeName from, Incarnation life, OptionalLong ticket, long term, List<Entry> entries) {
    Proposal {
        entries = List.copyOf(entries);
    }
}
