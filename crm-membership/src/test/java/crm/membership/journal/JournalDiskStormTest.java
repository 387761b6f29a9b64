package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import crm.membership.journal.JournalRecord.Appended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A journal that lives through hundreds of power losses, full disks and failing ones, each in the middle of something:
 * whatever it has acknowledged is there afterwards, and of what it had begun all or nothing of each entry. Replays with
 * {@code -Dcrm.seed=N -Dcrm.storms=1}.
 */
class JournalDiskStormTest {

    private static final long SEED = Long.getLong("crm.seed", System.nanoTime() >>> 10);
    private static final int STORMS = Integer.getInteger("crm.storms", 2_000);
    private static final int STEPS = 40;

    /** What must be there: the log as far as it was acknowledged, or as it is meant to be next. */
    private record Expected(long term, String vote, String snapshot, long first, List<String> entries) {

        static Expected of(JournalLog log) {
            var entries = new ArrayList<String>();
            for (long i = Math.max(1, log.first()); i <= log.last(); i++) {
                Appended entry = log.entry(i).orElseThrow();
                entries.add(entry.term() + text(entry.command()));
            }
            return new Expected(
                    log.term(),
                    text(log.vote()),
                    log.snapshot().map(JournalDiskStormTest::text).orElse(""),
                    log.first(),
                    List.copyOf(entries));
        }

        /** Whether this is what stood there before, with some of the entries appended to it that {@code next} has. */
        boolean between(Expected before, Expected next) {
            return equals(before)
                    || equals(next)
                    || (term == next.term
                            && vote.equals(next.vote)
                            && snapshot.equals(next.snapshot)
                            && entries.size() > before.entries.size()
                            && next.entries.size() > entries.size()
                            && next.entries.subList(0, entries.size()).equals(entries));
        }
    }

    private interface Step {
        void on(JournalLog log);
    }

    @Test
    void keepsWhatItAcknowledgedThroughEveryStorm() throws IOException {
        for (int i = 0; i < STORMS; i++) {
            long seed = SEED + i;
            try {
                storm(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                fail("replay with -Dcrm.seed=" + seed + " -Dcrm.storms=1: " + e.getMessage(), e);
            }
        }
    }

    /** A bit that turns over in what was safe: nothing is served that was not written, and nothing is missing in the middle. */
    @Test
    void servesNothingFalseAfterABitFlips() throws IOException {
        int refused = 0;
        for (int i = 0; i < STORMS; i++) {
            long seed = SEED + i;
            var random = new Random(seed);
            var disk = new BreakableDirectory();
            JournalLog log = open(disk);
            for (int step = 0; step < 15; step++) {
                next(random, log).on(log);
            }
            Expected whole = Expected.of(log);
            log.close(); // says that all before it was safe
            disk.flipABit(random);
            try {
                Expected found = Expected.of(open(disk));
                assertTrue(found.equals(whole), "seed " + seed + ": expected " + whole + "\nbut found " + found);
            } catch (JournalCorrupt refusal) {
                refused++;
            }
        }
        assertTrue(refused > STORMS / 2, "a flipped bit was noticed " + refused + " times of " + STORMS);
    }

    private static void storm(Random random) throws IOException {
        var disk = new BreakableDirectory();
        JournalLog log = open(disk);
        for (int i = 0; i < STEPS; i++) {
            Expected before = Expected.of(log);
            Step step = next(random, log);
            boolean trouble = random.nextInt(3) == 0;
            if (!trouble) {
                step.on(log);
                continue;
            }
            Expected meant = meant(disk, step);
            if (random.nextBoolean()) {
                disk.leaveSpace(random.nextInt(60));
            } else {
                disk.failAfterSteps(random.nextInt(4));
            }
            boolean acknowledged = true;
            try {
                step.on(log);
            } catch (UncheckedIOException diskFailed) {
                acknowledged = false;
            }
            disk = disk.afterPowerLoss(random);
            log = open(disk);
            Expected found = Expected.of(log);
            assertTrue(
                    acknowledged ? found.equals(meant) : found.between(before, meant),
                    (acknowledged ? "acknowledged" : "not acknowledged") + "\nbefore " + before + "\nmeant  " + meant
                            + "\nfound  " + found);
        }
    }

    /** What the step leads to on a disk that works. */
    private static Expected meant(BreakableDirectory disk, Step step) throws IOException {
        JournalLog elsewhere = open(disk.copy());
        step.on(elsewhere);
        return Expected.of(elsewhere);
    }

    private static Step next(Random random, JournalLog log) {
        long last = log.last();
        long term = Math.max(1, log.term());
        return switch (random.nextInt(8)) {
            case 0 -> l -> l.enterTerm(term + 1);
            case 1 -> {
                byte[] vote = {(byte) ('a' + random.nextInt(3))};
                yield l -> l.castVote(vote);
            }
            case 2 -> {
                long from = log.committed() + 1 + random.nextInt((int) Math.max(1, last - log.committed()));
                yield from <= last ? l -> l.cutBack(from) : _ -> {};
            }
            case 3 -> l -> l.commit(last);
            case 4 -> {
                long index = Math.max(log.first(), 1) + random.nextInt((int) Math.max(1, last - log.first() + 1));
                byte[] content = bytes("snapshot" + random.nextInt(100));
                yield index > last
                        ? _ -> {}
                        : l -> {
                            l.commit(last);
                            l.compact(index, content);
                        };
            }
            case 5 -> {
                byte[] content = bytes("theirs" + random.nextInt(100));
                yield random.nextInt(4) > 0 ? _ -> {} : l -> l.replace(last + 5, term, content);
            }
            default -> {
                var entries = new ArrayList<Appended>();
                int count = 1 + random.nextInt(3);
                for (int i = 1; i <= count; i++) {
                    entries.add(new Appended(last + i, term, false, bytes("x".repeat(random.nextInt(40)) + i)));
                }
                yield l -> l.append(entries);
            }
        };
    }

    private static JournalLog open(JournalDirectory disk) throws IOException {
        return JournalLog.open(disk, "table", "pi1", _ -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
