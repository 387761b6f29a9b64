package crm.membership.journal;

import crm.membership.journal.JournalRecord.Appended;
import crm.membership.journal.JournalRecord.Ballot;
import crm.membership.journal.JournalRecord.Committed;
import crm.membership.journal.JournalRecord.CutBack;
import crm.membership.journal.JournalRecord.Opened;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Records as bytes. Each is framed so that damage is found and a reader never runs away:
 *
 * <pre>
 *   magic    4  "crmJ"
 *   length   4  of the payload
 *   fence    8  up to where the file was safe on disk when this record was written
 *   checksum 4  CRC-32C of length, fence and payload
 *   payload     kind (1 byte), then the record's components
 * </pre>
 *
 * <p>The fence tells a torn write from damage: after a power loss, records that were written and not yet synced may be
 * missing in any order, but nothing before the fence of a whole record can be.
 */
final class RecordCodec {

    static final int HEADER = 20;
    static final int LARGEST = 64 << 20;
    private static final int MAGIC = 0x63726D4A;
    private static final byte FORMAT = 1;

    private RecordCodec() {}

    /** A whole record found in a file. */
    record Framed(JournalRecord record, long fence, int end) {}

    static ByteBuffer encode(JournalRecord record, long fence) {
        ByteBuffer payload = payload(record);
        ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.remaining());
        frame.putInt(MAGIC).putInt(payload.remaining()).putLong(fence);
        frame.putInt(checksum(payload.remaining(), fence, payload.duplicate()));
        return frame.put(payload).flip();
    }

    /** The record that starts at this offset; empty if there is no whole and undamaged one. */
    static Optional<Framed> decode(byte[] file, int offset) {
        if (offset + HEADER > file.length) {
            return Optional.empty();
        }
        ByteBuffer frame = ByteBuffer.wrap(file, offset, file.length - offset);
        int magic = frame.getInt();
        int length = frame.getInt();
        long fence = frame.getLong();
        int checksum = frame.getInt();
        if (magic != MAGIC || length < 1 || length > LARGEST || length > frame.remaining()) {
            return Optional.empty();
        }
        ByteBuffer payload = frame.slice(frame.position(), length);
        if (checksum(length, fence, payload.duplicate()) != checksum) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Framed(parse(payload), fence, offset + HEADER + length));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty(); // a whole record of a kind that this version does not know
        }
    }

    private static int checksum(int length, long fence, ByteBuffer payload) {
        var crc = new CRC32C();
        crc.update(ByteBuffer.allocate(12).putInt(length).putLong(fence).flip());
        crc.update(payload);
        return (int) crc.getValue();
    }

    private static ByteBuffer payload(JournalRecord record) {
        return switch (record) {
            case Opened(long generation, String cluster, String node) -> {
                byte[] clusterBytes = cluster.getBytes(StandardCharsets.UTF_8);
                byte[] nodeBytes = node.getBytes(StandardCharsets.UTF_8);
                yield ByteBuffer.allocate(18 + clusterBytes.length + nodeBytes.length)
                        .put((byte) 1)
                        .put(FORMAT)
                        .putLong(generation)
                        .putInt(clusterBytes.length)
                        .put(clusterBytes)
                        .putInt(nodeBytes.length)
                        .put(nodeBytes)
                        .flip();
            }
            case Appended(long index, long term, boolean internal, byte[] command) ->
                ByteBuffer.allocate(18 + command.length)
                        .put((byte) 2)
                        .putLong(index)
                        .putLong(term)
                        .put((byte) (internal ? 1 : 0))
                        .put(command)
                        .flip();
            case CutBack(long from) ->
                ByteBuffer.allocate(9).put((byte) 3).putLong(from).flip();
            case Ballot(long term, byte[] vote) ->
                ByteBuffer.allocate(9 + vote.length)
                        .put((byte) 4)
                        .putLong(term)
                        .put(vote)
                        .flip();
            case Committed(long index) ->
                ByteBuffer.allocate(9).put((byte) 5).putLong(index).flip();
        };
    }

    private static JournalRecord parse(ByteBuffer payload) {
        byte kind = payload.get();
        return switch (kind) {
            case 1 -> parseOpened(payload);
            case 2 -> new Appended(payload.getLong(), payload.getLong(), payload.get() == 1, rest(payload));
            case 3 -> new CutBack(payload.getLong());
            case 4 -> new Ballot(payload.getLong(), rest(payload));
            case 5 -> new Committed(payload.getLong());
            default -> throw new IllegalArgumentException("no record of kind " + kind);
        };
    }

    private static Opened parseOpened(ByteBuffer payload) {
        byte format = payload.get();
        if (format != FORMAT) {
            throw new IllegalArgumentException("no format " + format);
        }
        return new Opened(payload.getLong(), text(payload), text(payload));
    }

    private static String text(ByteBuffer payload) {
        int length = payload.getInt();
        if (length < 0 || length > payload.remaining()) {
            throw new IllegalArgumentException("no text of length " + length);
        }
        var bytes = new byte[length];
        payload.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] rest(ByteBuffer payload) {
        var bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }
}
