package crm.membership.journal;

import crm.membership.journal.JournalRecord.Opened;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a journal back after a start. Files come in generations: {@code snapshot-n} and {@code entries-n} belong
 * together; renaming {@code snapshot-n} into place makes generation n valid, and everything of another generation is a
 * remnant of an unfinished change. Generation 0 has no snapshot.
 */
record LogRecovery(JournalDirectory directory, String cluster, String node) {

    private static final Logger log = LoggerFactory.getLogger(LogRecovery.class);

    /** What was found. */
    record Found(long generation, Optional<Snapshot> snapshot, LogContent content, long length) {}

    static String entriesFile(long generation) {
        return String.format(Locale.ROOT, "entries-%08d", generation);
    }

    static String snapshotFile(long generation) {
        return String.format(Locale.ROOT, "snapshot-%08d", generation);
    }

    /**
     * Reads the valid generation, cuts a torn end off and deletes remnants.
     *
     * @throws JournalCorrupt if something is damaged that a power loss cannot have damaged
     */
    Found recover() throws IOException {
        long generation = 0;
        for (String name : directory.list()) {
            if (name.startsWith("snapshot-") && !name.endsWith(".new")) {
                generation = Math.max(generation, Long.parseLong(name.substring("snapshot-".length())));
            }
        }
        Optional<Snapshot> snapshot = readSnapshot(generation);
        Found found = readEntries(generation, snapshot);
        for (String name : directory.list()) {
            if (!name.equals(entriesFile(generation)) && !name.equals(snapshotFile(generation))) {
                directory.delete(name);
            }
        }
        return found;
    }

    private Optional<Snapshot> readSnapshot(long generation) throws IOException {
        if (generation == 0) {
            return Optional.empty();
        }
        String name = snapshotFile(generation);
        Optional<Snapshot> snapshot = Snapshot.decode(directory.read(name));
        if (snapshot.isEmpty()) {
            throw corrupt(name, 0, "the snapshot's checksum is wrong");
        }
        return snapshot;
    }

    private Found readEntries(long generation, Optional<Snapshot> snapshot) throws IOException {
        String name = entriesFile(generation);
        var content = new LogContent();
        if (!directory.list().contains(name)) {
            if (snapshot.isPresent()) {
                throw corrupt(name, 0, "the file is missing");
            }
            return new Found(generation, snapshot, content, 0);
        }
        byte[] bytes = directory.read(name);
        int end = 0;
        for (var record = RecordCodec.decode(bytes, 0); record.isPresent(); record = RecordCodec.decode(bytes, end)) {
            try {
                content.take(record.get().record());
            } catch (IllegalArgumentException e) {
                throw corrupt(name, end, String.valueOf(e.getMessage()));
            }
            end = record.get().end();
        }
        if (end < snapshot.map(Snapshot::logStart).orElse(0L)) {
            throw corrupt(name, end, "the checksum is wrong or the end is missing, in what the snapshot counts on");
        }
        if (end < bytes.length) {
            cutTornEnd(name, bytes, end);
        }
        checkOwner(name, content, snapshot);
        return new Found(generation, snapshot, content, end);
    }

    private void cutTornEnd(String name, byte[] bytes, int end) throws IOException {
        if (safeBeyond(bytes, end)) {
            throw corrupt(name, end, "the checksum is wrong and what follows was written later");
        }
        log.warn(
                "{}/{} ends with {} bytes of a write that was never finished, most likely by a power loss; nothing"
                        + " in them was acknowledged, and they are cut off",
                directory.place(),
                name,
                bytes.length - end);
        try (JournalFile file = directory.open(name)) {
            file.truncate(end);
            file.sync();
        }
    }

    /** Whether some whole record after this offset says that the file was safe on disk beyond it. */
    private static boolean safeBeyond(byte[] bytes, int offset) {
        for (int i = offset + 1; i + RecordCodec.HEADER <= bytes.length; i++) {
            if (RecordCodec.decode(bytes, i)
                    .filter(later -> later.fence() > offset)
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private void checkOwner(String name, LogContent content, Optional<Snapshot> snapshot) throws IOException {
        Optional<Opened> opened = content.opened();
        if (opened.isEmpty()) {
            if (content.last() > 0 || snapshot.isPresent()) {
                throw corrupt(name, 0, "it does not begin as a journal does");
            }
            return;
        }
        if (!opened.get().cluster().equals(cluster) || !opened.get().node().equals(node)) {
            throw new IOException("The data directory " + directory.place() + " belongs to node "
                    + opened.get().node() + " of cluster " + opened.get().cluster() + ", this is node " + node
                    + " of cluster " + cluster + ". Use another data directory, or delete it to begin anew.");
        }
    }

    private JournalCorrupt corrupt(String file, long offset, String what) {
        return new JournalCorrupt(directory.place(), file, offset, what);
    }
}
