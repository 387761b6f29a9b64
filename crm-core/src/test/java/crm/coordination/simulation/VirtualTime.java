package crm.coordination.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that goes on only when what was planned for later is done; equal times keep their order. */
final class VirtualTime {

    private record Planned(Instant at, long number, Runnable what) {}

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparing(Planned::at).thenComparingLong(Planned::number));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long count;

    Instant now() {
        return now;
    }

    void after(Duration delay, Runnable what) {
        planned.add(new Planned(now.plus(delay), count++, what));
    }

    void afterMillis(long millis, Runnable what) {
        after(Duration.ofMillis(millis), what);
    }

    /** Does everything that is planned within this time, and ends at its end. */
    void run(Duration howLong) {
        Instant end = now.plus(howLong);
        while (!planned.isEmpty() && !planned.peek().at().isAfter(end)) {
            Planned next = planned.remove();
            now = next.at();
            next.what().run();
        }
        now = end;
    }
}
