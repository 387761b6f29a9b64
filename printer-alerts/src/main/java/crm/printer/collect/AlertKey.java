package crm.printer.collect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret by which agents and collector know each other: HMAC-SHA256 over what is said and over the challenge with
 * which the collector began. It keeps strangers from printing; it does not hide what is printed.
 */
final class AlertKey {

    /** Where both look if they are not told otherwise. */
    static final Path USUAL = Path.of("/etc/crm/alert.key");

    /** Who says something: what one side said can never be sent back as if the other had said it. */
    enum Speaker {
        AGENT,
        COLLECTOR
    }

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 16;

    /** The owner, and to read the group: Pacemaker runs agents as hacluster, the collector may run as root. */
    private static final Set<PosixFilePermission> ALLOWED = PosixFilePermissions.fromString("rw-r-----");

    private final SecretKeySpec secret;

    private AlertKey(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * The key of this machine.
     *
     * @param named its file as configured; otherwise the usual one, if there is one
     * @throws IOException if a file that is there or was named cannot be read, others may read it, or it is too short
     */
    static Optional<AlertKey> of(Optional<Path> named) throws IOException {
        return named.isPresent() || Files.exists(USUAL) ? Optional.of(read(named.orElse(USUAL))) : Optional.empty();
    }

    static AlertKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions;
        byte[] secret;
        try {
            permissions = Files.getPosixFilePermissions(file);
            secret = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IOException("the alert key cannot be read: " + unreadable, unreadable);
        }
        if (!ALLOWED.containsAll(permissions)) {
            throw new IOException("the alert key " + file + " can be read or changed by others ("
                    + PosixFilePermissions.toString(permissions) + "); run: chmod 640 " + file);
        }
        if (secret.length < SHORTEST) {
            throw new IOException("the alert key " + file + " is shorter than " + SHORTEST
                    + " characters; make one: head -c 32 /dev/urandom | base64 >" + file);
        }
        return new AlertKey(secret);
    }

    /** The seal of what one side says. */
    String seal(Speaker speaker, String challenge, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            mac.update(("crm alert " + speaker + " " + challenge + "\n").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(message));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has " + ALGORITHM, missing);
        }
    }

    /** Whether that seal is this key's. Takes as long for a wrong one as for the right one. */
    boolean made(String seal, Speaker speaker, String challenge, byte[] message) {
        return MessageDigest.isEqual(
                seal.getBytes(StandardCharsets.UTF_8),
                seal(speaker, challenge, message).getBytes(StandardCharsets.UTF_8));
    }
}
