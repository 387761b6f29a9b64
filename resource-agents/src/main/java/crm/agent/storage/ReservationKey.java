package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.model.NodeName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The keys by which a target tells nodes apart: eight bytes, not zero. */
final class ReservationKey {

    /** "crm" in the three bytes in front, so that a person who lists keys sees whose they are. */
    private static final long MARK = 0x63726dL << 40;

    private static final long REST = (1L << 40) - 1;

    private ReservationKey() {}

    static long of(NodeName node) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(node.value().getBytes(StandardCharsets.UTF_8));
            return MARK | (ByteBuffer.wrap(digest).getLong() & REST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static long read(String text) throws AgentFailure {
        try {
            long key = Long.parseUnsignedLong(text.replaceFirst("^0[xX]", ""), 16);
            if (key != 0) {
                return key;
            }
        } catch (NumberFormatException e) {
            throw unreadable(text);
        }
        throw unreadable(text);
    }

    private static AgentFailure unreadable(String text) {
        return AgentFailure.misconfigured(
                "parameter reservation_key is '" + text + "', not 1 to 16 hexadecimal digits other than zero");
    }
}
