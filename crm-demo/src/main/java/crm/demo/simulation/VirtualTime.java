package crm.demo.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** A clock that goes on only when what was planned for later is done; equal times keep their order. */
final class VirtualTime {

    private static final long MICROS_PER_MILLI = 1000;

    private record Planned(long at, long number, Runnable what) implements Comparable<Planned> {
        @Override
        public int compareTo(Planned other) {
            return at == other.at ? Long.compare(number, other.number) : Long.compare(at, other.at);
        }
    }

    private final Instant begin;
    private final PriorityQueue<Planned> planned = new PriorityQueue<>();
    private long micros;
    private long count;

    /** @param begin the date at the beginning of everything */
    VirtualTime(Instant begin) {
        this.begin = begin;
    }

    /** The true time; what a machine's clock says may be something else. */
    Instant now() {
        return begin.plusNanos(micros * 1000);
    }

    /** Since the beginning of everything. */
    long millis() {
        return micros / MICROS_PER_MILLI;
    }

    void after(Duration delay, Runnable what) {
        afterMicros(delay.toNanos() / 1000, what);
    }

    void afterMillis(long millis, Runnable what) {
        afterMicros(millis * MICROS_PER_MILLI, what);
    }

    void afterMicros(long delay, Runnable what) {
        planned.add(new Planned(micros + delay, count++, what));
    }

    /** Does everything that is planned within this time, and ends at its end. */
    void run(Duration howLong) {
        long end = micros + howLong.toNanos() / 1000;
        while (!planned.isEmpty() && planned.peek().at() <= end) {
            Planned next = planned.remove();
            micros = next.at();
            next.what().run();
        }
        micros = end;
    }
}
