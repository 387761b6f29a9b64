package crm.printer.spool;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * A job as a file: five lines of text, then the bytes for the printer. The digest shows a file that a full disk or a
 * fading card has damaged.
 */
public final class JobFile {

    private static final String MAGIC = "crm receipt 1";
    private static final int HEAD_LINES = 5;

    private final int number;
    private final String hash;
    private final Instant written;
    private final byte[] body;

    /**
     * A job that is to be kept.
     *
     * @param body the bytes that print it
     */
    public JobFile(int number, String hash, Instant written, byte[] body) {
        this.number = number;
        this.hash = hash;
        this.written = written;
        this.body = body.clone();
    }

    int number() {
        return number;
    }

    String hash() {
        return hash;
    }

    Instant written() {
        return written;
    }

    byte[] body() {
        return body.clone();
    }

    byte[] toBytes() {
        var out = new ByteArrayOutputStream();
        String head = String.join("\n", MAGIC, "" + number, hash, written.toString(), digest(body)) + "\n";
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not a job, or not a whole one
     */
    static JobFile parse(byte[] bytes) {
        int end = 0;
        for (int lines = 0; lines < HEAD_LINES; end++) {
            if (end >= bytes.length) {
                throw new IllegalArgumentException("it ends too early");
            }
            lines += bytes[end] == '\n' ? 1 : 0;
        }
        List<String> head =
                new String(bytes, 0, end, StandardCharsets.US_ASCII).lines().toList();
        byte[] body = Arrays.copyOfRange(bytes, end, bytes.length);
        if (!head.get(0).equals(MAGIC)) {
            throw new IllegalArgumentException("it begins with something else");
        }
        if (!head.get(4).equals(digest(body))) {
            throw new IllegalArgumentException("it is damaged");
        }
        try {
            return new JobFile(Integer.parseInt(head.get(1)), head.get(2), Instant.parse(head.get(3)), body);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("its time cannot be read", wrong);
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has SHA-256", missing);
        }
    }
}
