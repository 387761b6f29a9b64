package crm.emulator.mikrotik;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The REST interface of RouterOS 7, as far as ports go: {@code GET /rest/interface/ethernet}, and {@code PATCH} of one
 * port by its name. Every value is a string, as RouterOS has it.
 */
public final class SwitchRest implements AutoCloseable {

    private static final String MENU = "/rest/interface/ethernet";
    private static final Pattern PAIR = Pattern.compile("\"([a-z-]+)\"\\s*:\\s*\"([^\"\\\\]*)\"");
    private static final Pattern OBJECT = Pattern.compile("\\s*\\{[^{}]*}\\s*");

    private final SwitchState state;
    private final String authorization;
    private final HttpServer server;

    SwitchRest(SwitchState state, InetSocketAddress address, String user, String password) throws IOException {
        this.state = state;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        this.server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Reply reply = authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    ? reply(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            request)
                    : Reply.error(401, "Unauthorized");
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(reply.code(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private record Reply(int code, String body) {
        static Reply error(int code, String message) {
            return new Reply(code, "{\"error\":" + code + ",\"message\":\"" + message + "\"}");
        }
    }

    private Reply reply(String method, String path, String body) {
        if (method.equals("GET") && path.equals(MENU)) {
            return new Reply(
                    200, state.properties().stream().map(SwitchRest::json).collect(Collectors.joining(",", "[", "]")));
        }
        if (method.equals("PATCH") && path.startsWith(MENU + "/")) {
            return patch(path.substring(MENU.length() + 1), body);
        }
        return Reply.error(404, "Not Found");
    }

    private Reply patch(String port, String body) {
        Optional<SequencedMap<String, String>> present = state.properties().stream()
                .filter(properties -> port.equals(properties.get("name")))
                .findFirst();
        if (present.isEmpty()) {
            return Reply.error(404, "Not Found");
        }
        var changes = new LinkedHashMap<String, String>();
        Matcher pair = PAIR.matcher(body);
        while (pair.find()) {
            changes.put(pair.group(1), pair.group(2));
        }
        if (!OBJECT.matcher(body).matches() || changes.isEmpty()) {
            return Reply.error(400, "Bad Request");
        }
        if (!present.get().keySet().containsAll(changes.keySet())) {
            return Reply.error(400, "Bad Request\",\"detail\":\"unknown parameter");
        }
        state.configure(port, changes);
        var after = new LinkedHashMap<>(present.get());
        after.putAll(changes);
        return new Reply(200, json(after));
    }

    private static String json(Map<String, String> properties) {
        return properties.entrySet().stream()
                .map(property -> "\"" + property.getKey() + "\":\"" + property.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
