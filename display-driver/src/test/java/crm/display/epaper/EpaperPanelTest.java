package crm.display.epaper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.display.frame.Canvas;
import crm.display.frame.Frame;
import crm.display.frame.Ink;
import crm.display.layout.Palette;
import crm.emulator.panel.PaperPanel;
import crm.emulator.panel.Refused;
import crm.emulator.picture.Picture;
import crm.transition.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpaperPanelTest {

    /** The panels there are, with an emulator of each. */
    enum Panel {
        ORIGINAL(PanelRevision.ORIGINAL) {
            @Override
            PaperPanel emulated() {
                return PaperPanel.original();
            }
        },
        V3(PanelRevision.V3) {
            @Override
            PaperPanel emulated() {
                return PaperPanel.v3();
            }
        },
        V4(PanelRevision.V4) {
            @Override
            PaperPanel emulated() {
                return PaperPanel.v4();
            }
        },
        BLACK_WHITE(PanelRevision.BLACK_WHITE_V4) {
            @Override
            PaperPanel emulated() {
                return PaperPanel.blackWhite();
            }
        };

        @SuppressWarnings("ImmutableEnumChecker") // A record of immutable parts, which the checker cannot see.
        private final PanelRevision revision;

        Panel(PanelRevision revision) {
            this.revision = revision;
        }

        abstract PaperPanel emulated();
    }

    @Property(tries = 60)
    void showsExactlyTheFrame(@ForAll Panel panel, @ForAll long seed) {
        PaperPanel glass = panel.emulated();
        Frame frame = random(panel.revision, new Random(seed));
        assertInstanceOf(Outcome.Succeeded.class, driver(panel.revision, glass).draw(frame), () -> "seed " + seed);
        assertShows(frame, glass);
        glass.requireComplete();
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void sleepsAfterwardsAndWakesForTheNextFrame(Panel panel) {
        PaperPanel glass = panel.emulated();
        var driver = driver(panel.revision, glass);
        for (int seed = 0; seed < 3; seed++) {
            Frame frame = random(panel.revision, new Random(seed));
            assertInstanceOf(Outcome.Succeeded.class, driver.draw(frame));
            assertTrue(glass.asleep());
            assertShows(frame, glass);
        }
        assertEquals(3, glass.glass().refreshes());
    }

    @Property(tries = 20)
    void aFastPanelChangesDotsAFewTimesAndThenClearsItsGhosts(@ForAll long seed) {
        PaperPanel glass = PaperPanel.blackWhite();
        var driver = driver(PanelRevision.BLACK_WHITE_V4, glass);
        var random = new Random(seed);
        int most = 0;
        for (int round = 0; round < 14; round++) {
            Frame frame = random(PanelRevision.BLACK_WHITE_V4, random);
            assertInstanceOf(Outcome.Succeeded.class, driver.draw(frame));
            assertShows(frame, glass);
            most = Math.max(most, glass.glass().changesInARow());
        }
        assertEquals(5, most);
    }

    @Test
    void aFastPanelThatFailedIsClearedAsAWhole() {
        PaperPanel glass = PaperPanel.blackWhite();
        var broken = new AtomicBoolean();
        var wires = new PanelWires(
                bytes -> {
                    if (broken.get()) {
                        throw new IOException("the ribbon came loose");
                    }
                    glass.write(bytes);
                },
                glass::reset,
                glass::dataMode,
                glass::power,
                glass::busy);
        var driver = new EpaperPanel(PanelRevision.BLACK_WHITE_V4, wires, new TestTime(glass));
        driver.draw(random(PanelRevision.BLACK_WHITE_V4, new Random(1)));
        driver.draw(random(PanelRevision.BLACK_WHITE_V4, new Random(2)));
        assertEquals(1, glass.glass().changesInARow());
        broken.set(true);
        assertInstanceOf(Outcome.Failed.class, driver.draw(random(PanelRevision.BLACK_WHITE_V4, new Random(3))));
        broken.set(false);
        Frame frame = random(PanelRevision.BLACK_WHITE_V4, new Random(4));
        assertEquals(new Outcome.Succeeded("drawn"), driver.draw(frame));
        assertEquals(0, glass.glass().changesInARow());
        assertShows(frame, glass);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void theIdleBusyLineTellsTheFamily(Panel panel) throws Exception {
        PaperPanel glass = panel.emulated();
        var wires = new PanelWires(glass::write, glass::reset, glass::dataMode, glass::power, glass::busy);
        boolean young = panel == Panel.V4 || panel == Panel.BLACK_WHITE;
        assertEquals(
                young ? Optional.of(Family.YOUNG) : Optional.of(Family.OLD), Family.found(wires, new TestTime(glass)));
        assertTrue(Family.found(wires, new TestTime(glass)).orElseThrow().has(panel.revision));
    }

    @Test
    void aBusyLineThatNeverMovesBelongsToNoFamily() throws Exception {
        for (boolean level : new boolean[] {false, true}) {
            var loose = new PanelWires(bytes -> {}, high -> {}, high -> {}, high -> {}, () -> level);
            assertEquals(Optional.empty(), Family.found(loose, new TestTime(PaperPanel.v4())));
        }
    }

    /** The other reading of V4's red plane shows red where the first shows white, and white where red. */
    @Test
    void theOtherReadingOfTheRedPlaneTurnsItRound() {
        PaperPanel glass = PaperPanel.v4();
        Frame frame = new Canvas(250, 122).frame();
        driver(PanelRevision.V4_OTHER_RED, glass).draw(frame);
        assertEquals(2, glass.glass().lying().at(0, 0));
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void givesUpOnAPanelThatIsBusyForEver(Panel panel) {
        PaperPanel glass = panel.emulated();
        glass.breakDown();
        Outcome outcome = driver(panel.revision, glass).draw(random(panel.revision, new Random(1)));
        assertEquals(new Outcome.TimedOut(Duration.ofSeconds(40)), outcome);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void anyStepLeftOutOfTheMiddleIsNoticedOrHarmless(Panel panel) {
        Frame frame = random(panel.revision, new Random(7));
        var harmless = new ArrayList<PanelStep>();
        for (int left = 0; left < panel.revision.redraw().size(); left++) {
            var steps = new ArrayList<>(panel.revision.redraw());
            PanelStep missing = steps.remove(left);
            PaperPanel glass = panel.emulated();
            var crippled = new PanelRevision(
                    "crippled", panel.revision.size(), panel.revision.busy(), panel.revision.inks(), steps, List.of());
            try {
                driver(crippled, glass).draw(frame);
                assertShows(frame, glass);
                harmless.add(missing);
            } catch (Refused | AssertionError noticed) {
                // That is what it is for.
            }
        }
        // Without these the picture is the same: they spare the panel, or come after the refresh.
        assertTrue(harmless.size() < panel.revision.redraw().size() / 2 + 1, harmless::toString);
        // In two inks the second plane only matters to the next change of dots.
        boolean blackWhite = panel.revision.inks() == Palette.BLACK_WHITE;
        assertTrue(
                harmless.stream()
                        .noneMatch(step ->
                                step instanceof PanelStep.SendPlane plane && !(blackWhite && plane.command() == 0x26)),
                harmless::toString);
        assertTrue(harmless.stream().noneMatch(PanelStep.Reset.class::isInstance), harmless::toString);
    }

    @ParameterizedTest
    @EnumSource(Panel.class)
    void brokenWiresAreToldAndNotThrown(Panel panel) {
        var wires = new PanelWires(
                bytes -> {
                    throw new IOException("no such device: /dev/spidev0.0");
                },
                high -> {},
                high -> {},
                high -> {},
                () -> false);
        var outcome = new EpaperPanel(panel.revision, wires, new TestTime(panel.emulated()))
                .draw(random(panel.revision, new Random(1)));
        String why = switch (outcome) {
            case Outcome.Failed failed -> failed.why();
            case Outcome.Succeeded _, Outcome.TimedOut _ -> Assertions.fail(outcome.toString());
        };
        assertTrue(why.contains("/dev/spidev0.0"), why);
    }

    private static EpaperPanel driver(PanelRevision revision, PaperPanel glass) {
        var wires = new PanelWires(glass::write, glass::reset, glass::dataMode, glass::power, glass::busy);
        return new EpaperPanel(revision, wires, new TestTime(glass));
    }

    private static Frame random(PanelRevision revision, Random random) {
        var canvas = new Canvas(revision.size().width(), revision.size().height());
        List<Ink> inks = revision.inks() == Palette.BLACK_WHITE ? List.of(Ink.WHITE, Ink.BLACK) : List.of(Ink.values());
        for (int y = 0; y < revision.size().height(); y++) {
            for (int x = 0; x < revision.size().width(); x++) {
                canvas.dot(x, y, inks.get(random.nextInt(inks.size())));
            }
        }
        return canvas.frame();
    }

    private static void assertShows(Frame frame, PaperPanel panel) {
        Picture seen = panel.glass().lying();
        assertEquals(frame.width(), seen.width());
        assertEquals(frame.height(), seen.height());
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                int expected = switch (frame.at(x, y)) {
                    case WHITE -> 0;
                    case BLACK -> 1;
                    case RED -> 2;
                };
                if (seen.at(x, y) != expected) {
                    throw new AssertionError("at " + x + ", " + y + ": " + seen.at(x, y) + ", not " + expected);
                }
            }
        }
    }

    /** Time that passes only while the driver waits, for the driver and the panel alike. */
    private static final class TestTime implements Stopwatch {

        private final PaperPanel panel;
        private Duration elapsed = Duration.ZERO;

        TestTime(PaperPanel panel) {
            this.panel = panel;
        }

        @Override
        public Duration elapsed() {
            return elapsed;
        }

        @Override
        public void pause(Duration time) {
            elapsed = elapsed.plus(time);
            panel.elapse(time);
        }
    }
}
