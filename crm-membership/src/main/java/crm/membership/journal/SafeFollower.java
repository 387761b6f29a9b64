package crm.membership.journal;

import crm.membership.journal.SafeRaft.Previous;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.Follower;
import org.jgroups.protocols.raft.LogEntries;
import org.jspecify.annotations.Nullable;

/** A follower, or a node without a vote, that compares before it acknowledges. */
final class SafeFollower extends Follower {

    private final SafeRaft safe;

    SafeFollower(SafeRaft raft) {
        super(raft);
        safe = raft;
    }

    @Override
    public AppendResult handleAppendEntriesRequest(
            @Nullable LogEntries entries,
            Address leader,
            long previousIndex,
            long previousTerm,
            long entryTerm,
            long leaderCommit) {
        return safe.accept(entries, leader, new Previous(previousIndex, previousTerm), leaderCommit);
    }

    @Override
    public void handleInstallSnapshotRequest(Message message, Address leader, long index, long term) {
        if (safe.wants(index)) {
            super.handleInstallSnapshotRequest(message, leader, index, term);
            safe.snapshotInstalled(index);
        } else {
            safe.acknowledgeCommitted(message.getSrc());
        }
    }
}
