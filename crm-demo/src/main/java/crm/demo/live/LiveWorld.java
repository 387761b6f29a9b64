package crm.demo.live;

import crm.demo.simulation.SimulatedCluster;
import crm.demo.table.Refused;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A simulated cluster whose virtual time goes as fast as the time of whoever looks on. One thread plays it; everything that
 * is done to it is done by that thread, between two moments.
 */
final class LiveWorld {

    /** What happens in the world is seen this soon: less than anybody notices. */
    private static final long STEP_MILLIS = 5;

    /** What only an onlooker would want to know later is let go of this often. */
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final BlockingQueue<Runnable> deeds = new LinkedBlockingQueue<>();
    private final SimulatedCluster cluster;
    private long playedMicros;
    private boolean ended;

    /** @param begun the cluster, made of things that will ask this world */
    LiveWorld(Function<LiveWorld, SimulatedCluster> begun) {
        cluster = begun.apply(this);
    }

    /** What is played; only the playing thread may touch it. */
    SimulatedCluster cluster() {
        return cluster;
    }

    /**
     * Plays until it is ended, or this thread is interrupted.
     *
     * @param look is done after each step
     */
    void play(Runnable look) {
        long begin = System.nanoTime();
        cluster.later(MEMORY, this::forget);
        try {
            while (!ended) {
                Runnable deed = deeds.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
                catchUp(begin);
                if (deed != null) {
                    deed.run();
                }
                look.run();
            }
        } catch (InterruptedException toldToEnd) {
            Thread.currentThread().interrupt();
        }
    }

    private void catchUp(long begin) {
        long now = (System.nanoTime() - begin) / 1000;
        cluster.run(Duration.ofNanos((now - playedMicros) * 1000));
        playedMicros = now;
    }

    private void forget() {
        cluster.forgetThePast();
        cluster.later(MEMORY, this::forget);
    }

    /** Does something to the world, soon; from any thread. */
    void soon(Runnable deed) {
        deeds.add(deed);
    }

    /** Does something to the world; from any thread. What it {@linkplain Refused refuses} is the result's failure. */
    CompletableFuture<String> soon(Supplier<String> deed) {
        var done = new CompletableFuture<String>();
        soon(() -> {
            try {
                done.complete(deed.get());
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    /** No more is played. */
    void end() {
        ended = true;
    }
}
