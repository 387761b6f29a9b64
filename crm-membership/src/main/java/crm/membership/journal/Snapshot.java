package crm.membership.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Everything up to an index in one file, which replaces the entries up to there.
 *
 * @param index of the last entry it stands for
 * @param term of that entry
 * @param logStart how many bytes of the file of entries that goes with it were safe on disk before it was
 * @param content what raft and the fold made of the entries
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and its bytes are changed by nobody
record Snapshot(long index, long term, long logStart, byte[] content) {

    private static final long MAGIC = 0x63726D536E617031L; // "crmSnap1"
    private static final int HEADER = 40;

    ByteBuffer encode() {
        ByteBuffer file = ByteBuffer.allocate(HEADER + content.length);
        file.putLong(MAGIC).putLong(index).putLong(term).putLong(logStart).putInt(content.length);
        file.putInt(checksum(file.array(), content));
        return file.put(content).flip();
    }

    /** The snapshot in this file; empty if the file is damaged. */
    static Optional<Snapshot> decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            return Optional.empty();
        }
        ByteBuffer file = ByteBuffer.wrap(bytes);
        long magic = file.getLong();
        long index = file.getLong();
        long term = file.getLong();
        long logStart = file.getLong();
        int length = file.getInt();
        int checksum = file.getInt();
        if (magic != MAGIC || length != file.remaining()) {
            return Optional.empty();
        }
        var content = new byte[length];
        file.get(content);
        return checksum(bytes, content) == checksum
                ? Optional.of(new Snapshot(index, term, logStart, content))
                : Optional.empty();
    }

    private static int checksum(byte[] file, byte[] content) {
        var crc = new CRC32C();
        crc.update(file, 0, HEADER - Integer.BYTES);
        crc.update(content);
        return (int) crc.getValue();
    }
}
