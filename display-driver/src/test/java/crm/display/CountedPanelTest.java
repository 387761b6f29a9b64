package crm.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.display.frame.Frame;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.display.layout.TestCard;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

/** A panel's wear over many lives of the daemon, on a machine whose clock may be anything. */
class CountedPanelTest {

    private static final Duration INTERVAL = ScreenPolicy.Timing.GENTLE.interval();
    private static final Frame FRAME = TestCard.of(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED);
    private static final Instant T = Instant.parse("2026-11-21T12:00:00Z");

    private Path file = Path.of("");

    /** What the machine believes, and what is true: seconds since the first boot. */
    private int boot;

    private Duration uptime = Duration.ZERO;
    private Instant clock = T;

    @BeforeTry
    void makeFolder() throws IOException {
        file = Files.createTempDirectory("panel").resolve("redraws");
    }

    @AfterTry
    void removeFolder() throws IOException {
        Files.deleteIfExists(file);
        Files.delete(file.resolveSibling(""));
    }

    private CountedPanel life() {
        return new CountedPanel(
                frame -> new Outcome.Succeeded("drawn"), file, () -> new MachineTime("boot" + boot, uptime, clock));
    }

    private void pass(Duration time) {
        uptime = uptime.plus(time);
        clock = clock.plus(time);
    }

    private void reboot(Instant believed) {
        boot++;
        uptime = Duration.ofSeconds(20);
        clock = believed;
    }

    /** A daemon that is restarted again and again must not wear the panel out, and its screen must not stay as it is. */
    @Property(tries = 40)
    void whateverTheClockSaysNoLifeWaitsForLongerThanTheIntervalAndInOneBootNoneDrawsSooner(@ForAll long seed) {
        var random = new Random(seed);
        Duration lastDrawn = Duration.ofDays(-1);
        for (int life = 0; life < 40; life++) {
            pass(Duration.ofSeconds(random.nextInt(100)));
            switch (random.nextInt(4)) {
                case 0 -> {
                    reboot(T.plusSeconds(random.nextLong(-2_000_000_000L, 2_000_000_000L)));
                    lastDrawn = Duration.ofDays(-1);
                }
                case 1 -> clock = T.plusSeconds(random.nextLong(-2_000_000_000L, 2_000_000_000L));
                default -> {}
            }
            CountedPanel panel = life();
            Duration rested = panel.rested();
            assertTrue(!rested.isNegative(), rested::toString);
            if (rested.compareTo(INTERVAL) >= 0) {
                assertTrue(uptime.minus(lastDrawn).compareTo(INTERVAL) >= 0, "drawn too soon");
                panel.draw(FRAME);
                lastDrawn = uptime;
            } else {
                pass(INTERVAL);
                assertTrue(panel.rested().compareTo(INTERVAL) >= 0, "it waits for ever");
                uptime = uptime.minus(INTERVAL);
                clock = clock.minus(INTERVAL);
            }
        }
    }

    @Example
    void afterABootTheClockIsBelievedIfItTellsOfALongRest() {
        life().draw(FRAME);
        reboot(T.plus(Duration.ofHours(1)));
        assertEquals(Duration.ofHours(1), life().rested());
    }

    @Example
    void aRedrawThatIsYetToComeByTheClockIsAsOldAsTheBootAtLeast() {
        life().draw(FRAME);
        reboot(Instant.EPOCH);
        assertEquals(Duration.ofSeconds(20), life().rested());
        pass(INTERVAL);
        assertTrue(life().rested().compareTo(INTERVAL) > 0);
    }

    @Example
    void aPanelThatWasNeverDrawnIsDrawnAtOnceAndOneOfWhichOnlyTheCountIsKnownIsNot() throws IOException {
        assertTrue(life().rested().compareTo(INTERVAL) > 0);
        Files.writeString(file, "41\n");
        assertEquals(Duration.ZERO, life().rested());
        life().draw(FRAME);
        assertEquals(42, life().redraws());
        pass(Duration.ofSeconds(7));
        assertEquals(Duration.ofSeconds(7), life().rested());
    }

    @Example
    void aFileThatIsDamagedIsCountedAnewAndKeepsNothingFromBeingDrawn() throws IOException {
        for (String damaged : new String[] {"", "many\n", "3\nnever was\n", "\0\0\0\0"}) {
            Files.writeString(file, damaged);
            assertEquals(Duration.ZERO, life().rested(), damaged);
            life().draw(FRAME);
            assertTrue(life().redraws() > 0, damaged);
        }
    }

    @Example
    void aRealMachineTellsMomentsThatCanBeCompared() {
        MachineTime before = MachineTime.parse(MachineTime.now().text()).orElseThrow();
        assertTrue(MachineTime.now().atLeastSince(before).compareTo(Duration.ofMinutes(5)) < 0);
    }
}
