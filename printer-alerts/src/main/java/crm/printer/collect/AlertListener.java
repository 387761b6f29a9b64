package crm.printer.collect;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where agents tell their alerts. Each is served by a thread of its own; what was warned of last is all they share. */
final class AlertListener implements AutoCloseable {

    /** Who wants the alerts. */
    interface Taker {

        /**
         * Takes an alert, and returns once it cannot be lost any more.
         *
         * @return why it is not taken; empty if it is
         * @throws IOException if that is not known; the agent will tell it again
         */
        Optional<String> take(PacemakerAlert alert) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(AlertListener.class);
    private static final int READ_MS_MAX = 5_000;
    private static final Duration TELLING_MAX = Duration.ofSeconds(5);
    private static final int AT_ONCE_MAX = 100;
    private static final Duration WARN_AGAIN_AFTER = Duration.ofMinutes(1);

    private final ServerSocket server;
    private final Optional<AlertKey> key;
    private final Taker taker;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.EPOCH);
    private final Semaphore places = new Semaphore(AT_ONCE_MAX);

    /**
     * Begins to listen.
     *
     * @param key which agents must have; without one everybody is believed
     */
    AlertListener(InetSocketAddress address, Optional<AlertKey> key, Taker taker, InstantSource clock)
            throws IOException {
        this.server = new ServerSocket();
        this.key = key;
        this.taker = taker;
        this.clock = clock;
        server.setReuseAddress(true);
        server.bind(address);
        Thread.ofVirtual().name("alerts-listen").start(this::listen);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    @Override
    public void close() throws IOException {
        server.close();
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
            Optional<String> stranger = key.flatMap(known -> AlertWire.refusal(message, challenge, known));
            stranger.ifPresent(why -> warnNowAndThen(socket, "is not believed: " + why));
            Optional<String> refusal = stranger.isPresent() ? stranger : take(message);
            say(socket, refusal.map(why -> "no: " + why).orElseGet(() -> AlertWire.taken(message, challenge, key)));
        } catch (IOException broken) {
            warnNowAndThen(socket, "was not taken: " + broken.getMessage());
        } finally {
            places.release();
        }
    }

    private Optional<String> take(byte[] message) throws IOException {
        Map<String, String> variables = AlertWire.variables(message);
        Optional<PacemakerAlert> alert =
                PacemakerAlert.of(variables, variables.getOrDefault(AlertWire.ON_NODE, ""), clock.instant());
        return alert.isPresent() ? taker.take(alert.get()) : Optional.of("it is no alert");
    }

    /** A stranger must not be able to fill the disk with warnings. */
    private void warnNowAndThen(Socket socket, String why) {
        Instant now = clock.instant();
        Instant before = warned.getAndUpdate(last -> now.isBefore(last.plus(WARN_AGAIN_AFTER)) ? last : now);
        if (!now.isBefore(before.plus(WARN_AGAIN_AFTER))) {
            log.warn("an alert from {} {}", socket.getInetAddress(), why);
        }
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
