package crm.printer.collect;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.printer.spool.Job;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes alerts from all nodes' agents and prints a receipt for each incident. One thread owns the book; connections are
 * served by threads of their own that only put alerts into a queue.
 */
final class Collector implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    private static final int WAITING_MAX = 10_000;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int READ_MS_MAX = 5_000;
    private static final Duration TELLING_MAX = Duration.ofSeconds(5);
    private static final int AT_ONCE_MAX = 100;
    private static final Duration WARN_AGAIN_AFTER = Duration.ofMinutes(1);

    private final ServerSocket server;
    private final NodeName self;
    private final AlertPrinter printer;
    private final Spool spool;
    private final AlertBook book;
    private final InstantSource clock;
    private final String cluster;
    private final Optional<AlertKey> key;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.EPOCH);
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);
    private final LinkedBlockingQueue<PacemakerAlert> arrived = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread owner;

    /**
     * Begins to listen.
     *
     * @param self the name under which the printer prints
     * @param spool the printer's, from which the next number follows
     * @param key which agents must have; without one everybody is believed
     * @param quiet for so long nothing must have happened before an incident counts as over
     */
    Collector(
            InetSocketAddress address,
            NodeName self,
            Optional<AlertKey> key,
            AlertPrinter printer,
            Spool spool,
            Duration quiet,
            String cluster,
            InstantSource clock)
            throws IOException {
        this.server = new ServerSocket();
        this.key = key;
        this.self = self;
        this.printer = printer;
        this.spool = spool;
        this.book = new AlertBook(quiet);
        this.clock = clock;
        this.cluster = cluster;
        server.setReuseAddress(true);
        server.bind(address);
        Thread.ofVirtual().name("alerts-listen").start(this::listen);
        this.owner = Thread.ofPlatform().daemon().name("alerts").start(this::work);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Waits until it is closed. */
    void join() throws InterruptedException {
        owner.join();
    }

    @Override
    public void close() throws IOException {
        server.close();
        owner.interrupt();
    }

    private void listen() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().start(() -> serve(socket));
                } else {
                    // An agent tries again; whoever holds all places is cut off in a few seconds.
                    socket.close();
                }
            } catch (IOException over) {
                log.debug("no connection: {}", over.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(READ_MS_MAX);
            String challenge = AlertWire.challenge(random);
            say(socket, challenge);
            byte[] message = AlertWire.read(socket.getInputStream(), TELLING_MAX);
            Optional<String> refusal = key.flatMap(known -> AlertWire.refusal(message, challenge, known));
            if (refusal.isPresent()) {
                warnNowAndThen(socket, "is not believed: " + refusal.get());
                say(socket, "no: " + refusal.get());
            } else {
                say(socket, take(message) ? AlertWire.taken(message, challenge, key) : "no: it is no alert");
            }
        } catch (IOException broken) {
            warnNowAndThen(socket, "did not arrive: " + broken.getMessage());
        } finally {
            places.release();
        }
    }

    /** A stranger must not be able to fill the disk with warnings. */
    private void warnNowAndThen(Socket socket, String why) {
        Instant now = clock.instant();
        Instant before = warned.getAndUpdate(last -> now.isBefore(last.plus(WARN_AGAIN_AFTER)) ? last : now);
        if (!now.isBefore(before.plus(WARN_AGAIN_AFTER))) {
            log.warn("an alert from {} {}", socket.getInetAddress(), why);
        }
    }

    private boolean take(byte[] message) {
        Map<String, String> variables = AlertWire.variables(message);
        return PacemakerAlert.of(variables, variables.getOrDefault(AlertWire.ON_NODE, ""), clock.instant())
                .map(arrived::offer)
                .orElse(false);
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Nobody else prints, so there is nobody to agree with. */
    private void releaseHeld() throws IOException {
        printer.noted(spool.held().stream()
                .map(job -> new ReceiptNote(job.number(), job.number(), job.hash(), job.written(), self))
                .toList());
    }

    private void work() {
        try {
            releaseHeld();
            while (!server.isClosed()) {
                @Nullable PacemakerAlert alert = arrived.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (alert != null) {
                    book.take(alert, clock.instant());
                }
                if (arrived.isEmpty()) {
                    print();
                }
            }
        } catch (IOException broken) {
            log.error("the spool cannot be read, so nothing is printed: {}", broken.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        try {
            Optional<Job> before = spool.newest();
            int number = before.map(Job::number).orElse(0) + 1;
            Optional<Incident> due = book.due(clock.instant(), number);
            if (due.isEmpty()) {
                return;
            }
            String previous =
                    before.map(Job::hash).orElse(ChainedHash.first(cluster).hex());
            Outcome outcome =
                    printer.print(new ReceiptOrder(cluster, number, previous, due.get(), "/incidents/" + number));
            if (outcome instanceof Outcome.Succeeded) {
                releaseHeld();
            } else {
                log.error("no receipt for \"{}\": {}", due.get().sentence(), outcome);
            }
        } catch (IOException broken) {
            log.error("the spool cannot be read: {}", broken.getMessage());
        }
    }
}
