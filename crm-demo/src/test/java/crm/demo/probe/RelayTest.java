package crm.demo.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayTest {

    @TempDir
    private Path directory;

    private static ServerSocketChannel listening() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void relay(ServerSocketChannel from, SocketAddress to) {
        Thread.ofVirtual().start(() -> {
            try {
                Relay.run(from, to);
            } catch (IOException closed) {
                // The test has ended.
            }
        });
    }

    @Test
    void aPageComesThroughTwoRelays() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "x".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        var unix = UnixDomainSocketAddress.of(directory.resolve("window.sock"));
        try (var outside = listening();
                var inside =
                        ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(unix)) {
            relay(outside, unix);
            relay(inside, server.getAddress());
            int port = ((InetSocketAddress) outside.getLocalAddress()).getPort();
            var answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                                    .build(),
                            BodyHandlers.ofByteArray());
            assertEquals(page.length, answer.body().length);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aVisitorIsToldAtOnceWhenNobodyAnswers() throws Exception {
        SocketAddress nobody;
        try (var gone = listening()) {
            nobody = gone.getLocalAddress();
        }
        try (var outside = listening()) {
            relay(outside, nobody);
            int port = ((InetSocketAddress) outside.getLocalAddress()).getPort();
            try (var visitor = new Socket(InetAddress.getLoopbackAddress(), port)) {
                visitor.setSoTimeout(10_000);
                assertEquals(-1, visitor.getInputStream().read());
            } catch (SocketException reset) {
                // That is an answer too.
            }
        }
    }
}
