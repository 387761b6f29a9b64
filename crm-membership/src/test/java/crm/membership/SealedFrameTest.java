package crm.membership;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SealedFrameTest {

    private static final byte[] MESSAGE = "vote for me".getBytes(StandardCharsets.UTF_8);

    private final ClusterKey key = ClusterKey.create("table");
    private final SealedFrame sender = new SealedFrame(key);
    private final SealedFrame receiver = new SealedFrame(key);

    private byte[] sealed() {
        return sender.seal(MESSAGE, 0, MESSAGE.length);
    }

    private static boolean opens(SealedFrame by, byte[] frame) {
        return by.open(frame, 0, frame.length).isPresent();
    }

    @Test
    void opensWhatAMemberSealed() {
        byte[] frame = sealed();
        assertArrayEquals(MESSAGE, receiver.open(frame, 0, frame.length).orElseThrow());
        assertEquals(MESSAGE.length + SealedFrame.OVERHEAD, frame.length);
        assertFalse(new String(frame, StandardCharsets.ISO_8859_1).contains("vote"));
    }

    @Test
    void opensAMessageOnce() {
        byte[] frame = sealed();
        assertTrue(opens(receiver, frame));
        assertFalse(opens(receiver, frame));
    }

    @Test
    void opensMessagesInAnyOrder() {
        long seed = System.nanoTime();
        List<byte[]> frames = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            frames.add(sealed());
        }
        Collections.shuffle(frames, new Random(seed));
        for (byte[] frame : frames) {
            assertTrue(opens(receiver, frame), "seed " + seed);
        }
        for (byte[] frame : frames) {
            assertFalse(opens(receiver, frame), "seed " + seed);
        }
    }

    @Test
    void opensNothingOlderThanItRemembers() {
        byte[] old = sealed();
        for (int i = 0; i < 5000; i++) {
            byte[] frame = sealed();
            if (i % 100 == 0 || i == 4999) {
                assertTrue(opens(receiver, frame));
            }
        }
        assertFalse(opens(receiver, old));
    }

    @Test
    void opensItsOwnMessagesAgainAndAgain() {
        // JGroups delivers a node's own messages to itself, retransmissions too.
        byte[] frame = sealed();
        assertTrue(opens(sender, frame));
        assertTrue(opens(sender, frame));
    }

    @Test
    void refusesWhatWasChangedAnywhere() {
        byte[] frame = sealed();
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] changed = frame.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(opens(receiver, changed), "bit " + bit);
        }
        for (int length = 0; length < frame.length; length++) {
            assertTrue(receiver.open(frame, 0, length).isEmpty());
        }
        assertTrue(opens(receiver, frame));
    }

    @Test
    void refusesAnotherClustersMessages() throws Exception {
        assertFalse(opens(new SealedFrame(ClusterKey.create("table")), sealed()));
        var renamed = ClusterKey.parse(key.text().replace("\ntable\n", "\nother\n"), "a test");
        assertFalse(opens(new SealedFrame(renamed), sealed()));
    }
}
