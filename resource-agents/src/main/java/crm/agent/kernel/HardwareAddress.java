package crm.agent.kernel;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * An Ethernet address.
 *
 * @param value its 48 bits
 */
public record HardwareAddress(long value) {

    public static final int LENGTH = 6;
    public static final HardwareAddress NOBODY = new HardwareAddress(0);
    public static final HardwareAddress EVERYBODY = new HardwareAddress(0xffff_ffff_ffffL);

    /** The six bytes at some place of a frame. */
    public static HardwareAddress at(byte[] frame, int from) {
        byte[] eight = new byte[8];
        System.arraycopy(frame, from, eight, 2, LENGTH);
        return new HardwareAddress(ByteBuffer.wrap(eight).getLong());
    }

    public byte[] bytes() {
        byte[] six = new byte[LENGTH];
        ByteBuffer.allocate(8).putLong(value).get(2, six);
        return six;
    }

    /** As everyone writes it: {@code 02:42:ac:11:00:02}. */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").formatHex(bytes());
    }
}
