package crm.membership.journal;

import crm.membership.journal.SafeRaft.Before;
import org.jgroups.Address;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.Leader;

/** A leader that helps lagging members at once and tells of a commit once. */
final class SafeLeader extends Leader {

    private final SafeRaft safe;

    SafeLeader(SafeRaft raft) {
        super(raft);
        safe = raft;
    }

    @Override
    public void handleAppendEntriesResponse(Address sender, long term, AppendResult result) {
        if (!safe.counts()) {
            return; // It has just given up its own vote, and with it the lead.
        }
        Before before = safe.before(sender);
        super.handleAppendEntriesResponse(sender, term, result);
        safe.answered(sender, result, before);
    }
}
