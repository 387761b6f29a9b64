package crm.display;

import crm.display.layout.ScreenText;
import crm.display.layout.StatusLayout;
import crm.port.Screen;
import crm.status.StatusView;
import crm.transition.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a panel up to date with the newest view, as patiently as {@link ScreenPolicy} says. {@link #show} never waits
 * for the panel: it hands the view over and tells how the last drawing went.
 *
 * <p>One virtual thread of its own draws. It shares two references with the callers and nothing else: the newest view
 * (in) and how the last drawing ended (out), so no lock is needed.
 */
public final class StatusScreen implements Screen, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StatusScreen.class);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(1);

    private final Panel panel;
    private final StatusLayout layout;
    private final ScreenPolicy.Timing timing;
    private final Duration rested;
    private final AtomicReference<@Nullable StatusView> inbox = new AtomicReference<>();
    private final AtomicReference<Outcome> last = new AtomicReference<>(new Outcome.Succeeded("nothing drawn yet"));
    private final Thread painter;

    /**
     * Starts to draw on a panel as soon as a view comes.
     *
     * @param timing how patient to be with this panel
     * @param rested how long it has not been redrawn, at least
     */
    public StatusScreen(Panel panel, StatusLayout layout, ScreenPolicy.Timing timing, Duration rested) {
        this.panel = panel;
        this.layout = layout;
        this.timing = timing;
        this.rested = rested;
        this.painter = Thread.ofVirtual().name("screen").start(this::paint);
    }

    /** Takes the view as the newest. Fails if the last drawing did; it is tried again by itself. */
    @Override
    public Outcome show(StatusView view) {
        inbox.set(view);
        LockSupport.unpark(painter);
        return Objects.requireNonNull(last.get());
    }

    /** Draws one last view at once and then never again: what stays on the panel when the daemon leaves. */
    @Override
    public Outcome leaveShowing(StatusView view) {
        close();
        return panel.draw(layout.of(view));
    }

    /** Stops drawing. What is on the panel stays there. */
    @Override
    public void close() {
        painter.interrupt();
        try {
            if (!painter.join(CLOSING_MAX)) {
                log.warn("the screen is still busy drawing");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void paint() {
        var policy = ScreenPolicy.fresh(timing, rested, now());
        Instant asOf = Instant.EPOCH;
        while (!Thread.currentThread().isInterrupted()) {
            StatusView newest = inbox.getAndSet(null);
            if (newest != null) {
                asOf = newest.asOf();
                policy = policy.want(layout.words(newest), now());
            }
            switch (policy.next(now())) {
                case ScreenPolicy.Draw(ScreenText text) -> policy = afterDrawing(policy, text, asOf);
                case ScreenPolicy.WaitUntil(Instant then) ->
                    LockSupport.parkNanos(this, Duration.between(now(), then).toNanos());
                case ScreenPolicy.Rest() -> awaitView();
            }
        }
    }

    /** By a clock that nobody sets: one that was set back by an hour would keep an old picture on the glass for an hour. */
    private static Instant now() {
        return Instant.EPOCH.plusNanos(System.nanoTime());
    }

    private void awaitView() {
        if (inbox.get() == null) {
            LockSupport.park(this);
        }
    }

    private ScreenPolicy afterDrawing(ScreenPolicy policy, ScreenText text, Instant asOf) {
        Outcome outcome = attempt(text, asOf);
        last.set(outcome);
        Optional<String> trouble = switch (outcome) {
            case Outcome.Succeeded _ -> Optional.empty();
            case Outcome.Failed(String why) -> Optional.of(why);
            case Outcome.TimedOut(Duration limit) -> Optional.of("no answer within " + limit.toSeconds() + " s");
        };
        if (trouble.isEmpty()) {
            return policy.drawn(text, now());
        }
        ScreenPolicy after = policy.failed(now());
        log.warn("the screen could not be drawn ({}); next attempt not before {}", trouble.get(), after.notBefore());
        return after;
    }

    /** A defect in what draws must not end the thread: the screen would show an old picture for ever. */
    private Outcome attempt(ScreenText text, Instant asOf) {
        try {
            return panel.draw(layout.draw(text, asOf));
        } catch (RuntimeException defect) {
            log.error("the screen could not be drawn by a defect of the program", defect);
            return new Outcome.Failed(defect.toString());
        }
    }
}
