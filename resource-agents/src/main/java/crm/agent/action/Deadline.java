package crm.agent.action;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** The moment at which a call must be over, on the machine's monotonic clock. */
public record Deadline(long nanoTime) {

    public static Deadline after(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** Never negative. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean passed() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** What is left, but no more than {@code limit}. */
    public Duration remaining(Duration limit) {
        Duration left = remaining();
        return left.compareTo(limit) < 0 ? left : limit;
    }

    /** The earlier of this and a moment {@code limit} from now. */
    public Deadline within(Duration limit) {
        return after(remaining(limit));
    }

    /** Sleeps, but not beyond this. */
    public void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(remaining(pause));
    }

    /** @throws TimeoutException saying what was being waited for, if this has passed */
    public void check(String waitedFor) throws TimeoutException {
        if (passed()) {
            throw new TimeoutException("timed out " + waitedFor);
        }
    }
}
