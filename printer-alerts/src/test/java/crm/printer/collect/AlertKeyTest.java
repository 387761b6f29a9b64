package crm.printer.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who may print: a collector with a key and what strangers try. */
@Timeout(120)
class AlertKeyTest {

    private static final AlertPrinter NO_PAPER = new AlertPrinter() {
        @Override
        public Outcome print(ReceiptOrder order) {
            return new Outcome.Succeeded("paper");
        }

        @Override
        public void noted(List<ReceiptNote> notes) {
            // Nothing was held.
        }
    };

    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Optional<AlertKey> ours = Optional.empty();
    private Optional<AlertKey> another = Optional.empty();

    @BeforeEach
    void makeKeys() throws IOException {
        ours = Optional.of(AlertKey.read(keyFile("ours", "correct horse battery staple", "rw-r-----")));
        another = Optional.of(AlertKey.read(keyFile("another", "incorrect horse battery staple", "rw-------")));
    }

    private Path keyFile(String name, String secret, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), secret + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Collector collector(Optional<AlertKey> key) throws IOException {
        Path directory = Files.createTempDirectory(folder, "spool");
        InstantSource clock = InstantSource.system();
        var book = KeptBook.open(directory.resolve("log"), Duration.ofHours(1), KeptBook.LOG_MAX, clock.instant());
        var handover = new Handover(book, Spool.open(directory, 10), NO_PAPER, new NodeName("collector"), "table");
        return new Collector(ANYWHERE, key, handover, clock);
    }

    private static boolean told(InetSocketAddress where, Optional<AlertKey> key)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(PacemakerCalls.all().getFirst());
        environment.put("CRM_alert_recipient", "127.0.0.1:" + where.getPort());
        return AlertCrm.tell(environment, "node1", key, PATIENCE);
    }

    @Test
    void whoDoesNotHaveTheKeyCannotPrint() throws Exception {
        try (var collector = collector(ours)) {
            assertTrue(told(collector.address(), ours));
            assertFalse(told(collector.address(), Optional.empty()));
            assertFalse(told(collector.address(), another));
        }
    }

    @Test
    void anAgentWithAKeyTrustsNoCollectorWithoutIt() throws Exception {
        try (var impostor = collector(another);
                var open = collector(Optional.empty())) {
            assertFalse(told(impostor.address(), ours));
            assertFalse(told(open.address(), ours));
            assertTrue(told(open.address(), Optional.empty()));
        }
    }

    /** What was recorded between an agent and the collector is worth nothing at the next challenge, nor is its answer. */
    @Test
    void aRecordingOfATrueAlertIsRefused() throws Exception {
        var variables = Map.of("CRM_alert_kind", "node", "CRM_alert_node", "pi1", "CRM_alert_desc", "lost");
        try (var collector = collector(ours)) {
            byte[] recorded;
            try (var agent = connected(collector)) {
                String challenge = AlertWire.line(agent.getInputStream());
                recorded = AlertWire.message(variables, challenge, ours);
                String answer = answer(agent, recorded);
                assertTrue(AlertWire.saysTaken(answer, recorded, challenge, ours), answer);
                assertFalse(AlertWire.saysTaken(answer, recorded, "another challenge", ours));
            }
            try (var stranger = connected(collector)) {
                AlertWire.line(stranger.getInputStream());
                assertTrue(answer(stranger, recorded).startsWith("no"));
            }
        }
    }

    @Test
    void anAlertOfWhichOneByteWasChangedIsRefused() throws Exception {
        var variables = Map.of("CRM_alert_kind", "node", "CRM_alert_node", "pi1", "CRM_alert_desc", "lost");
        byte[] message = AlertWire.message(variables, "a challenge", ours);
        assertEquals(Optional.empty(), AlertWire.refusal(message, "a challenge", ours.orElseThrow()));
        for (int at = 0; at < message.length - 1; at++) {
            byte[] changed = message.clone();
            changed[at] ^= 1;
            assertTrue(
                    AlertWire.refusal(changed, "a challenge", ours.orElseThrow())
                            .isPresent(),
                    "byte " + at);
        }
    }

    @Test
    void whateverStrangersSendTheNextTrueAlertIsTaken() throws Exception {
        var random = new Random(4);
        try (var collector = collector(ours)) {
            for (int i = 0; i < 150; i++) {
                try (var stranger = connected(collector)) {
                    byte[] noise = new byte[random.nextInt(500)];
                    random.nextBytes(noise);
                    stranger.getOutputStream().write(noise);
                } catch (IOException cutOff) {
                    // That is one way to treat him.
                }
            }
            assertTrue(told(collector.address(), ours));
        }
    }

    @Test
    void aListenerThatIsNoCollectorIsNotBelieved() throws Exception {
        try (var server = new ServerSocket()) {
            server.bind(ANYWHERE);
            Thread.ofVirtual().start(() -> {
                try (var socket = server.accept()) {
                    socket.getOutputStream().write("challenge\nok 00\n".getBytes(StandardCharsets.US_ASCII));
                    socket.getInputStream().readAllBytes();
                } catch (IOException over) {
                    // The test says what should have come.
                }
            });
            assertFalse(told((InetSocketAddress) server.getLocalSocketAddress(), ours));
        }
    }

    @Test
    void aKeyThatOthersMayReadOrThatIsTooShortOrMissingIsRefusedWithARemedy() throws Exception {
        for (String mode : new String[] {"rw-r--r--", "rw-rw----", "rw-----w-"}) {
            String why = refused(keyFile("open", "correct horse battery staple", mode));
            assertTrue(why.contains("chmod 640"), why);
        }
        assertTrue(refused(keyFile("short", "secret", "rw-------")).contains("shorter than 16"));
        Path missing = folder.resolve("missing");
        assertTrue(refused(missing).contains(missing.toString()));
        assertThrows(IOException.class, () -> AlertKey.of(Optional.of(missing)));
    }

    private static String refused(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> AlertKey.read(file)).getMessage());
    }

    private static Socket connected(Collector collector) throws IOException {
        var socket =
                new Socket(collector.address().getAddress(), collector.address().getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static String answer(Socket socket, byte[] message) throws IOException {
        socket.getOutputStream().write(message);
        socket.shutdownOutput();
        return AlertWire.line(socket.getInputStream());
    }
}
