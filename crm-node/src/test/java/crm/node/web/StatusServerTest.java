package crm.node.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.control.Request;
import crm.node.control.CannedDaemon;
import crm.node.control.RequestHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusServerTest {

    private static final long SEED = Long.getLong("crm.seed", System.nanoTime() >>> 10);
    private static final int STRANGERS = Integer.getInteger("crm.strangers", 300);

    private final AtomicInteger asked = new AtomicInteger();
    private final HttpClient browser = HttpClient.newHttpClient();
    private volatile boolean mute;
    private StatusServer server;

    @BeforeEach
    void open() throws IOException {
        RequestHandler daemon = (caller, request, out) -> {
            asked.incrementAndGet();
            assertFalse(caller.mayChange());
            if (!mute) {
                out.accept(
                        request instanceof Request.ShowStatus
                                ? new Reply.Status(CannedDaemon.status(Instant.parse("2026-11-21T12:00:00Z")))
                                : Reply.Failed.of(Reply.Kind.ERROR, "there is no such thing"));
            }
            return () -> {};
        };
        server = StatusServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), daemon);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.address().getPort() + path))
                .timeout(Duration.ofSeconds(20));
    }

    @Test
    void servesThePageAndWhatItNeedsFromItselfAlone() throws Exception {
        for (String path : List.of("/", "/incidents/14")) {
            HttpResponse<String> page = get(path);
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("<!doctype html>"));
            assertFalse(
                    page.body().contains("http://") || page.body().contains("https://"),
                    "it fetches nothing elsewhere");
            assertTrue(page.headers()
                    .firstValue("Content-Security-Policy")
                    .orElse("")
                    .startsWith("default-src 'self'"));
        }
        assertEquals(200, get("/page.js").statusCode());
        assertEquals(200, get("/page.css").statusCode());
    }

    @Test
    void saysWhatTheStatusSays() throws Exception {
        assertTrue(get("/status.json").body().contains("\"headline\" : \"Everything runs.\""));
    }

    @Test
    void givesFiguresToPrometheus() throws Exception {
        String figures = get("/metrics").body();
        assertTrue(figures.contains("\ncrm_quorum 1\n"), figures);
        assertTrue(figures.contains("\ncrm_node{node=\"pi1\",condition=\"online\"} 1\n"), figures);
        assertTrue(figures.contains("\ncrm_node{node=\"pi1\",condition=\"unclean\"} 0\n"), figures);
        assertTrue(figures.contains("# TYPE crm_resource_active gauge\n"), figures);
        for (String line : figures.split("\n", -1)) {
            assertTrue(line.isEmpty() || line.matches("# (HELP|TYPE) crm_.*|crm_[a-z_]+(\\{[^}]*})? -?[0-9.]+"), line);
        }
    }

    @Test
    void changesNothing() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            HttpResponse<String> answer = browser.send(
                    request("/status.json")
                            .method(method, BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());
            assertEquals(405, answer.statusCode());
        }
        assertEquals(0, asked.get());
    }

    @Test
    void saysWhatThereIsAndWhatIsMissing() throws Exception {
        assertEquals(404, get("/etc/passwd").statusCode());
        assertEquals(404, get("/../page.class").statusCode());
        assertEquals(404, get("/StatusServer.class").statusCode());
        assertTrue(get("/nothing").body().contains("/status.json"));
        assertEquals(400, get("/explain.json").statusCode());
        assertEquals(400, get("/whatif.json?node=").statusCode());
        assertEquals(404, get("/explain.json?resource=web").statusCode());
    }

    @Test
    void aRoomFullOfBrowsersAsksTheDaemonOnce() throws Exception {
        var first = get("/status.json");
        int before = asked.get();
        long begun = System.nanoTime();
        int answered = 0;
        while (System.nanoTime() - begun < Duration.ofMillis(200).toNanos()) {
            assertEquals(first.statusCode(), get("/status.json").statusCode());
            answered++;
        }
        // A quarter of a second lasts an answer: these took one more at most, however many they were.
        assertTrue(asked.get() - before <= 2, answered + " answers took " + (asked.get() - before) + " questions");
    }

    @Test
    void aDaemonThatHangsIsSaidToHang() throws Exception {
        mute = true;
        assertEquals(503, get("/status.json").statusCode());
        assertEquals(503, get("/metrics").statusCode());
    }

    @Test
    void strangersDoNotStopIt() throws Exception {
        var random = new Random(SEED);
        String genuine = "GET /explain.json?resource=%zz HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(200) + "\r\n\r\n";
        for (int i = 0; i < STRANGERS; i++) {
            byte[] input = genuine.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
            for (int change = 0; change < random.nextInt(8); change++) {
                input[random.nextInt(input.length)] = (byte) random.nextInt(256);
            }
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.address().getPort())) {
                socket.getOutputStream().write(input, 0, 1 + random.nextInt(input.length));
            } catch (java.net.SocketException cutOff) {
                // A stranger has to expect that.
            }
        }
        assertEquals(200, get("/status.json").statusCode(), "seed " + SEED);
    }
}
