package crm.fencing.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import crm.emulator.mikrotik.MemoryPorts;
import crm.emulator.mikrotik.SwitchAccess;
import crm.emulator.mikrotik.SwitchAgent;
import crm.fencing.Deadline;
import crm.fencing.Secret;
import crm.port.FencingDevice.DeviceUnreachable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestSessionTest {

    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final String PASSWORD = "open-sesame";

    @TempDir
    private Path folder;

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    private static RestSession session(String scheme, int port, String password, Optional<Path> certificate) {
        return new RestSession(
                new RestAddress(URI.create(scheme + "://127.0.0.1:" + port), "crm", new Secret(password), certificate));
    }

    @Test
    void changesAPortAndTellsWhatTheSwitchWillNot() throws Exception {
        var ports = MemoryPorts.five();
        try (var agent = new SwitchAgent(ports, SwitchAccess.usual(), ANYWHERE);
                var rest = agent.openRest(ANYWHERE, "crm", PASSWORD);
                var session = session("http", rest.address().getPort(), PASSWORD, Optional.empty());
                var stranger = session("http", rest.address().getPort(), "wrong", Optional.empty())) {
            var off = new LinkedHashMap<>(Map.of("poe-out", "off"));
            assertInstanceOf(RestAnswer.Done.class, session.patch("interface/ethernet", "ether3", off, soon()));
            assertTrue(!ports.deviceRuns("ether3") && ports.deviceRuns("ether2"));
            assertTrue(denied(session.patch("interface/ethernet", "ether9", off, soon()))
                    .contains("404"));
            // The first port of such a switch delivers no power.
            assertTrue(denied(session.patch("interface/ethernet", "ether1", off, soon()))
                    .contains("unknown parameter"));
            assertTrue(denied(stranger.patch("interface/ethernet", "ether2", off, soon()))
                    .contains("401"));
            assertTrue(ports.deviceRuns("ether2"));
        }
    }

    private static String denied(RestAnswer answer) {
        return assertInstanceOf(RestAnswer.Denied.class, answer).why();
    }

    @Test
    void aSwitchThatAcceptsAndSaysNothingIsGivenUp() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var session = session("http", deaf.getLocalPort(), PASSWORD, Optional.empty())) {
            assertThrows(
                    DeviceUnreachable.class,
                    () -> session.get("interface/ethernet", Deadline.after(Duration.ofMillis(300))));
        }
    }

    @Test
    void believesTheCertificateItWasGivenAndNoOther() throws Exception {
        Path mine = certificate("mine");
        Path other = certificate("other");
        HttpsServer server = HttpsServer.create(ANYWHERE, 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(folder.resolve("mine.p12"))));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (var right = session("https", port, PASSWORD, Optional.of(mine));
                var wrong = session("https", port, PASSWORD, Optional.of(other));
                var authority = session("https", port, PASSWORD, Optional.empty())) {
            assertEquals(new RestAnswer.Done("[]"), right.get("interface/ethernet", soon()));
            assertThrows(DeviceUnreachable.class, () -> wrong.get("interface/ethernet", soon()));
            assertThrows(DeviceUnreachable.class, () -> authority.get("interface/ethernet", soon()));
        } finally {
            server.stop(0);
        }
    }

    /** Makes a key and its certificate, as a switch does for itself; ends with the certificate's file. */
    private Path certificate(String name) throws Exception {
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=switch", "-keystore", name + ".p12");
        keytool("-exportcert", "-rfc", "-alias", name, "-keystore", name + ".p12", "-file", name + ".pem");
        return folder.resolve(name + ".pem");
    }

    private void keytool(String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var input = Files.newInputStream(store)) {
            keys.load(input, PASSWORD.toCharArray());
        }
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
