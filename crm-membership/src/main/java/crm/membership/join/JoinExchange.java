package crm.membership.join;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The cryptography of joining, of which each side does its half:
 *
 * <pre>
 *   joiner → member   token id, fresh X25519 key                       in clear
 *   member → joiner   fresh X25519 key                                 in clear
 *   joiner → member   name of the new node                             sealed, joiner's key
 *   member → joiner   welcome                                          sealed, member's key
 * </pre>
 *
 * <p>Both keys come from the agreed X25519 secret and the token's secret together, and depend on all that was sent in
 * clear. So who does not know the token learns nothing and cannot stand between; and who learns the token later cannot
 * read what was recorded.
 */
final class JoinExchange {

    static final int LARGEST = 64 * 1024;
    private static final int KEY_BYTES = 32;

    private final KeyPair own;

    JoinExchange() {
        try {
            own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java 25 has X25519", e);
        }
    }

    /** What is sent to the other side in clear. */
    byte[] publicKey() {
        return own.getPublic().getEncoded();
    }

    /** Keys for both directions. */
    record Keys(SecretKey joiners, SecretKey members) {}

    /**
     * The keys that both sides come to.
     *
     * @param theirs the other side's public key
     * @param transcript all that was sent in clear, in the order of sending
     */
    Keys agree(byte[] theirs, byte[] tokenSecret, byte[] transcript) throws GeneralSecurityException {
        PublicKey their = KeyFactory.getInstance("X25519").generatePublic(new X509EncodedKeySpec(theirs));
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own.getPrivate());
        agreement.doPhase(their, true);
        byte[] agreed = agreement.generateSecret();
        return new Keys(
                expand(agreed, tokenSecret, transcript, "crm join, joiner to member"),
                expand(agreed, tokenSecret, transcript, "crm join, member to joiner"));
    }

    private static SecretKey expand(byte[] agreed, byte[] tokenSecret, byte[] transcript, String purpose)
            throws GeneralSecurityException {
        var context = new ByteArrayOutputStream();
        context.writeBytes(purpose.getBytes(StandardCharsets.UTF_8));
        context.write(0);
        context.writeBytes(transcript);
        var parameters = HKDFParameterSpec.ofExtract()
                .addIKM(agreed)
                .addSalt(tokenSecret)
                .thenExpand(context.toByteArray(), KEY_BYTES);
        return KDF.getInstance("HKDF-SHA256").deriveKey("AES", parameters);
    }

    /** Each key seals one message only, so the nonce may be constant. */
    static byte[] seal(SecretKey key, byte[] message) throws GeneralSecurityException {
        return cipher(Cipher.ENCRYPT_MODE, key).doFinal(message);
    }

    /** Fails if it was not sealed with the key. */
    static byte[] open(SecretKey key, byte[] sealed) throws GeneralSecurityException {
        return cipher(Cipher.DECRYPT_MODE, key).doFinal(sealed);
    }

    private static Cipher cipher(int mode, SecretKey key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, new byte[12]));
        return cipher;
    }

    static void send(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
        out.flush();
    }

    static byte[] receive(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LARGEST) {
            throw new IOException("a part of " + length + " bytes is not part of a join");
        }
        var part = new byte[length];
        in.readFully(part);
        return part;
    }

    static byte[] transcript(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(new byte[] {(byte) (part.length >> 8), (byte) part.length});
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
