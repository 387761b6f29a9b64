package crm.printer;

import crm.printer.paper.PaperLink;
import crm.printer.paper.PaperQuestion;
import crm.printer.paper.PaperState;
import crm.printer.paper.PaperTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
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
        Thread thread = Thread.ofPlatform().daemon().name("printer").start(attempt);
        if (thread.join(limit)) {
            return attempt.result();
        }
        attempt.giveUp();
        if (!thread.join(CLOSING_MAX)) {
            stuck = thread;
        }
        return attempt.begun()
                ? new Delivery.NotKnown(transport.name() + " took longer than " + limit.toSeconds() + " s")
                : new Delivery.NotBegun(transport.name() + " did not answer within " + limit.toSeconds() + " s");
    }

    /** One attempt; its references are all that its thread shares with the one that waits. */
    private final class Attempt implements Runnable {

        private final byte[] bytes;
        private final AtomicReference<Delivery> result =
                new AtomicReference<>(new Delivery.NotBegun("it was not begun"));
        private final AtomicReference<@Nullable PaperLink> open = new AtomicReference<>();

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
                result.updateAndGet(before ->
                        before instanceof Delivery.NotBegun ? new Delivery.NotBegun(why) : new Delivery.NotKnown(why));
            }
        }

        private void send(PaperLink link) throws IOException {
            if (link.ask(PaperQuestion.NOW) == PaperState.OUT) {
                result.set(new Delivery.NotBegun("there is no paper"));
                return;
            }
            result.set(new Delivery.NotKnown("it was cut short"));
            link.write(bytes);
            result.set(
                    switch (link.ask(PaperQuestion.ONCE_PRINTED)) {
                        case READY -> new Delivery.Done(true);
                        case OUT -> new Delivery.NotKnown("the paper ran out");
                        case SILENT -> silentAfterwards(link);
                    });
        }

        /** A printer that tells its state now, but not that it is done, is stuck; one that never tells is trusted. */
        private Delivery silentAfterwards(PaperLink link) throws IOException {
            return link.ask(PaperQuestion.NOW) == PaperState.OUT
                    ? new Delivery.NotKnown("the paper ran out")
                    : new Delivery.Done(false);
        }

        boolean begun() {
            return result() instanceof Delivery.NotKnown;
        }

        Delivery result() {
            return Objects.requireNonNull(result.get());
        }

        void giveUp() {
            PaperLink link = open.get();
            if (link == null) {
                return;
            }
            try {
                link.close();
            } catch (IOException already) {
                log.debug("closing {}: {}", transport.name(), already.getMessage());
            }
        }
    }
}
