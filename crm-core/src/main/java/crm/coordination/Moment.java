package crm.coordination;

import java.time.Duration;

/**
 * A point in the time of one daemon, which goes on evenly whatever is done to the machine's clock. For how long something
 * has taken or may still take; it says nothing to another node, nor to the same one after a restart.
 *
 * @param nanos since some fixed point
 */
public record Moment(long nanos) implements Comparable<Moment> {

    /** Before every other. */
    static final Moment EVER = new Moment(Long.MIN_VALUE);

    /** After every other. */
    static final Moment NEVER = new Moment(Long.MAX_VALUE);

    public Moment plus(Duration duration) {
        return new Moment(Math.addExact(nanos, duration.toNanos()));
    }

    boolean isBefore(Moment other) {
        return nanos < other.nanos;
    }

    boolean isAfter(Moment other) {
        return nanos > other.nanos;
    }

    Duration until(Moment other) {
        return Duration.ofNanos(Math.subtractExact(other.nanos, nanos));
    }

    @Override
    public int compareTo(Moment other) {
        return Long.compare(nanos, other.nanos);
    }
}
