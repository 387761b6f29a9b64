package crm.printer;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.Incident;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.printer.paper.PaperTransport;
import crm.printer.receipt.EscPosCodec;
import crm.printer.receipt.Receipt;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Job;
import crm.printer.spool.JobFile;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints receipts in order, each once as far as the printer lets us know. {@link #print} only writes to the spool; a
 * thread of its own brings the spool to the paper, however long the printer is off. What comes out late says so, and what
 * may have come out before says that too.
 *
 * <p>Besides the wish to stop, the spool's directory is all that the callers and that thread share.
 */
public final class ReceiptPrinter implements AlertPrinter, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReceiptPrinter.class);

    /** A receipt of the usual length takes a slow printer five seconds. */
    private static final Duration DELIVERY_MAX = Duration.ofSeconds(30);

    private static final Duration LATE_AFTER = Duration.ofSeconds(60);
    private static final Duration PAUSE_MIN = Duration.ofSeconds(2);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final Duration CLOSING_MAX = Duration.ofSeconds(1);

    private final NodeName self;
    private final Spool spool;
    private final ReceiptLayout layout;
    private final InstantSource clock;
    private final PaperFeed feed;
    private final Thread feeder;

    /** Set instead of interrupting the thread: an interrupt would break off what it writes to the spool. */
    private final AtomicBoolean closing = new AtomicBoolean();

    /**
     * Starts to print what is in the spool, and from then on whatever comes.
     *
     * @param self the node whose receipts these are; what another one prints is not printed here
     */
    public ReceiptPrinter(
            NodeName self, Spool spool, PaperTransport transport, ReceiptLayout layout, InstantSource clock) {
        this.self = self;
        this.spool = spool;
        this.layout = layout;
        this.clock = clock;
        this.feed = new PaperFeed(transport, DELIVERY_MAX);
        this.feeder = Thread.ofPlatform().daemon().name("receipts").start(this::printSpool);
    }

    /**
     * {@inheritDoc}
     *
     * <p>An order whose number is to be printed already is not spooled again: the answer is the hash of the receipt that is.
     */
    @Override
    public Outcome print(ReceiptOrder order) {
        try {
            Receipt receipt = layout.of(order);
            byte[] body = EscPosCodec.rows(receipt.rows());
            Job kept = spool.hold(new JobFile(receipt.number(), receipt.hash().hex(), due(order.incident()), body));
            return new Outcome.Succeeded(kept.hash());
        } catch (IOException broken) {
            return new Outcome.Failed("receipt " + order.number() + " cannot be spooled: " + broken.getMessage());
        }
    }

    /** When a receipt could have been had: one that was ordered late is late, too. */
    private Instant due(Incident incident) {
        Instant now = clock.instant();
        return incident.ended().filter(ended -> ended.isBefore(now)).orElse(now);
    }

    @Override
    public void noted(List<ReceiptNote> notes) {
        try {
            for (Job job : spool.held()) {
                Optional<ReceiptNote> note =
                        notes.stream().filter(n -> n.number() == job.number()).findFirst();
                if (note.isPresent()) {
                    settle(job, note.get());
                }
            }
        } catch (IOException broken) {
            log.error("what is held in the spool waits: {}", broken.getMessage());
        }
        LockSupport.unpark(feeder);
    }

    private void settle(Job job, ReceiptNote note) throws IOException {
        if (note.node().equals(self) && note.hash().equals(job.hash())) {
            spool.release(job);
        } else {
            log.info("receipt {} is printed by {}, not here", job.number(), note.node());
            spool.discard(job);
        }
    }

    /** Stops printing; what is not printed stays in the spool. */
    @Override
    public void close() {
        closing.set(true);
        feed.stop();
        LockSupport.unpark(feeder);
        try {
            if (!feeder.join(CLOSING_MAX)) {
                log.warn("the printer is still busy");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void printSpool() {
        Duration pause = PAUSE_MIN;
        while (!closing.get()) {
            try {
                List<Job> waiting = spool.unprinted();
                if (waiting.isEmpty()) {
                    LockSupport.park(this);
                } else if (printed(waiting.getFirst())) {
                    pause = PAUSE_MIN;
                } else if (!closing.get()) {
                    LockSupport.parkNanos(this, pause.toNanos());
                    pause = min(pause.multipliedBy(2), PAUSE_MAX);
                }
            } catch (InterruptedException stopped) {
                closing.set(true);
            } catch (IOException broken) {
                log.error("the spool cannot be used: {}", broken.getMessage());
                LockSupport.parkNanos(this, PAUSE_MAX.toNanos());
            }
        }
    }

    /** Whether the job is on paper, as far as we know. */
    private boolean printed(Job job) throws IOException, InterruptedException {
        byte[] bytes = bytes(job, clock.instant());
        // Noted before the first byte goes out: after a crash in between, the copy says that it may be the second.
        Job begun = spool.begun(job);
        switch (feed.send(bytes)) {
            case Delivery.Done(boolean confirmed) -> {
                spool.printed(begun);
                log.info("receipt {} printed{}", job.number(), confirmed ? "" : ", as far as the printer tells");
                return true;
            }
            case Delivery.NotBegun(String why) -> {
                // It keeps the mark if an earlier attempt may have left something on the paper.
                if (job.state() == Job.State.WAITING) {
                    spool.notBegun(begun);
                }
                log.warn("receipt {} waits: {}", job.number(), why);
                return false;
            }
            case Delivery.NotKnown(String why) -> {
                log.warn("receipt {} may be printed only in part ({}); it will be printed again", job.number(), why);
                return false;
            }
        }
    }

    private byte[] bytes(Job job, Instant now) throws IOException {
        boolean late = Duration.between(job.written(), now).compareTo(LATE_AFTER) > 0;
        boolean maybeAgain = job.state() == Job.State.SENDING;
        var bytes = new ByteArrayOutputStream();
        if (maybeAgain) {
            bytes.writeBytes(EscPosCodec.flush());
        }
        bytes.writeBytes(EscPosCodec.start());
        bytes.writeBytes(EscPosCodec.rows(layout.remarks(job.written(), now, late, maybeAgain)));
        bytes.writeBytes(spool.body(job));
        bytes.writeBytes(EscPosCodec.end());
        return bytes.toByteArray();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
