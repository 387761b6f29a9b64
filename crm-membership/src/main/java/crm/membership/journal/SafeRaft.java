package crm.membership.journal;

import crm.model.NodeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.EmptyMessage;
import org.jgroups.ObjectMessage;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.raft.AppendEntriesRequest;
import org.jgroups.protocols.raft.AppendEntriesResponse;
import org.jgroups.protocols.raft.AppendResult;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.RaftImpl;
import org.jgroups.protocols.raft.Role;
import org.jgroups.raft.Options;
import org.jgroups.raft.util.CommitTable;
import org.jgroups.raft.util.Utils;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jspecify.annotations.Nullable;

/**
 * jgroups-raft 1.1.4 with the gaps closed through which an acknowledged entry could get lost; those of its threads are
 * closed by {@link ExclusiveRaft}, the others here:
 *
 * <ul>
 *   <li>A follower acknowledges, and commits, no further than it has compared its log with the leader's in this term.
 *       (There: a message without entries acknowledged and committed whatever stood at the end of the log.)
 *   <li>A leader counts entries of its own term only, and writes one when elected. (There: entries of earlier terms
 *       too, which a later leader may still replace; Raft paper, §5.4.2.)
 *   <li>A late snapshot does not take a follower back.
 *   <li>After reading voters from a snapshot the majority is counted anew.
 *   <li>A follower that lags is helped at once, not only when nothing else happens for a while.
 *   <li>A commit is told once, and only to members that have what is committed. (There, every answer of a member that
 *       lacks an entry is answered with the commit again, for ever, and since that is traffic the entry is never sent.)
 * </ul>
 */
final class SafeRaft extends ExclusiveRaft {

    private final RaftLog journalLog;
    private final AgreementMachine machine;
    private final Leadership leadership;
    private final Runnable onElected;
    private final Consumer<List<NodeName>> onVoters;
    // Read by anyone who asks for the voters; raft's own list is its thread's alone.
    private volatile List<NodeName> voters = List.of();

    // Raft's thread only: up to where the log is known to be the leader's, and in which term it was compared.
    private long verified;
    private long verifiedTerm;

    SafeRaft(
            RaftLog journalLog,
            AgreementMachine machine,
            Leadership leadership,
            Runnable onElected,
            Consumer<List<NodeName>> onVoters) {
        this.journalLog = journalLog;
        this.machine = machine;
        this.leadership = leadership;
        this.onElected = onElected;
        this.onVoters = onVoters;
        setId(ClassConfigurator.getProtocolId(RAFT.class)); // JGroups knows a protocol by its exact class
        impl = new SafeFollower(this);
        log(journalLog);
        stateMachine(machine);
    }

    List<NodeName> voters() {
        return voters;
    }

    // ---- reading back

    @Override
    public void initStateMachineFromLog() throws Exception {
        if (state_machine_loaded) {
            return;
        }
        var snapshot = journalLog.getSnapshot();
        if (snapshot != null) {
            var in = new ByteArrayDataInputStream(snapshot);
            internal_state.readFrom(in);
            machine.readContentFrom(in);
        }
        for (long i = Math.max(1, journalLog.firstAppended()); i <= journalLog.commitIndex(); i++) {
            LogEntry entry = journalLog.get(i);
            if (entry != null && entry.command() != null) {
                readBack(i, entry);
            }
        }
        state_machine_loaded = true;
        membersChanged();
        onVoters.accept(voters);
        machine.readBack();
    }

    private void readBack(long index, LogEntry entry) {
        if (entry.internal()) {
            executeInternalCommand(null, entry.command(), entry.offset(), entry.length());
        } else {
            machine.next(index, entry.term());
            machine.apply(entry.command(), entry.offset(), entry.length(), false);
        }
    }

    // ---- members

    @Override
    public RAFT members(Collection<String> names) {
        super.members(names);
        publishVoters();
        return this;
    }

    @Override
    protected void _addServer(String name) {
        super._addServer(name);
        publishVoters();
    }

    @Override
    protected void _removeServer(String name) {
        super._removeServer(name);
        publishVoters();
    }

    private void membersChanged() {
        computeMajority();
        publishVoters();
    }

    private void publishVoters() {
        List<NodeName> now = members().stream().map(NodeName::new).sorted().toList();
        boolean changed = !now.equals(voters);
        voters = now;
        // Until the journal is read back these are the first voters of the settings, which may be long out of date.
        if (state_machine_loaded && changed) {
            onVoters.accept(now);
        }
    }

    // ---- roles

    @Override
    protected RAFT changeRole(Role role) {
        RaftImpl next = switch (role) {
            case Leader -> new SafeLeader(this);
            case Follower, Learner -> new SafeFollower(this);
        };
        if (!impl.getClass().equals(next.getClass())) {
            impl.destroy();
            next.init();
            impl = next;
            notifyRoleChangeListeners(role);
        }
        // Called under the lock of raft's state, so term and leader belong together.
        leadership.learned(currentTerm(), nameOf(leader()));
        if (isLeader()) {
            onElected.run();
        }
        return this;
    }

    static Optional<NodeName> nameOf(@Nullable Address address) {
        return address == null
                ? Optional.empty()
                : Optional.of(Utils.extractRaftId(address)).map(NodeName::new);
    }

    // ---- the leader

    @Override
    protected RAFT commitLogTo(long index, boolean respond) {
        if (impl instanceof SafeLeader) {
            LogEntry last = journalLog.get(Math.min(last_appended, index));
            if (last == null || last.term() != currentTerm()) {
                return this;
            }
        }
        return super.commitLogTo(index, respond);
    }

    @Override
    protected void applyCommit(long index, boolean respond) throws Exception {
        LogEntry entry = journalLog.get(index);
        machine.next(index, entry == null ? 0 : entry.term());
        super.applyCommit(index, respond);
    }

