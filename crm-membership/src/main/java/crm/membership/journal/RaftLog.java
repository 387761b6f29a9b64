package crm.membership.journal;

import crm.membership.journal.JournalRecord.Appended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jgroups.Address;
import org.jgroups.protocols.raft.Log;
import org.jgroups.protocols.raft.LogEntries;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * {@link JournalLog} as jgroups-raft wants to see it. Raft hands a snapshot over first and says only afterwards up to
 * where it reaches; it is kept until then, so that both reach the disk as one.
 */
final class RaftLog implements Log {

    private static final byte[] NOTHING = {};

    private final JournalLog journal;
    // Set and used by raft's own thread only.
    private byte @Nullable [] pendingSnapshot;

    RaftLog(JournalLog journal) {
        this.journal = journal;
    }

    @Override
    public void init(String name, Map<String, String> arguments) {
        // Opened before, so that damage is reported before anything else is started.
    }

    @Override
    public Log useFsync(boolean ignored) {
        return this; // not a matter of choice here
    }

    @Override
    public boolean useFsync() {
        return true;
    }

    @Override
    public void delete() {
        throw new UnsupportedOperationException("a person deletes a journal, no program does");
    }

    @Override
    public void close() {
        // The journal outlives raft, which is made anew when this node must join again.
    }

    @Override
    public long currentTerm() {
        return journal.term();
    }

    @Override
    public Log currentTerm(long term) {
        journal.enterTerm(term);
        return this;
    }

    @Override
    public @Nullable Address votedFor() {
        byte[] vote = journal.vote();
        if (vote.length == 0) {
            return null;
        }
        try {
            return Util.objectFromByteBuffer(vote);
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("an undamaged vote cannot be read", e);
        }
    }

    @Override
    public Log votedFor(@Nullable Address candidate) {
        try {
            if (candidate != null) {
                journal.castVote(Util.objectToByteBuffer(candidate));
            } // a vote is taken back by a new term only, which has done so already
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("an address cannot be written", e);
        }
    }

    @Override
    public long commitIndex() {
        return journal.committed();
    }

    @Override
    public Log commitIndex(long index) {
        journal.commit(index);
        return this;
    }

    @Override
    public long firstAppended() {
        return journal.first();
    }

    @Override
    public long lastAppended() {
        return journal.last();
    }

    @Override
    public void setSnapshot(ByteBuffer snapshot) {
        var bytes = new byte[snapshot.remaining()];
        snapshot.duplicate().get(bytes);
        pendingSnapshot = bytes;
    }

    @Override
    public @Nullable ByteBuffer getSnapshot() {
        return journal.snapshot().map(ByteBuffer::wrap).orElse(null);
    }

    @Override
    public long append(long index, LogEntries entries) {
        var appended = new ArrayList<Appended>(entries.size());
        for (LogEntry entry : entries) {
            appended.add(new Appended(index + appended.size(), entry.term(), entry.internal(), command(entry)));
        }
        journal.append(appended);
        return journal.last();
    }

    private static byte[] command(LogEntry entry) {
        if (entry.command() == null) {
            throw new IllegalArgumentException("an entry that only stands for a snapshot is never sent");
        }
        var command = new byte[entry.length()];
        System.arraycopy(entry.command(), entry.offset(), command, 0, command.length);
        return command;
    }

    @Override
    public @Nullable LogEntry get(long index) {
        return journal.entry(index).map(RaftLog::toEntry).orElse(null);
    }

    private static LogEntry toEntry(Appended entry) {
        byte[] command = entry.command();
        return command.length == 0
                ? new LogEntry(entry.term(), null)
                : new LogEntry(entry.term(), command, 0, command.length, entry.internal());
    }

    @Override
    public void truncate(long index) {
        byte[] snapshot = pendingSnapshot;
        long upTo = Math.min(index, journal.committed());
        if (snapshot != null && upTo > 0) {
            journal.compact(upTo, snapshot);
        }
        pendingSnapshot = null;
    }

    @Override
    public void reinitializeTo(long index, LogEntry entry) {
        byte[] snapshot = pendingSnapshot;
        journal.replace(index, entry.term(), snapshot == null ? NOTHING : snapshot);
        pendingSnapshot = null;
    }

    @Override
    public void deleteAllEntriesStartingFrom(long index) {
        if (index <= journal.last()) {
            journal.cutBack(index);
        }
    }

    @Override
    public void forEach(ObjLongConsumer<LogEntry> visitor, long from, long to) {
        for (long i = Math.max(from, Math.max(1, journal.first())); i <= Math.min(to, journal.last()); i++) {
            LogEntry entry = get(i);
            if (entry != null) {
                visitor.accept(entry, i);
            }
        }
    }

    @Override
    public void forEach(ObjLongConsumer<LogEntry> visitor) {
        forEach(visitor, journal.first(), journal.last());
    }

    @Override
    public long sizeInBytes() {
        return journal.size();
    }
}
