package crm.membership;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals messages with AES-256-GCM, so that only members can read, make or change them, and opens each once.
 *
 * <pre>
 *   version 1 | salt 16 | counter 8 | sealed message | tag 16
 * </pre>
 *
 * <p>Every life of a daemon draws a salt and derives its own key from the cluster's with it; so a counter is a nonce
 * that never repeats under one key, however often daemons restart. A receiver remembers which of the last counters of a
 * salt it has opened, so a recorded message cannot be played again while its sender or its receiver lives.
 */
final class SealedFrame {

    static final int OVERHEAD = 1 + 16 + 8 + 16;
    private static final byte VERSION = 1;
    private static final int SALT = 16;
    private static final int TAG_BITS = 128;
    private static final int HEADER = 1 + SALT + Long.BYTES;
    private static final int WINDOW = 4096;
    private static final int SENDERS = 64;

    private final ClusterKey key;
    private final byte[] salt = new byte[SALT];
    private final SecretKey ownKey;
    private final AtomicLong counter = new AtomicLong();

    // Several threads receive at once; what they share is only looked up and marked under the lock.
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ByteBuffer, Sender> senders = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Sender> eldest) {
            return size() > SENDERS;
        }
    };

    /** A life of a daemon whose messages were opened. */
    private static final class Sender {
        private final SecretKey key;
        private final BitSet seen = new BitSet(WINDOW);
        private long highest = -1;

        Sender(SecretKey key) {
            this.key = key;
        }

        /** Whether this counter is new; it is not afterwards. */
        boolean first(long count) {
            if (count > highest) {
                for (long i = Math.max(highest + 1, count - WINDOW); i <= count; i++) {
                    seen.clear((int) (i % WINDOW));
                }
                highest = count;
            } else if (count <= highest - WINDOW || seen.get((int) (count % WINDOW))) {
                return false;
            }
            seen.set((int) (count % WINDOW));
            return true;
        }
    }

    SealedFrame(ClusterKey key) {
        this.key = key;
        new SecureRandom().nextBytes(salt);
        ownKey = key.derive("traffic", salt);
    }

    byte[] seal(byte[] message, int offset, int length) {
        long count = counter.getAndIncrement();
        var frame = new byte[length + OVERHEAD];
        ByteBuffer.wrap(frame).put(VERSION).put(salt).putLong(count);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, ownKey, count);
            cipher.updateAAD(frame, 0, HEADER);
            cipher.doFinal(message, offset, length, frame, HEADER);
            return frame;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES in GCM", e);
        }
    }

    /** What was sealed; empty if no member sealed it, or if it was opened before. */
    Optional<byte[]> open(byte[] frame, int offset, int length) {
        if (length < OVERHEAD || frame[offset] != VERSION) {
            return Optional.empty();
        }
        byte[] from = Arrays.copyOfRange(frame, offset + 1, offset + 1 + SALT);
        long count = ByteBuffer.wrap(frame, offset + 1 + SALT, Long.BYTES).getLong();
        if (count < 0) {
            return Optional.empty();
        }
        boolean own = Arrays.equals(from, salt);
        SecretKey opening = own ? ownKey : keyOf(from);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, opening, count);
            cipher.updateAAD(frame, offset, HEADER);
            byte[] message = cipher.doFinal(frame, offset + HEADER, length - HEADER);
            return own || first(from, opening, count) ? Optional.of(message) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private SecretKey keyOf(byte[] from) {
        lock.lock();
        try {
            Sender sender = senders.get(ByteBuffer.wrap(from));
            if (sender != null) {
                return sender.key;
            }
        } finally {
            lock.unlock();
        }
        return key.derive("traffic", from); // remembered only once it has opened something
    }

    private boolean first(byte[] from, SecretKey opening, long count) {
        lock.lock();
        try {
            return senders.computeIfAbsent(ByteBuffer.wrap(from), _ -> new Sender(opening))
                    .first(count);
        } finally {
            lock.unlock();
        }
    }

    private static Cipher cipher(int mode, SecretKey key, long count) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        byte[] nonce = ByteBuffer.allocate(12).putInt(0).putLong(count).array();
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
