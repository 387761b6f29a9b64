package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.membership.journal.JournalRecord.Appended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalLogTest {

    private static final String FIRST_FILE = "entries-00000000";

    private final BreakableDirectory disk = new BreakableDirectory();
    private final List<String> fatal = new ArrayList<>();

    private JournalLog open(JournalDirectory directory) throws IOException {
        return JournalLog.open(directory, "table", "pi1", fatal::add);
    }

    private static Appended entry(long index, long term, String text) {
        return new Appended(index, term, false, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JournalLog log) {
        var texts = new ArrayList<String>();
        for (long i = Math.max(1, log.first()); i <= log.last(); i++) {
            texts.add(new String(log.entry(i).orElseThrow().command(), StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static JournalLog withThree(JournalLog log) {
        log.enterTerm(3);
        log.castVote(new byte[] {7, 7});
        log.append(List.of(entry(1, 3, "one")));
        log.append(List.of(entry(2, 3, "two"), entry(3, 3, "three")));
        log.commit(2);
        return log;
    }

    @Test
    void keepsEverythingAcknowledgedOverAPowerLoss() throws IOException {
        withThree(open(disk));
        JournalLog after = open(disk.afterPowerLoss());
        assertEquals(List.of("one", "two", "three"), texts(after));
        assertEquals(3, after.term());
        assertArrayEquals(new byte[] {7, 7}, after.vote());
        assertEquals(1, after.first());
        assertEquals(3, after.last());
    }

    @Test
    void remembersWhatWasCommittedWhenClosed() throws IOException {
        withThree(open(disk)).close();
        assertEquals(2, open(disk.copy()).committed());
    }

    @Test
    void forgetsItsVoteInANewTermOnly() throws IOException {
        JournalLog log = withThree(open(disk));
        log.enterTerm(2);
        assertEquals(3, log.term());
        assertArrayEquals(new byte[] {7, 7}, log.vote());
        log.enterTerm(4);
        JournalLog after = open(disk.afterPowerLoss());
        assertEquals(4, after.term());
        assertEquals(0, after.vote().length);
    }

    @Test
    void replacesWhatANewLeaderSupersedes() throws IOException {
        JournalLog log = withThree(open(disk));
        log.cutBack(3);
        log.append(List.of(entry(3, 4, "other")));
        assertEquals(List.of("one", "two", "other"), texts(open(disk.afterPowerLoss())));
    }

    @Test
    void dropsNothingThatIsCommitted() throws IOException {
        JournalLog log = withThree(open(disk));
        assertThrows(IllegalArgumentException.class, () -> log.cutBack(2));
        assertThrows(IllegalArgumentException.class, () -> log.append(List.of(entry(9, 3, "gap"))));
        assertEquals(List.of("one", "two", "three"), texts(log));
    }

    @Test
    void cutsOffATornWriteOfAnyLength() throws IOException {
        withThree(open(disk));
        byte[] whole = disk.read(FIRST_FILE);
        int before = whole.length;
        JournalLog log = open(disk);
        log.append(List.of(entry(4, 3, "four"), entry(5, 3, "five")));
        byte[] longer = disk.read(FIRST_FILE);
        for (int length = before; length < longer.length; length++) {
            // What the disk did not write is missing, or is there and empty.
            assertTorn(Arrays.copyOf(longer, length), length);
            assertTorn(
                    BreakableDirectory.concat(Arrays.copyOf(longer, length), new byte[longer.length - length]), length);
        }
    }

    private void assertTorn(byte[] bytes, int length) throws IOException {
        var torn = new BreakableDirectory();
        torn.put(FIRST_FILE, bytes);
        JournalLog log = open(torn);
        assertTrue(log.last() >= 3 && log.last() <= 5, "cut at " + length);
        assertEquals(List.of("one", "two", "three"), texts(log).subList(0, 3));
        // What comes next must stand after the last whole record.
        log.append(List.of(entry(log.last() + 1, 3, "next")));
        assertEquals("next", texts(open(torn.copy())).getLast());
    }

    @Test
    void acceptsThatALaterPartOfATornWriteReachedTheDiskAndAnEarlierDidNot() throws IOException {
        withThree(open(disk));
        int before = disk.read(FIRST_FILE).length;
        JournalLog log = open(disk);
        log.append(List.of(entry(4, 3, "a long entry, more than a sector"), entry(5, 3, "five")));
        byte[] bytes = disk.read(FIRST_FILE);
        Arrays.fill(bytes, before, before + 30, (byte) 0);
        var torn = new BreakableDirectory();
        torn.put(FIRST_FILE, bytes);
        assertEquals(List.of("one", "two", "three"), texts(open(torn)));
    }

    @Test
    void refusesAFileInWhichABitIsWrong() throws IOException {
        withThree(open(disk));
        int lastWrite = disk.read(FIRST_FILE).length;
        open(disk).append(List.of(entry(4, 3, "four")));
        byte[] bytes = disk.read(FIRST_FILE);
        for (int bit = 0; bit < lastWrite * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            var damaged = new BreakableDirectory();
            damaged.put(FIRST_FILE, flipped);
            var refusal = assertThrows(JournalCorrupt.class, () -> open(damaged), "bit " + bit);
            assertTrue(String.valueOf(refusal.getMessage()).contains("/var/lib/crm/journal/entries-00000000 at byte "));
            assertTrue(String.valueOf(refusal.getMessage()).contains("delete /var/lib/crm/journal"));
        }
    }

    @Test
    void beginsAnewAfterASnapshot() throws IOException {
        JournalLog log = withThree(open(disk));
        log.compact(2, new byte[] {1, 2, 3});
        log.append(List.of(entry(4, 3, "four")));
        JournalLog after = open(disk.afterPowerLoss());
        assertEquals(2, after.first());
        assertEquals(List.of("two", "three", "four"), texts(after));
        assertArrayEquals(new byte[] {1, 2, 3}, after.snapshot().orElseThrow());
        assertEquals(2, after.committed());
        assertArrayEquals(new byte[] {7, 7}, after.vote());
        assertEquals(List.of("entries-00000001", "snapshot-00000001"), disk.list());
    }

    @Test
    void takesAnotherNodesSnapshotInsteadOfItsOwnEntries() throws IOException {
        JournalLog log = withThree(open(disk));
        log.replace(10, 4, new byte[] {9});
        JournalLog after = open(disk.afterPowerLoss());
        assertEquals(10, after.first());
        assertEquals(10, after.last());
        assertEquals(10, after.committed());
        assertEquals(4, after.entry(10).orElseThrow().term());
        assertEquals(Optional.empty(), after.entry(3));
    }

    @Test
    void isEitherBeforeOrAfterASnapshotWhereverThePowerFails() throws IOException {
        for (int steps = 0; steps < 20; steps++) {
            var directory = new BreakableDirectory();
            JournalLog log = withThree(open(directory));
            directory.failAfterSteps(steps);
            boolean done = succeeds(() -> log.compact(2, new byte[] {1, 2, 3}));
            JournalLog after = open(directory.afterPowerLoss());
            assertEquals(3, after.last(), "after " + steps);
            assertEquals("three", texts(after).getLast());
            assertEquals(3, after.term());
            if (done) {
                assertTrue(after.snapshot().isPresent());
                return;
            }
        }
        throw new AssertionError("never done");
    }

    private static boolean succeeds(Runnable change) {
        try {
            change.run();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Test
    void refusesADamagedSnapshot() throws IOException {
        withThree(open(disk)).compact(2, new byte[] {1, 2, 3});
        byte[] bytes = disk.read("snapshot-00000001");
        for (int i = 0; i < bytes.length; i++) {
            var damaged = disk.copy();
            byte[] flipped = bytes.clone();
            flipped[i] ^= 64;
            damaged.put("snapshot-00000001", flipped);
            assertThrows(JournalCorrupt.class, () -> open(damaged), "byte " + i);
        }
    }

    @Test
    void refusesEntriesThatLackWhatTheSnapshotCountsOn() throws IOException {
        withThree(open(disk)).compact(2, new byte[] {1, 2, 3});
        byte[] bytes = disk.read("entries-00000001");
        for (int length = 0; length < bytes.length; length++) {
            var damaged = disk.copy();
            damaged.put("entries-00000001", Arrays.copyOf(bytes, length));
            assertThrows(JournalCorrupt.class, () -> open(damaged), "length " + length);
        }
        var missing = disk.copy();
        missing.delete("entries-00000001");
        assertThrows(JournalCorrupt.class, () -> open(missing));
    }

    @Test
    void deletesWhatAnUnfinishedSnapshotLeft() throws IOException {
        withThree(open(disk));
        disk.put("entries-00000001", new byte[] {1});
        disk.put("snapshot-00000001.new", new byte[] {1});
        assertEquals(List.of("one", "two", "three"), texts(open(disk)));
        assertEquals(List.of(FIRST_FILE), disk.list());
    }

    @Test
    void acknowledgesNothingMoreOnceTheDiskIsFull() throws IOException {
        JournalLog log = withThree(open(disk));
        disk.leaveSpace(30);
        assertThrows(UncheckedIOException.class, () -> log.append(List.of(entry(4, 3, "does not fit any more"))));
        disk.leaveSpace(Long.MAX_VALUE);
        assertThrows(UncheckedIOException.class, () -> log.append(List.of(entry(4, 3, "x"))));
        assertThrows(UncheckedIOException.class, () -> log.castVote(new byte[] {1}));
        assertThrows(UncheckedIOException.class, () -> log.enterTerm(9));
        assertEquals(1, fatal.size());
        assertTrue(fatal.getFirst().contains("No space left on device"), fatal.getFirst());
        assertEquals(List.of("one", "two", "three"), texts(open(disk.copy())));
    }

    @Test
    void triesNoSecondTimeAfterAFailedSync() throws IOException {
        JournalLog log = withThree(open(disk));
        disk.failAfterSteps(0);
        assertThrows(UncheckedIOException.class, () -> log.append(List.of(entry(4, 3, "four"))));
        disk.failAfterSteps(Integer.MAX_VALUE);
        assertThrows(UncheckedIOException.class, () -> log.append(List.of(entry(4, 3, "four"))));
        assertEquals(1, fatal.size());
    }

    @Test
    void refusesTheDirectoryOfAnotherNodeOrCluster() throws IOException {
        open(disk).close();
        var refusal = assertThrows(IOException.class, () -> JournalLog.open(disk, "table", "pi2", fatal::add));
        assertTrue(String.valueOf(refusal.getMessage())
                .contains("belongs to node pi1 of cluster table, this is node pi2"));
        assertThrows(IOException.class, () -> JournalLog.open(disk, "other", "pi1", fatal::add));
        assertFalse(refusal instanceof JournalCorrupt);
    }
}
