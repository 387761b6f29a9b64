package crm.node.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import crm.control.Reply;
import crm.control.Request;
import crm.formats.status.AnswerJson;
import crm.formats.status.Verdict;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.node.control.RequestHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the page, what it shows as JSON, and figures for Prometheus. {@code GET} only; nothing can be changed from here, so
 * nobody is asked who he is. A stranger who sends slowly, or never, is cut off.
 */
public final class StatusServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatusServer.class);
    private static final int INCIDENTS = 50;
    private static final String JSON = "application/json; charset=utf-8";

    /** Paths that are files beside this class. */
    private static final Map<String, String> FILES = Map.of(
            "page.html", "text/html; charset=utf-8",
            "page.css", "text/css; charset=utf-8",
            "page.js", "text/javascript; charset=utf-8");

    static {
        // Read once by the JDK's server. In seconds; without them whoever says nothing is waited for for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "5");
        System.setProperty("sun.net.httpserver.maxRspTime", "10");
        System.setProperty("sun.net.httpserver.idleInterval", "20");
        System.setProperty("jdk.httpserver.maxConnections", "200");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("web-", 0).factory());
    private final Question question;

    private StatusServer(HttpServer server, RequestHandler daemon) {
        this.server = server;
        question = new Question(daemon);
    }

    /**
     * Listens.
     *
     * @throws IOException if it cannot, for instance because the port is taken
     */
    public static StatusServer open(InetSocketAddress where, RequestHandler daemon) throws IOException {
        HttpServer http;
        try {
            http = HttpServer.create(where, 50);
        } catch (IOException e) {
            throw new IOException(
                    "the web page cannot be served on " + where + ": " + e.getMessage() + "; see web in node.yaml", e);
        }
        var server = new StatusServer(http, daemon);
        http.createContext("/", server::handle);
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException ours) {
            LOG.error("{} could not be answered", exchange.getRequestURI(), ours);
            throw ours;
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "text/plain", "this page only shows; use crm on a node to change something\n");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/") || path.startsWith("/incidents/")) {
            file(exchange, "page.html");
        } else if (FILES.containsKey(path.substring(1))) {
            file(exchange, path.substring(1));
        } else if (path.equals("/metrics")) {
            metrics(exchange);
        } else {
            data(exchange, path);
        }
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        try (InputStream in = StatusServer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            send(exchange, 200, FILES.getOrDefault(name, "text/plain"), in.readAllBytes());
        }
    }

    private void data(HttpExchange exchange, String path) throws IOException, InterruptedException {
        Request.Query query;
        try {
            Optional<Request.Query> known = query(path, exchange.getRequestURI().getRawQuery());
            if (known.isEmpty()) {
                send(
                        exchange,
                        404,
                        "text/plain",
                        "there are /, /status.json, /history.json, /receipts.json, /explain.json?resource=ID,"
                                + " /whatif.json?node=NAME and /metrics\n");
                return;
            }
            query = known.get();
        } catch (IllegalArgumentException e) {
            send(exchange, 400, "text/plain", e.getMessage() + "\n");
            return;
        }
        Optional<Reply> reply = question.ask(query);
        if (reply.isEmpty()) {
            send(exchange, 503, "text/plain", "the daemon did not answer in " + Question.LIMIT.toSeconds() + " s\n");
        } else if (reply.get() instanceof Reply.Failed failed) {
            send(exchange, 404, JSON, AnswerJson.of(failed, new Verdict(1, "failed")));
        } else {
            send(exchange, 200, JSON, AnswerJson.of(reply.get(), new Verdict(0, "OK")));
        }
    }

    private static Optional<Request.Query> query(String path, String parameters) {
        return switch (path) {
            case "/status.json" -> Optional.of(new Request.ShowStatus());
            case "/history.json" -> Optional.of(new Request.ShowHistory(INCIDENTS));
            case "/receipts.json" -> Optional.of(new Request.ShowReceipts());
            case "/explain.json" -> Optional.of(new Request.Explain(new ResourceId(parameter(parameters, "resource"))));
            case "/whatif.json" -> Optional.of(new Request.WhatIfLost(new NodeName(parameter(parameters, "node"))));
            default -> Optional.empty();
        };
    }

    private static String parameter(String parameters, String name) {
        return Arrays.stream(parameters == null ? new String[0] : parameters.split("&", -1))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("say which: ?" + name + "=…"));
    }

    private void metrics(HttpExchange exchange) throws IOException, InterruptedException {
        if (question.ask(new Request.ShowStatus()).orElse(null) instanceof Reply.Status status) {
            send(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", Metrics.of(status.view()));
        } else {
            send(exchange, 503, "text/plain", "the daemon did not answer\n");
        }
    }

    private static void send(HttpExchange exchange, int code, String type, String text) throws IOException {
        send(exchange, code, type, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int code, String type, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(code, head || body.length == 0 ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
