package crm.display;

import crm.display.layout.ScreenText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides when a slow panel that wears out is redrawn: once the cluster has come to rest, not too often, not for what it
 * shows already, and again after a while if it failed. A value: every happening gives a new one. All its times are of one
 * clock that nobody sets.
 *
 * @param wanted what should be shown, if it has not been yet
 * @param shown what the panel shows; empty at first, when whatever an earlier life drew is on the glass
 * @param failures drawings in a row that failed
 * @param notBefore no new attempt before this time; set by failures, and by what an earlier life drew
 */
public record ScreenPolicy(
        Timing timing, Optional<Wanted> wanted, Optional<Shown> shown, int failures, Instant notBefore) {

    /**
     * How patient a panel must be.
     *
     * @param rest how long nothing must have changed before a redraw
     * @param patience a cluster that never comes to rest is drawn after this long all the same
     * @param interval the shortest time between two redraws; what a maker says a panel endures
     * @param retry the pause after the first failure; doubled after each further one
     * @param retryMax the longest such pause
     */
    public record Timing(Duration rest, Duration patience, Duration interval, Duration retry, Duration retryMax) {

        /** For a picture file, which neither is slow nor wears out. */
        public static final Timing PICTURE = new Timing(
                Duration.ofMillis(150),
                Duration.ofSeconds(1),
                Duration.ZERO,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));

        /** For an e-Paper panel that visitors look at. */
        public static final Timing BOOTH = new Timing(
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMinutes(10));

        /** For a black-and-white panel, which changes dots within a second. */
        public static final Timing FAST = new Timing(
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10));

        /** For an e-Paper panel that shall last for years: the interval its maker recommends. */
        public static final Timing GENTLE = new Timing(
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(180),
                Duration.ofMinutes(3),
                Duration.ofMinutes(30));
    }

    /**
     * Words that wait to be drawn.
     *
     * @param since when the panel first ceased to be up to date
     * @param changed when the words last changed
     */
    public record Wanted(ScreenText text, Instant since, Instant changed) {}

    /** Words on the panel. */
    public record Shown(ScreenText text, Instant at) {}

    /** What to do next. */
    public sealed interface Next {}

    /** Draw this now. */
    public record Draw(ScreenText text) implements Next {}

    /** Ask again then, or when something new is wanted. */
    public record WaitUntil(Instant then) implements Next {}

    /** The panel is up to date. */
    public record Rest() implements Next {}

    /**
     * A panel of which nobody knows what it shows.
     *
     * @param rested how long it has not been redrawn, at least: an earlier life may have just done so
     */
    public static ScreenPolicy fresh(Timing timing, Duration rested, Instant now) {
        Duration missing = timing.interval().minus(least(rested, timing.interval()));
        return new ScreenPolicy(timing, Optional.empty(), Optional.empty(), 0, now.plus(missing));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** The cluster's state has these words now. */
    public ScreenPolicy want(ScreenText text, Instant now) {
        if (shows(text)) {
            return new ScreenPolicy(timing, Optional.empty(), shown, failures, notBefore);
        }
        Wanted next = wanted.map(
                        waiting -> waiting.text().equals(text) ? waiting : new Wanted(text, waiting.since(), now))
                .orElse(new Wanted(text, now, now));
        return new ScreenPolicy(timing, Optional.of(next), shown, failures, notBefore);
    }

    /** What to do at this time. */
    public Next next(Instant now) {
        if (wanted.isEmpty()) {
            return new Rest();
        }
        Instant due = due(wanted.get());
        return due.isAfter(now) ? new WaitUntil(due) : new Draw(wanted.get().text());
    }

    /** These words are on the panel since now. */
    public ScreenPolicy drawn(ScreenText text, Instant now) {
        Optional<Wanted> left = wanted.filter(waiting -> !waiting.text().equals(text));
        return new ScreenPolicy(timing, left, Optional.of(new Shown(text, now)), 0, Instant.MIN);
    }

    /** The panel could not be drawn; nobody knows what is on the glass. */
    public ScreenPolicy failed(Instant now) {
        Duration pause = timing.retry().multipliedBy(1L << Math.min(failures, 10));
        Instant again = now.plus(least(pause, timing.retryMax()));
        return new ScreenPolicy(timing, wanted, Optional.empty(), failures + 1, again);
    }

    private boolean shows(ScreenText text) {
        return shown.map(shown -> shown.text().equals(text)).orElse(false);
    }

    private Instant due(Wanted wanted) {
        Instant atRest = wanted.changed().plus(timing.rest());
        Instant outOfPatience = wanted.since().plus(timing.patience());
        Instant due = atRest.isBefore(outOfPatience) ? atRest : outOfPatience;
        Instant rested = shown.map(last -> last.at().plus(timing.interval())).orElse(Instant.MIN);
        return latest(latest(due, rested), notBefore);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
