package crm.printer.collect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts from all nodes' agents and prints a receipt for each incident. One thread owns the book; connections are
 * served by threads of their own, which put alerts into a queue and wait for the word that they are on the disk: all that
 * came while the disk was busy go there together.
 */
final class Collector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final int WAITING_MAX = 10_000;
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Longer than a slow card takes; shorter than an agent has patience for. */
    private static final Duration KEEPING_MAX = Duration.ofSeconds(2);

    private static final Duration PRINT_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Handover handover;
    private final InstantSource clock;
    private final LinkedBlockingQueue<Arrival> arrived = new LinkedBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AlertListener listener;
    private final Thread owner;

    /** No printing is tried before this time of {@link System#nanoTime}. */
    private long printNotBefore = System.nanoTime();

    /**
     * An alert, and whether it is kept.
     *
     * @param kept completed with why it could not be kept, or with nothing
     */
    private record Arrival(PacemakerAlert alert, CompletableFuture<Optional<String>> kept) {}

    /**
     * Prints what an earlier life had taken, as soon as that is over, and begins to listen.
     *
     * @param key which agents must have; without one everybody is believed
     */
    Collector(InetSocketAddress address, Optional<AlertKey> key, Handover handover, InstantSource clock)
            throws IOException {
        this.handover = handover;
        this.clock = clock;
        this.listener = new AlertListener(address, key, this::take, clock);
        this.owner = Thread.ofPlatform().daemon().name("alerts").start(this::work);
    }

    InetSocketAddress address() {
        return listener.address();
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        owner.join();
    }

    /** Takes nothing more. What is taken and not printed is printed in the next life. */
    @Override
    public void close() throws IOException {
        listener.close();
        // Not interrupted: that would break off what it writes to the disk.
        closing.set(true);
        try {
            owner.join(KEEPING_MAX);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> take(PacemakerAlert alert) throws IOException {
        var arrival = new Arrival(alert, new CompletableFuture<>());
        if (!arrived.offer(arrival)) {
            throw new IOException("too many alerts wait to be kept");
        }
        try {
            return arrival.kept().get(KEEPING_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException unknown) {
            throw new IOException("it could not be kept within " + KEEPING_MAX.toSeconds() + " s", unknown);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the collector ends", stopped);
        }
    }

    private void work() {
        try {
            handover.release();
            while (!closing.get()) {
                // First: what was over before the next alert came does not belong together with it.
                print();
                keep();
            }
        } catch (IOException broken) {
            log.error("the spool cannot be read, so nothing is printed: {}", broken.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() throws InterruptedException {
        @Nullable Arrival first = arrived.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return;
        }
        var together = new ArrayList<>(List.of(first));
        arrived.drainTo(together);
        Optional<String> trouble = Optional.empty();
        try {
            handover.book().take(together.stream().map(Arrival::alert).toList(), clock.instant());
        } catch (IOException broken) {
            log.error("{} alerts cannot be kept: {}", together.size(), broken.getMessage());
            trouble = Optional.of("it cannot be kept: " + broken.getMessage());
        }
        for (Arrival arrival : together) {
            arrival.kept().complete(trouble);
        }
    }

    private void print() {
        if (System.nanoTime() - printNotBefore < 0) {
            return;
        }
        try {
            handover.print(clock.instant());
        } catch (IOException broken) {
            log.error("{}; tried again in {} s", broken.getMessage(), PRINT_AGAIN_AFTER.toSeconds());
            printNotBefore = System.nanoTime() + PRINT_AGAIN_AFTER.toNanos();
        }
    }
}
