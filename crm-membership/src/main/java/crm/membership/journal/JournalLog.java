package crm.membership.journal;

import crm.membership.journal.JournalRecord.Appended;
import crm.membership.journal.JournalRecord.Ballot;
import crm.membership.journal.JournalRecord.Committed;
import crm.membership.journal.JournalRecord.CutBack;
import crm.membership.journal.JournalRecord.Opened;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one node on disk: entries, term, vote and snapshot, each safe against power loss when the call that
 * writes it returns.
 *
 * <p>Entries are only ever appended to one file, with a checksum each; a snapshot begins a new pair of files
 * ({@link LogRecovery} says how the change is made atomic). The first error of the disk ends the journal: after a
 * failed sync nobody knows what is on the disk, so nothing is tried again, every later call fails, and the owner is
 * told once and stops the daemon.
 *
 * <p>Raft calls from several threads (its own, and those that receive votes), hence the lock. A vote waits for an
 * append that is under way, so that it tells the true end of the log.
 */
final class JournalLog implements Closeable {

    private final JournalDirectory directory;
    private final String cluster;
    private final String node;
    private final Consumer<String> onFatal;
    private final ReentrantLock lock = new ReentrantLock();

    private LogContent content;
    private Optional<Snapshot> snapshot;
    private JournalFile file;
    private long generation;
    private long length;
    private @Nullable IOException failure;

    private JournalLog(
            JournalDirectory directory, String cluster, String node, Consumer<String> onFatal, LogRecovery.Found found)
            throws IOException {
        this.directory = directory;
        this.cluster = cluster;
        this.node = node;
        this.onFatal = onFatal;
        this.generation = found.generation();
        this.snapshot = found.snapshot();
        this.content = found.content();
        this.length = found.length();
        this.file = directory.open(LogRecovery.entriesFile(generation));
    }

    /**
     * Reads back what is there.
     *
     * @param onFatal told once, with a sentence, when the disk fails later
     * @throws JournalCorrupt if it is damaged
     * @throws IOException if it cannot be read, or belongs to another node or cluster
     */
    static JournalLog open(JournalDirectory directory, String cluster, String node, Consumer<String> onFatal)
            throws IOException {
        var journal =
                new JournalLog(directory, cluster, node, onFatal, new LogRecovery(directory, cluster, node).recover());
        if (journal.content.opened().isEmpty()) {
            journal.write(List.of(new Opened(journal.generation, cluster, node)));
            directory.sync();
        }
        return journal;
    }

    long term() {
        return locked(() -> content.ballot().term());
    }

    byte[] vote() {
        return locked(() -> content.ballot().vote());
    }

    /** Enters a later term, in which this node has not voted yet. An earlier one changes nothing. */
    void enterTerm(long term) {
        changing(() -> {
            if (term > content.ballot().term()) {
                write(List.of(new Ballot(term, new byte[0])));
            }
        });
    }

    /** Votes in the present term. */
    void castVote(byte[] vote) {
        changing(() -> write(List.of(new Ballot(content.ballot().term(), vote))));
    }

    long first() {
        return locked(() -> content.first());
    }

    long last() {
        return locked(() -> content.last());
    }

    long committed() {
        return locked(() -> content.committed());
    }

    /** Notes that entries are committed. Written with the next entries only: it merely saves time after a restart. */
    void commit(long index) {
        locked(() -> {
            content.commit(index);
            return index;
        });
    }

    Optional<Appended> entry(long index) {
        return locked(() -> content.entry(index));
    }

    long size() {
        return locked(() -> content.size());
    }

    /** Appends entries that follow on the last one; they are safe on disk when this returns. */
    void append(List<Appended> entries) {
        changing(() -> {
            if (entries.getFirst().index() != content.last() + 1) {
                throw new IllegalArgumentException(
                        "entry " + entries.getFirst().index() + " after entry " + content.last());
            }
            var records = new ArrayList<JournalRecord>(entries);
            records.add(new Committed(content.committed()));
            write(records);
        });
    }

    /** Drops the entry of this index and all after it. */
    void cutBack(long from) {
        changing(() -> {
            if (from <= content.committed()) {
                throw new IllegalArgumentException("entry " + from + " is committed and cannot be dropped");
            }
            write(List.of(new CutBack(from)));
        });
    }

    Optional<byte[]> snapshot() {
        return locked(() -> snapshot.map(Snapshot::content));
    }

    /** Replaces all entries before {@code index} by a snapshot; the entry itself stays, so that its term is known. */
    void compact(long index, byte[] snapshotContent) {
        changing(() -> {
            long term = content.entry(index).map(Appended::term).orElse(0L);
            beginGeneration(index, term, snapshotContent, content.from(index));
        });
    }

    /** Forgets every entry and begins anew after another node's snapshot. */
    void replace(long index, long term, byte[] snapshotContent) {
        changing(() -> beginGeneration(
                index,
                term,
                snapshotContent,
                List.of(content.ballot(), new Appended(index, term, false, new byte[0]), new Committed(index))));
    }

    private void beginGeneration(long index, long term, byte[] snapshotContent, List<JournalRecord> records)
            throws IOException {
        long next = generation + 1;
        var all = new ArrayList<JournalRecord>();
        all.add(new Opened(next, cluster, node));
        all.addAll(records);
        var newContent = new LogContent();
        JournalFile newFile = directory.open(LogRecovery.entriesFile(next));
        long newLength = 0;
        for (JournalRecord record : all) {
            ByteBuffer bytes = RecordCodec.encode(record, 0);
            newLength += bytes.remaining();
            newFile.append(bytes);
            newContent.take(record);
        }
        newFile.sync();

        var newSnapshot = new Snapshot(index, term, newLength, snapshotContent);
        String name = LogRecovery.snapshotFile(next);
        try (JournalFile written = directory.open(name + ".new")) {
            written.truncate(0);
            written.append(newSnapshot.encode());
            written.sync();
        }
        directory.rename(name + ".new", name); // from here on the new generation is the valid one
        directory.sync();

        file.close();
        directory.delete(LogRecovery.entriesFile(generation));
        directory.delete(LogRecovery.snapshotFile(generation));
        file = newFile;
        length = newLength;
        generation = next;
        content = newContent;
        snapshot = Optional.of(newSnapshot);
    }

    private void write(List<? extends JournalRecord> records) throws IOException {
        long fence = length;
        List<ByteBuffer> frames =
                records.stream().map(r -> RecordCodec.encode(r, fence)).toList();
        int total = frames.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(total);
        frames.forEach(all::put);
        file.append(all.flip());
        file.sync();
        length += total;
        records.forEach(content::take);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (failure == null) {
                write(List.of(new Committed(content.committed())));
                failure = new IOException("the journal is closed");
            }
            file.close();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(java.util.function.Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }

    private interface Change {
        void make() throws IOException;
    }

    private void changing(Change change) {
        lock.lock();
        try {
            if (failure != null) {
                throw new UncheckedIOException(failure);
            }
            change.make();
        } catch (IOException e) {
            failure = e;
            onFatal.accept("The journal in " + directory.place() + " cannot be written: " + e.getMessage()
                    + ". Nothing more is acknowledged by this node. Check the disk and its free space, then start"
                    + " the daemon again.");
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
