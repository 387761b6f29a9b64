package crm.node.work;

import crm.port.ResourceAgent.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What happens to one instance, one thing after another, on a virtual thread of its own. Recurring work waits its turn
 * like everything else and is forgotten with {@link #cancelAll}.
 */
final class Lane {

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    private final Map<Duration, Thread> timers = new ConcurrentHashMap<>();
    /** Touched by this lane's own thread only. */
    private final List<Watch> watches = new ArrayList<>();

    Lane(String name) {
        Thread.ofVirtual().name("lane " + name).start(this::work);
    }

    private void work() {
        try {
            while (true) {
                queue.take().run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void submit(Runnable work) {
        queue.add(work);
    }

    /** Submits work unless the recurring work it belongs to was cancelled meanwhile. */
    void submitIfRecurring(Duration interval, Runnable work) {
        submit(() -> {
            if (timers.containsKey(interval)) {
                work.run();
            }
        });
    }

    /** Does the work every so often, counted from its end, until cancelled; replaces work of the same interval. */
    void every(Duration interval, Runnable work) {
        cancel(interval);
        Thread timer = Thread.ofVirtual().name("timer").unstarted(() -> {
            try {
                while (true) {
                    Thread.sleep(interval);
                    var done = new CountDownLatch(1);
                    submit(() -> {
                        if (timers.containsKey(interval)) {
                            work.run();
                        }
                        done.countDown();
                    });
                    done.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        timers.put(interval, timer);
        timer.start();
    }

    void watch(Watch watch) {
        watches.add(watch);
    }

    void cancel(Duration interval) {
        Thread timer = timers.remove(interval);
        if (timer != null) {
            timer.interrupt();
        }
    }

    void cancelAll() {
        List.copyOf(timers.keySet()).forEach(this::cancel);
        watches.forEach(Watch::close);
        watches.clear();
    }
}
