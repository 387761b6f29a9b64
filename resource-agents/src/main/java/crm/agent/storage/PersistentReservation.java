package crm.agent.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Persistent reservations of SCSI (SPC-4, 5.13): the commands this program uses, and the answers. The type is always
 * <em>write exclusive, registrants only</em>: all may read, only those who have registered a key may write.
 */
final class PersistentReservation {

    /** Length of the parameters of every PERSISTENT RESERVE OUT here. */
    static final int PARAMETERS = 24;

    private static final byte RESERVE_IN = 0x5e;
    private static final byte RESERVE_OUT = 0x5f;
    private static final byte WRITE_EXCLUSIVE_REGISTRANTS_ONLY = 5;
    private static final int LONGEST_ANSWER = 8192;

    private PersistentReservation() {}

    /**
     * A command that changes reservations.
     *
     * @param block the command block, 16 bytes
     * @param parameters what is sent with it
     */
    record Change(ByteBuffer block, ByteBuffer parameters) {}

    /** Registers a key for the path the command comes by, whatever key that path had. */
    static Change register(long key) {
        return change(6, 0, key);
    }

    /** Takes the reservation, which nobody has. */
    static Change reserve(long key) {
        return change(1, key, 0);
    }

    /** Removes another's registration, and takes the reservation if it was his. */
    static Change preempt(long key, long other) {
        return change(4, key, other);
    }

    private static Change change(int action, long key, long actionKey) {
        ByteBuffer block = ByteBuffer.allocate(16);
        block.put(RESERVE_OUT).put((byte) action).put(WRITE_EXCLUSIVE_REGISTRANTS_ONLY);
        block.position(5).putInt(PARAMETERS).rewind();
        ByteBuffer parameters = ByteBuffer.allocate(PARAMETERS);
        parameters.putLong(key).putLong(actionKey).rewind();
        return new Change(block, parameters);
    }

    static ByteBuffer readKeys() {
        return question(0);
    }

    static ByteBuffer readReservation() {
        return question(1);
    }

    /** How long an answer to a question may be. */
    static int longestAnswer() {
        return LONGEST_ANSWER;
    }

    private static ByteBuffer question(int action) {
        ByteBuffer block = ByteBuffer.allocate(16);
        block.put(RESERVE_IN).put((byte) action);
        return block.position(7).putShort((short) LONGEST_ANSWER).rewind();
    }

    /** Every key registered, as often as it is. */
    static List<Long> keys(ByteBuffer answer) {
        ByteBuffer in = answer.duplicate().order(ByteOrder.BIG_ENDIAN);
        List<Long> keys = new ArrayList<>();
        if (in.remaining() >= 8) {
            int length = Math.min(in.getInt(4), in.limit() - 8);
            for (int at = 8; at + 8 <= 8 + length; at += 8) {
                keys.add(in.getLong(at));
            }
        }
        return keys;
    }

    /** The key of who holds the reservation. */
    static OptionalLong holder(ByteBuffer answer) {
        ByteBuffer in = answer.duplicate().order(ByteOrder.BIG_ENDIAN);
        return in.remaining() >= 24 && in.getInt(4) >= 16 ? OptionalLong.of(in.getLong(8)) : OptionalLong.empty();
    }
}
