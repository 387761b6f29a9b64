package crm.fencing;

import java.time.Duration;

/** The moment by which something must be over, on the clock that never jumps. */
public record Deadline(long endNanos) {

    public static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** The time left, never negative. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean passed() {
        return endNanos - System.nanoTime() <= 0;
    }

    /** The earlier of this and so much from now. */
    public Deadline atMost(Duration limit) {
        Deadline other = after(limit);
        return other.endNanos - endNanos < 0 ? other : this;
    }
}
