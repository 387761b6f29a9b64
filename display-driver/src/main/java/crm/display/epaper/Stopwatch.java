package crm.display.epaper;

import java.time.Duration;

/** Passing time, as a device needs it: measured and waited for. */
public interface Stopwatch {

    /** Time since some moment, never going back. */
    Duration elapsed();

    /** Waits. */
    void pause(Duration time) throws InterruptedException;

    /** The machine's own. */
    Stopwatch REAL = new Stopwatch() {
        @Override
        public Duration elapsed() {
            return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    };
}