    /** What the leader knew of a member, and of the journal, before that member answered. */
    record Before(boolean lagged, long match, long commit) {}

    Before before(Address member) {
        CommitTable.Entry progress = progress(member);
        return progress == null
                ? new Before(false, 0, commit_index)
                : new Before(progress.sendSingleMessage(), progress.matchIndex(), commit_index);
    }

    /** A member answered: if it lags, it gets what it lacks now; if something is committed, those who have it hear it. */
    void answered(Address member, AppendResult result, Before before) {
        CommitTable.Entry progress = progress(member);
        if (progress == null) {
            return;
        }
        if (!result.success() || (before.lagged() && result.index() < last_appended)) {
            sendAppendEntriesMessage(member, progress);
        }
        if (commit_index > before.commit()) {
            commit_table.forEach(this::tellCommit);
        } else if (progress.matchIndex() > before.match()) {
            tellCommit(member, progress);
        }
    }

    private CommitTable.@Nullable Entry progress(Address member) {
        return commit_table == null ? null : commit_table.get(member);
    }

    private void tellCommit(Address member, CommitTable.Entry progress) {
        if (Math.min(commit_index, progress.matchIndex()) > progress.commitIndex()) {
            long term = currentTerm();
            var commit = new AppendEntriesRequest(getAddress(), term, 0, 0, term, commit_index);
            down_prot.down(new ObjectMessage(member, (Object) null).putHeader(id, commit));
        }
    }

    /** Whether this node still counts who has stored what. */
    boolean counts() {
        return commit_table != null;
    }

    @Override
    protected void sendAppendEntriesMessage(Address member, CommitTable.Entry progress) {
        // The first entry after a snapshot may stand for it without content; only the snapshot can be sent then.
        if (progress.nextIndex() <= journalLog.firstAppended() && journalLog.getSnapshot() != null) {
            try {
                sendSnapshotTo(member);
            } catch (Exception e) {
                log.error("%s: failed sending snapshot to %s: %s", local_addr, member, e);
            }
            return;
        }
        super.sendAppendEntriesMessage(member, progress);
    }

    @Override
    public CompletableFuture<byte[]> getAsync(byte[] request, int offset, int length, Options options) {
        throw new UnsupportedOperationException("reads are answered from the agreed state");
    }

    // ---- followers

    /** Takes entries of the leader after {@code previous}; says up to where this log is the leader's. */
    AppendResult accept(@Nullable LogEntries entries, Address leader, Previous previous, long leaderCommit) {
        leader(leader);
        if (verifiedTerm != currentTerm()) {
            verifiedTerm = currentTerm();
            verified = commit_index;
        }
        verified = Math.max(verified, commit_index);
        if (entries != null && entries.size() > 0) {
            Optional<AppendResult> refusal = compare(previous);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            if (!store(entries, previous.index())) {
                return new AppendResult(AppendResult.Result.FAIL_ENTRY_NOT_FOUND, commit_index);
            }
            verified = Math.max(verified, previous.index() + entries.size());
        }
        commitLogTo(Math.min(leaderCommit, verified), false);
        return new AppendResult(AppendResult.Result.OK, verified);
    }

    /** The entry before those that a leader sends. */
    record Previous(long index, long term) {}

    private Optional<AppendResult> compare(Previous previous) {
        if (previous.index() <= commit_index) {
            return Optional.empty(); // what is committed is the same everywhere
        }
        LogEntry mine = journalLog.get(previous.index());
        if (mine == null) {
            return Optional.of(new AppendResult(AppendResult.Result.FAIL_ENTRY_NOT_FOUND, last_appended));
        }
        if (mine.term() == previous.term()) {
            return Optional.empty();
        }
        long from = previous.index();
        while (from - 1 > commit_index && termAt(from - 1) == mine.term()) {
            from--;
        }
        deleteAllLogEntriesStartingFrom(from);
        return Optional.of(new AppendResult(AppendResult.Result.FAIL_CONFLICTING_PREV_TERM, from, mine.term()));
    }

    private long termAt(long index) {
        LogEntry entry = journalLog.get(index);
        return entry == null ? 0 : entry.term();
    }

    private boolean store(LogEntries entries, long previousIndex) {
        var missing = new ArrayList<LogEntry>();
        long index = previousIndex;
        for (LogEntry entry : entries) {
            index++;
            if (missing.isEmpty() && (index <= commit_index || sameTerm(index, entry))) {
                continue;
            }
            if (entry.command() == null) {
                return false; // stands for a snapshot; that is what this node needs
            }
            if (missing.isEmpty() && index <= last_appended) {
                deleteAllLogEntriesStartingFrom(index);
            }
            missing.add(entry);
        }
        if (!missing.isEmpty()) {
            append(index - missing.size() + 1, LogEntries.create(missing.toArray(LogEntry[]::new)));
        }
        return true;
    }

    private boolean sameTerm(long index, LogEntry entry) {
        LogEntry mine = journalLog.get(index);
        return mine != null && mine.term() == entry.term();
    }

    /** Whether a leader's snapshot up to this index tells this node something. */
    boolean wants(long snapshotIndex) {
        return snapshotIndex > commit_index;
    }

    /** Answers a snapshot that told nothing new. */
    void acknowledgeCommitted(Address sender) {
        AppendResult result = new AppendResult(AppendResult.Result.OK, commit_index).commitIndex(commit_index);
        down_prot.down(new EmptyMessage(sender).putHeader(id, new AppendEntriesResponse(currentTerm(), result)));
    }

    void snapshotInstalled(long index) {
        membersChanged();
        verifiedTerm = currentTerm();
        verified = index;
    }
}
