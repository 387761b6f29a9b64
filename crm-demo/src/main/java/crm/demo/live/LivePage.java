package crm.demo.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import crm.model.NodeName;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: a real web server, on the loopback of this machine, that belongs to the Pi on which the cluster runs it. It
 * begins to listen when it is started there, and stops when it is stopped, when its Pi is dark and when nobody reaches it.
 */
final class LivePage {

    private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What the cluster says of itself; the daemon beside the server knows. */
    private static final String CLUSTER = "/cluster";

    private final InetSocketAddress address;
    private final Function<NodeName, Optional<InetSocketAddress>> clusterPages;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private Optional<Served> served = Optional.empty();

    /** A server at work. */
    private record Served(NodeName by, HttpServer server, ExecutorService threads) {

        void stop() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** @param clusterPages where a Pi's daemon serves its page, while it lives */
    LivePage(int port, Function<NodeName, Optional<InetSocketAddress>> clusterPages) {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.clusterPages = clusterPages;
    }

    /** The Pi that serves now, if one does and can be reached. */
    void isServedBy(Optional<NodeName> node) {
        if (!node.equals(served.map(Served::by))) {
            served.ifPresent(Served::stop);
            served = node.flatMap(this::open);
        }
    }

    private Optional<Served> open(NodeName node) {
        try {
            HttpServer server = HttpServer.create(address, 50);
            ExecutorService threads = Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("page-", 0).factory());
            server.setExecutor(threads);
            server.createContext("/", exchange -> serve(node, exchange));
            server.start();
            return Optional.of(new Served(node, server, threads));
        } catch (IOException taken) {
            LOG.error("{} cannot serve the page on {}: {}", node, address, taken.getMessage());
            return Optional.empty();
        }
    }

    private void serve(NodeName node, HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Node", node.value());
            String path = exchange.getRequestURI().toString();
            if (path.equals("/") || path.equals("/index.html")) {
                send(exchange, 200, "text/html; charset=utf-8", page(node));
            } else {
                pass(node, exchange, path.equals(CLUSTER) ? "/" : path);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] page(NodeName node) throws IOException {
        try (InputStream in = Objects.requireNonNull(LivePage.class.getResourceAsStream("index.html"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{node}", node.value())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    private void pass(NodeName node, HttpExchange exchange, String path) throws IOException, InterruptedException {
        Optional<InetSocketAddress> page = clusterPages.apply(node);
        if (page.isEmpty()) {
            send(
                    exchange,
                    502,
                    "text/plain",
                    ("the daemon of " + node + " does not answer\n").getBytes(StandardCharsets.UTF_8));
            return;
        }
        URI there = URI.create("http://127.0.0.1:" + page.get().getPort() + path);
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(there).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers()
                .firstValue("Content-Security-Policy")
                .ifPresent(policy -> exchange.getResponseHeaders().set("Content-Security-Policy", policy));
        send(
                exchange,
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("text/plain"),
                answer.body());
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
