package crm.emulator.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaperRollTest {

    private static final byte[] STATE = {0x10, 0x04, 0x04};

    private final PaperRoll roll = new PaperRoll();

    @Test
    void printsALineOfTextThirtyDotsHigh() {
        feed("Hello\n");
        assertEquals(30, roll.rows().size());
        assertFalse(roll.rows().stream().allMatch(row -> row.isEmpty()));
    }

    @Test
    void goesOnInTheNextLineAfterThirtyTwoLetters() {
        feed("x".repeat(33) + "\n");
        assertEquals(60, roll.rows().size());
    }

    @Test
    void printsAPictureDotByDotInTheMiddle() {
        feed(new byte[] {0x1b, 'a', 1, 0x1d, 'v', '0', 0, 1, 0, 2, 0, (byte) 0x81, 0x18});
        int left = (PaperRoll.WIDTH - 8) / 2;
        assertEquals("{" + left + ", " + (left + 7) + "}", roll.rows().get(0).toString());
        assertEquals(
                "{" + (left + 3) + ", " + (left + 4) + "}", roll.rows().get(1).toString());
    }

    @Test
    void understandsAStreamHoweverItIsCut() {
        byte[] all = {'a', 0x1b, 'E', 1, 'b', '\n', 0x1d, 'v', '0', 0, 1, 0, 1, 0, 0x55, 0x1d, '!', 0x11, 'c', '\n'};
        var atOnce = new PaperRoll();
        atOnce.feed(all);
        for (byte one : all) {
            roll.feed(new byte[] {one});
        }
        assertEquals(atOnce.rows(), roll.rows());
    }

    @Test
    void withoutPaperItKeepsWhatComesAndAnswersOnlyForItsState() {
        assertArrayEquals(new byte[] {0x12}, roll.feed(STATE));
        roll.takePaperOut();
        assertArrayEquals(new byte[] {0x72}, roll.feed(STATE));
        assertArrayEquals(new byte[0], roll.feed(new byte[] {'a', '\n', 0x1d, 'r', 1}));
        assertEquals(0, roll.rows().size());
        assertArrayEquals(new byte[] {0}, roll.loadPaper());
        assertEquals(30, roll.rows().size());
    }

    @Test
    void endsWhereThePaperEnds() {
        roll.loadPaper(45);
        feed("one\ntwo\nthree\n");
        assertEquals(45, roll.rows().size());
        assertFalse(roll.hasPaper());
    }

    @Test
    void complainsOfWhatItDoesNotKnow() {
        feed(new byte[] {0x1d, '(', 'k', 3, 0, 49, 67, 3, 0x1b, 0x7f});
        assertEquals(List.of("unknown: GS ( k with 3 bytes", "unknown: ESC 0x7f"), roll.complaints());
    }

    @Test
    void neverFailsWhateverComes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            try {
                new PaperRoll().feed(bytes);
            } catch (RuntimeException broken) {
                throw new AssertionError("seed " + seed + ", round " + round, broken);
            }
        }
    }

    @Test
    void eachCutMakesASlipOfItsOwnInThePicture() {
        feed("one\n");
        feed(new byte[] {0x1d, 'V', 'B', 0});
        feed("two\ntwo\n");
        feed(new byte[] {0x1d, 'V', 'B', 0});
        int both = PaperPicture.of(roll, 1000).height();
        int last = PaperPicture.ofLast(roll).height();
        assertTrue(both > last + 30, both + " and " + last);
    }

    private void feed(String text) {
        feed(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void feed(byte[] bytes) {
        assertEquals(0, roll.feed(bytes).length);
    }
}
