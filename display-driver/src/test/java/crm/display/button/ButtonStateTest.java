package crm.display.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ButtonStateTest {

    private static final long LOOK_MS = 10;

    /** The times at which it fires, for a level at each look, ten milliseconds apart. */
    private static List<Long> fires(List<Boolean> closed) {
        var fires = new ArrayList<Long>();
        ButtonState state = ButtonState.unknown();
        for (int i = 0; i < closed.size(); i++) {
            state = state.after(closed.get(i), Duration.ofMillis(i * LOOK_MS));
            if (state instanceof ButtonState.Fired) {
                fires.add(i * LOOK_MS);
            }
        }
        return fires;
    }

    private static List<Boolean> levels(Object... stretches) {
        var levels = new ArrayList<Boolean>();
        for (int i = 0; i < stretches.length; i += 2) {
            for (long ms = 0; ms < (int) stretches[i]; ms += LOOK_MS) {
                levels.add((boolean) stretches[i + 1]);
            }
        }
        return levels;
    }

    @Example
    void firesOnceAfterASecondAndNotAgainUntilReleased() {
        assertEquals(List.of(1100L), fires(levels(100, false, 5000, true)));
        assertEquals(List.of(1100L, 6700L), fires(levels(100, false, 5000, true, 600, false, 1500, true)));
    }

    @Example
    void aTouchIsNothing() {
        assertEquals(List.of(), fires(levels(100, false, 950, true, 500, false, 950, true)));
    }

    @Example
    void aContactThatIsStuckAtBootNeverFiresAndWorksOnceItCameLoose() {
        assertEquals(List.of(), fires(levels(60_000, true)));
        assertEquals(List.of(), fires(levels(500, true, 20, false, 5_000, true)), "a bounce is no release");
        assertEquals(List.of(1600L), fires(levels(500, true, 100, false, 1_200, true)));
    }

    @Example
    void bouncesWhilePressingAndWhileHeldDoNotInterruptIt() {
        assertEquals(
                1,
                fires(levels(100, false, 10, true, 10, false, 10, true, 10, false, 1_200, true))
                        .size());
        assertEquals(
                1, fires(levels(100, false, 500, true, 20, false, 800, true)).size());
    }

    /** Whatever the levels: it fires only at the end of a second in which no opening lasted. */
    @Property(tries = 2000)
    void neverFiresWithoutASecondOfBeingHeld(@ForAll long seed) {
        var random = new Random(seed);
        var levels = new ArrayList<Boolean>();
        while (levels.size() < 600) {
            boolean level = random.nextBoolean();
            int looks = 1 + random.nextInt(random.nextBoolean() ? 4 : 150);
            for (int i = 0; i < looks; i++) {
                levels.add(level);
            }
        }
        for (long at : fires(levels)) {
            int end = (int) (at / LOOK_MS);
            int open = 0;
            int longestOpen = 0;
            for (int i = end - 100; i <= end; i++) {
                open = levels.get(i) ? 0 : open + 1;
                longestOpen = Math.max(longestOpen, open);
            }
            assertTrue(longestOpen <= 3, "fired at " + at + " though it was open for " + longestOpen + " looks");
            boolean wasOpen = levels.subList(0, end - 99).contains(false);
            assertTrue(wasOpen, "fired though it was never seen open");
        }
    }
}
