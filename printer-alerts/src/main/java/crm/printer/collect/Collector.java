package crm.printer.collect;

import crm.alert.ReceiptOrder;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.port.AlertPrinter;
import crm.printer.spool.Job;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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

    private final ServerSocket server;
    private final AlertPrinter printer;
    private final Spool spool;
    private final AlertBook book;
    private final InstantSource clock;
    private final String cluster;
    private final LinkedBlockingQueue<PacemakerAlert> arrived = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Thread owner;

    /**
     * Begins to listen.
     *
     * @param spool the printer's, from which the next number follows
     * @param quiet for so long nothing must have happened before an incident counts as over
     */
    Collector(
            InetSocketAddress address,
            AlertPrinter printer,
            Spool spool,
            Duration quiet,
            String cluster,
            InstantSource clock)
            throws IOException {
        this.server = new ServerSocket();
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
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException over) {
                log.debug("no connection: {}", over.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(READ_MS_MAX);
            Map<String, String> variables = AlertWire.read(socket.getInputStream());
            Optional<PacemakerAlert> alert =
                    PacemakerAlert.of(variables, variables.getOrDefault(AlertWire.ON_NODE, ""), clock.instant());
            boolean taken = alert.isPresent() && arrived.offer(alert.get());
            socket.getOutputStream().write((taken ? "ok\n" : "no\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException broken) {
            log.warn("an alert did not arrive: {}", broken.getMessage());
        }
    }

    private void work() {
        try {
            while (!server.isClosed()) {
                @Nullable PacemakerAlert alert = arrived.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                if (alert != null) {
                    book.take(alert, clock.instant());
                }
                if (arrived.isEmpty()) {
                    print();
                }
            }
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
            if (!(outcome instanceof Outcome.Succeeded)) {
                log.error("no receipt for \"{}\": {}", due.get().sentence(), outcome);
            }
        } catch (IOException broken) {
            log.error("the spool cannot be read: {}", broken.getMessage());
        }
    }
}
