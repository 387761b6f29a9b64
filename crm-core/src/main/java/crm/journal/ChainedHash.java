package crm.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A link of a chain of SHA-256 hashes (FIPS 180-4): each covers the one before and a text, so that a text that is
 * missing, altered or out of order shows in every later link.
 *
 * @param hex 64 hexadecimal digits, lower case
 */
public record ChainedHash(String hex) {

    public ChainedHash {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 hash in hexadecimal digits: '" + hex + "'");
        }
    }

    /** The beginning of a chain that belongs to a cluster. */
    public static ChainedHash first(String cluster) {
        return new ChainedHash(sha256(cluster));
    }

    /** The link that follows this one and covers a text. */
    public ChainedHash next(String text) {
        return new ChainedHash(sha256(hex + "\n" + text));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
