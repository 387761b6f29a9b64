package crm.membership;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret of a cluster: whoever has it is a member. 256 random bits, in a file that only root can read. Nothing is
 * ever encrypted with it directly; keys are derived from it.
 */
public final class ClusterKey {

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String cluster;
    private final byte[] secret;

    private ClusterKey(String cluster, byte[] secret) {
        this.cluster = cluster;
        this.secret = secret;
    }

    /** A new secret for a new cluster. */
    public static ClusterKey create(String cluster) {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        return new ClusterKey(cluster, secret);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if the file is not there, is no cluster key, or can be read by others; the message says what
     *     to do
     */
    public static ClusterKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("The cluster key " + file + " can be read by others ("
                    + PosixFilePermissions.toString(permissions) + "). Run: chmod 600 " + file
                    + "; if anyone may have read it, make a new one.");
        }
        return parse(Files.readString(file), file.toString());
    }

    /** The key as text for a file or a sealed message. */
    public String text() {
        return "crm cluster key 1\n" + cluster + "\n" + Base64.getEncoder().encodeToString(secret) + "\n";
    }

    /** Reads {@link #text}. */
    public static ClusterKey parse(String text, String place) throws IOException {
        List<String> lines = text.lines().toList();
        if (lines.size() != 3 || !lines.get(0).equals("crm cluster key 1")) {
            throw new IOException(place + " is not a cluster key");
        }
        byte @Nullable [] secret = decode(lines.get(2));
        if (secret == null || secret.length != BYTES) {
            throw new IOException(place + " is a damaged cluster key");
        }
        return new ClusterKey(lines.get(1), secret);
    }

    private static byte @Nullable [] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * Writes a new file, readable by its owner only, safe against power loss.
     *
     * @throws FileAlreadyExistsException if there is a file: a key is never overwritten, since losing it takes a node
     *     out of its cluster
     */
    public void write(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        Path written = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(written);
        Files.createFile(written, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            var bytes = java.nio.ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** The cluster that it is of. */
    public String cluster() {
        return cluster;
    }

    /** A key for AES-256 that only members can derive, another for each purpose and salt. */
    SecretKey derive(String purpose, byte[] salt) {
        return derive(secret, purpose + " of " + cluster, salt);
    }

    /** HKDF-SHA256 of any secret. */
    public static SecretKey derive(byte[] secret, String purpose, byte[] salt) {
        try {
            var parameters = HKDFParameterSpec.ofExtract()
                    .addIKM(secret)
                    .addSalt(salt)
                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), BYTES);
            return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
        }
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "key of cluster " + cluster;
    }
}
