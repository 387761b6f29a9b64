package crm.printer;

import crm.printer.paper.PaperLink;
import crm.printer.paper.PaperQuestion;
import crm.printer.paper.PaperState;
import crm.printer.paper.PaperTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one receipt to the printer, and gives up after a while: a printer that is off, out of paper or out of reach may
 * block a write for ever. Each attempt has a platform thread of its own, as a blocked write would hold a carrier of
 * virtual threads; the thread that waits closes the link when time is over, which ends the write.
 */
final class PaperFeed {

    private static final Logger log = LoggerFactory.getLogger(PaperFeed.class);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(2);

    private final PaperTransport transport;
    private final Duration limit;

    /** The attempt under way, for the one who stops it. */
    private final AtomicReference<@Nullable Attempt> current = new AtomicReference<>();

    private @Nullable Thread stuck;

    PaperFeed(PaperTransport transport, Duration limit) {
        this.transport = transport;
        this.limit = limit;
    }

    /** Sends a receipt. Called by one thread only. */
    Delivery send(byte[] bytes) throws InterruptedException {
        if (stuck != null && stuck.isAlive()) {
            return new Delivery.NotBegun("an earlier write to " + transport.name() + " still hangs");
        }
        var attempt = new Attempt(bytes);
        current.set(attempt);
        Thread thread = Thread.ofPlatform().daemon().name("printer").start(attempt);
        if (!attempt.ended.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            attempt.giveUp(transport.name() + " took longer than " + limit.toSeconds() + " s");
        }
        if (!thread.join(CLOSING_MAX)) {
            stuck = thread;
        }
        return attempt.result();
    }

    /** Ends the attempt under way, if there is one, from another thread. */
    void stop() {
        Attempt attempt = current.get();
        if (attempt != null) {
            attempt.giveUp("it was stopped");
        }
    }

    /**
     * One attempt. Its references are all that its thread shares with the one that waits. Whether a byte went out is
     * decided by one exchange of {@code UNTOUCHED}: either the attempt begins, or it is given up before.
     */
    private final class Attempt implements Runnable {

        private static final Delivery UNTOUCHED = new Delivery.NotBegun("it was not begun");

        private final byte[] bytes;
        private final AtomicReference<Delivery> result = new AtomicReference<>(UNTOUCHED);
        private final AtomicReference<@Nullable PaperLink> open = new AtomicReference<>();
        private final CountDownLatch ended = new CountDownLatch(1);

        Attempt(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void run() {
            try (PaperLink link = transport.open()) {
                open.set(link);
                send(link);
            } catch (IOException broken) {
                String why = transport.name() + ": " + broken.getMessage();
                if (!result.compareAndSet(UNTOUCHED, new Delivery.NotBegun(why))) {
                    result.updateAndGet(
                            before -> before instanceof Delivery.NotKnown ? new Delivery.NotKnown(why) : before);
                }
            } finally {
                ended.countDown();
            }
        }

        private void send(PaperLink link) throws IOException {
            Optional<String> hindrance = hindrance(link);
            if (hindrance.isPresent()) {
                result.set(new Delivery.NotBegun(hindrance.get()));
                return;
            }
            if (!result.compareAndSet(UNTOUCHED, new Delivery.NotKnown("it was cut short"))) {
                return;
            }
            link.write(bytes);
            Delivery printed = switch (link.ask(PaperQuestion.ONCE_PRINTED)) {
                case READY -> new Delivery.Done(true);
                case OUT -> new Delivery.NotKnown("the paper ran out");
                case COVER_OPEN -> new Delivery.NotKnown("the cover was opened");
                case SILENT -> silentAfterwards(link);
            };
            result.set(printed);
        }

        /** What keeps it from printing now. One that is silent when asked for its paper is not asked twice. */
        private Optional<String> hindrance(PaperLink link) throws IOException {
            PaperState now = link.ask(PaperQuestion.NOW);
            PaperState why = now == PaperState.SILENT ? now : link.ask(PaperQuestion.WHY_NOT);
            if (why == PaperState.COVER_OPEN) {
                return Optional.of("its cover is open");
            }
            return now == PaperState.OUT || why == PaperState.OUT ? Optional.of("there is no paper") : Optional.empty();
        }

        /** A printer that tells its state now, but not that it is done, is stuck; one that never tells is trusted. */
        private Delivery silentAfterwards(PaperLink link) throws IOException {
            return hindrance(link).<Delivery>map(Delivery.NotKnown::new).orElse(new Delivery.Done(false));
        }

        Delivery result() {
            return Objects.requireNonNull(result.get());
        }

        /** From now on nothing is begun any more, and what was begun is ended. */
        void giveUp(String why) {
            result.updateAndGet(before -> switch (before) {
                case Delivery.NotKnown _ -> new Delivery.NotKnown(why);
                case Delivery.NotBegun _ -> new Delivery.NotBegun(why);
                case Delivery.Done done -> done;
            });
            PaperLink link = open.get();
            if (link != null) {
                try {
                    link.close();
                } catch (IOException already) {
                    log.debug("closing {}: {}", transport.name(), already.getMessage());
                }
            }
            ended.countDown();
        }
    }
}
