package crm.agent.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The few iSCSI protocol data units this program makes itself (RFC 7143, 11). Pure. */
final class IscsiPdu {

    static final int HEADER = 48;
    static final int LOGIN_RESPONSE = 0x23;
    static final int SCSI_RESPONSE = 0x21;
    static final int DATA_IN = 0x25;

    private static final byte IMMEDIATE = 0x40;
    private static final byte SCSI_COMMAND = 0x01;
    private static final byte LOGIN = 0x03;
    private static final byte LOGOUT = 0x06;
    private static final byte FINAL_WRITE_SIMPLE = (byte) 0xa1;
    private static final byte FINAL_READ_SIMPLE = (byte) 0xc1;
    /** From operational negotiation to full feature phase, in one step. */
    private static final byte TO_FULL_FEATURE = (byte) 0x87;

    private IscsiPdu() {}

    /**
     * A command with its data that does not wait its turn: immediate commands leave the session's numbering as it is,
     * so that a second sender on the same connection does not confuse the first.
     *
     * @param tag tells the answer to it from those to other commands
     */
    static byte[] immediateWrite(int lun, int tag, PersistentReservation.Change change) {
        int length = change.parameters().remaining();
        ByteBuffer pdu = ByteBuffer.allocate(HEADER + length);
        pdu.put((byte) (IMMEDIATE | SCSI_COMMAND)).put(FINAL_WRITE_SIMPLE).putShort((short) 0);
        pdu.putInt(length);
        pdu.put((byte) 0).put((byte) lun).position(16);
        pdu.putInt(tag).putInt(length).putInt(0).putInt(0);
        return pdu.put(change.block().duplicate())
                .put(change.parameters().duplicate())
                .array();
    }

    static byte[] read(int lun, int tag, int number, int answered, ByteBuffer block, int longest) {
        ByteBuffer pdu = ByteBuffer.allocate(HEADER);
        pdu.put(SCSI_COMMAND).put(FINAL_READ_SIMPLE).putShort((short) 0).putInt(0);
        pdu.put((byte) 0).put((byte) lun).position(16);
        return pdu.putInt(tag)
                .putInt(longest)
                .putInt(number)
                .putInt(answered)
                .put(block.duplicate())
                .array();
    }

    /** Asks for a session without a password, all options as plain as they are. */
    static byte[] login(byte[] sessionId, int number, Map<String, String> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach((key, value) -> text.append(key).append('=').append(value).append('\0'));
        byte[] data = text.toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer pdu = ByteBuffer.allocate(HEADER + padded(data.length));
        pdu.put((byte) (IMMEDIATE | LOGIN))
                .put(TO_FULL_FEATURE)
                .putShort((short) 0)
                .putInt(data.length);
        pdu.put(sessionId).putShort((short) 0);
        pdu.putInt(0).putInt(0).putInt(number);
        return pdu.put(HEADER, data).array();
    }

    static byte[] logout(int tag, int number, int answered) {
        ByteBuffer pdu = ByteBuffer.allocate(HEADER);
        pdu.put((byte) (IMMEDIATE | LOGOUT)).put((byte) 0x80).position(16);
        return pdu.putInt(tag).putInt(0).putInt(number).putInt(answered).array();
    }

    /** A unit that has come, taken apart as far as needed. */
    record Incoming(ByteBuffer header, ByteBuffer data) {

        int operation() {
            return header.get(0) & 0x3f;
        }

        /** Of a login: class and detail, 0 is good. */
        int loginStatus() {
            return header.getShort(36) & 0xffff;
        }

        /** Of a login: whether the full feature phase is reached. */
        boolean loggedIn() {
            return (header.get(1) & 0x83) == 0x83;
        }

        /** Of the last data or a response: the SCSI status, 0 is good. */
        int status() {
            return header.get(3) & 0xff;
        }

        /** Of data: whether the status comes with it. */
        boolean carriesStatus() {
            return (header.get(1) & 0x01) != 0;
        }

        int statusNumber() {
            return header.getInt(24);
        }

        int nextCommandNumber() {
            return header.getInt(28);
        }
    }

    /** How many bytes follow a header, without the padding, additional headers included. */
    static int dataLength(ByteBuffer header) {
        return header.getInt(4) & 0xffffff;
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
