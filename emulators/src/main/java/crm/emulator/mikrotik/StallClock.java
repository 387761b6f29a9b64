package crm.emulator.mikrotik;

/**
 * When a stalling agent answers: the first request finds it busy for three seconds, and so do all that come meanwhile;
 * then it answers at once for as long, and the next request finds it busy again. Used by one thread.
 */
final class StallClock {

    private long stallEndsNanos;
    private boolean stalledBefore;

    /** How long the answer to a request that arrives now must wait, in nanoseconds; zero is at once. */
    long delayFor(long nowNanos) {
        long stall = Quirks.STALL.toNanos();
        if (!stalledBefore || nowNanos - stallEndsNanos > stall) {
            stalledBefore = true;
            stallEndsNanos = nowNanos + stall;
        }
        return Math.max(0, stallEndsNanos - nowNanos);
    }
}
