package crm.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.display.frame.Frame;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import crm.display.layout.StatusLayout;
import crm.display.layout.Views;
import crm.display.picture.PicturePanel;
import crm.state.Quorum;
import crm.status.StatusView;
import crm.transition.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusScreenTest {

    private static final StatusLayout LAYOUT =
            new StatusLayout(PanelSize.DOTS_212_104, Palette.BLACK_WHITE_RED, ZoneOffset.UTC, Optional.empty());
    private static final ScreenPolicy.Timing AT_ONCE = new ScreenPolicy.Timing(
            Duration.ofMillis(20), Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(20), Duration.ofMillis(20));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void drawsTheNewestViewAndCountsHowOftenItDid() throws Exception {
        Path png = directory.resolve("pi1.png");
        var counted = new CountedPanel(new PicturePanel(png), directory.resolve("redraws"));
        try (var screen = new StatusScreen(counted, LAYOUT, AT_ONCE, Duration.ZERO)) {
            screen.show(view("first"));
            await(() -> counted.redraws() == 1 && Files.exists(png));
            screen.show(view("second"));
            await(() -> counted.redraws() == 2);
            screen.show(view("second"));
        }
        assertEquals(2, new CountedPanel(counted, directory.resolve("redraws")).redraws());
    }

    @Test
    void showsOnTheGlassWhatTheLayoutGives() throws Exception {
        BlockingQueue<Frame> drawn = new LinkedBlockingQueue<>();
        try (var screen = new StatusScreen(frame -> keep(drawn, frame), LAYOUT, AT_ONCE, Duration.ZERO)) {
            screen.show(view("first"));
            assertEquals(LAYOUT.of(view("first")), drawn.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void tellsOfAFailureWithTheNextViewAndTriesAgainByItself() throws Exception {
        BlockingQueue<Frame> attempts = new LinkedBlockingQueue<>();
        Panel broken = frame -> {
            keep(attempts, frame);
            return attempts.size() < 3 ? new Outcome.Failed("no wires") : new Outcome.Succeeded("drawn");
        };
        try (var screen = new StatusScreen(broken, LAYOUT, AT_ONCE, Duration.ZERO)) {
            assertInstanceOf(Outcome.Succeeded.class, screen.show(view("first")));
            await(() -> attempts.size() >= 1);
            await(() -> attempts.size() >= 3 && screen.show(view("first")) instanceof Outcome.Succeeded);
        }
    }

    @Test
    void aPanelThatThrowsIsToldAndTriedAgainLikeOneThatFails() throws Exception {
        BlockingQueue<Frame> attempts = new LinkedBlockingQueue<>();
        Panel defect = frame -> {
            keep(attempts, frame);
            if (attempts.size() < 3) {
                throw new IllegalStateException("Failed to open SPI device");
            }
            return new Outcome.Succeeded("drawn");
        };
        try (var screen = new StatusScreen(defect, LAYOUT, AT_ONCE, Duration.ZERO)) {
            screen.show(view("first"));
            await(() -> attempts.size() >= 3 && screen.show(view("first")) instanceof Outcome.Succeeded);
        }
    }

    @Test
    void aHangingPanelHoldsUpNobodyAndTheLastViewIsDrawnWhenItComesBack() throws Exception {
        BlockingQueue<Frame> drawn = new LinkedBlockingQueue<>();
        var gate = new CountDownLatch(1);
        Panel slow = frame -> {
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return keep(drawn, frame);
        };
        try (var screen = new StatusScreen(slow, LAYOUT, AT_ONCE, Duration.ZERO)) {
            for (int i = 0; i < 100; i++) {
                screen.show(view("view " + i));
            }
            gate.countDown();
            await(() -> drawn.contains(LAYOUT.of(view("view 99"))));
            assertTrue(drawn.size() <= 3, () -> drawn.size() + " redraws");
        }
    }

    @Test
    void leavesALastPictureAndNeverDrawsAgain() throws Exception {
        BlockingQueue<Frame> drawn = new LinkedBlockingQueue<>();
        var screen = new StatusScreen(frame -> keep(drawn, frame), LAYOUT, AT_ONCE, Duration.ZERO);
        screen.leaveShowing(view("good bye"));
        screen.show(view("too late"));
        assertEquals(List.of(LAYOUT.of(view("good bye"))), List.copyOf(drawn));
    }

    @Test
    void aPictureThatCannotBeWrittenIsToldWithItsReason() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        var outcome = new PicturePanel(file.resolve("pi1.png")).draw(LAYOUT.of(view("x")));
        assertTrue(assertInstanceOf(Outcome.Failed.class, outcome).why().contains("pi1.png"));
    }

    private static Outcome keep(BlockingQueue<Frame> drawn, Frame frame) {
        drawn.add(frame);
        return new Outcome.Succeeded("drawn");
    }

    private static StatusView view(String headline) {
        return Views.view(
                "pi1",
                Quorum.of(3, 3),
                headline,
                List.of(Views.node("pi1", StatusView.Condition.ONLINE, "runs the web page", "web")));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen within " + PATIENCE);
            Thread.sleep(10);
        }
    }
}
