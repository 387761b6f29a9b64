package crm.display.button;

import java.time.Duration;

/**
 * What is known of the button from the levels that were read so far. A contact bounces, so a level counts only once it has
 * held; a person must hold the button down; and a contact that is closed when we begin may be stuck, so it counts for
 * nothing until it was seen open.
 */
public sealed interface ButtonState {

    /** A level must hold for so long to be believed. */
    Duration SETTLES = Duration.ofMillis(30);

    /** So long the button must be held down. */
    Duration HOLD = Duration.ofSeconds(1);

    /**
     * Not seen open yet.
     *
     * @param openSince when it last began to be open; negative if it is closed
     */
    record Guarded(Duration openSince) implements ButtonState {}

    /**
     * Open, or closed for so short a time that it may be bouncing.
     *
     * @param closedSince when it was closed; negative if it is open
     */
    record Open(Duration closedSince) implements ButtonState {}

    /**
     * Held down.
     *
     * @param since when it was closed
     * @param openSince when it began to be open again, if only by a bounce; negative if it is closed
     */
    record Held(Duration since, Duration openSince) implements ButtonState {}

    /** Held for long enough: this is the moment. Afterwards it must be released first, like a stuck one. */
    record Fired() implements ButtonState {}

    /** Nothing is known. */
    static ButtonState unknown() {
        return new Guarded(NEVER);
    }

    /** Stands for "not now" among times, which count from the process's start. */
    Duration NEVER = Duration.ofSeconds(-1);

    /**
     * What is known after one more look.
     *
     * @param closed whether the contact is closed now
     * @param now time since some moment, never going back
     */
    default ButtonState after(boolean closed, Duration now) {
        return switch (this) {
            case Guarded(Duration openSince) -> guarded(openSince, closed, now);
            case Open(Duration closedSince) -> {
                Duration since = !closed ? NEVER : closedSince.isNegative() ? now : closedSince;
                yield lasted(since, SETTLES, now) ? new Held(since, NEVER) : new Open(since);
            }
            case Held(Duration since, Duration openSince) -> {
                Duration open = closed ? NEVER : openSince.isNegative() ? now : openSince;
                if (lasted(open, SETTLES, now)) {
                    yield new Open(NEVER);
                }
                yield closed && lasted(since, HOLD, now) ? new Fired() : new Held(since, open);
            }
            case Fired() -> guarded(NEVER, closed, now);
        };
    }

    private static ButtonState guarded(Duration openSince, boolean closed, Duration now) {
        Duration open = closed ? NEVER : openSince.isNegative() ? now : openSince;
        return lasted(open, SETTLES, now) ? new Open(NEVER) : new Guarded(open);
    }

    private static boolean lasted(Duration since, Duration limit, Duration now) {
        return !since.isNegative() && now.minus(since).compareTo(limit) >= 0;
    }
}
