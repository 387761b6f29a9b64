package crm.demo.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** One request for the page, as short as HTTP allows. */
public final class PageRequest {
    private static final Pattern NODE = Pattern.compile("(?im)^X-Node: *(\\S+)");
    private static final int LIMIT_BYTES = 4096;

    private final InetSocketAddress server;
    private final int limitMillis;

    /** @param limitMillis for the connection and for the answer, each */
    public PageRequest(InetSocketAddress server, int limitMillis) {
        this.server = server;
        this.limitMillis = limitMillis;
    }

    /** The node that served the page, as its header {@code X-Node} names it; empty if the page did not come. */
    public Optional<String> ask() {
        try (var socket = new Socket()) {
            socket.connect(server, limitMillis);
            socket.setSoTimeout(limitMillis);
            socket.getOutputStream().write("GET / HTTP/1.0\r\nHost: table\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readNBytes(LIMIT_BYTES), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 200") && !answer.startsWith("HTTP/1.0 200")) {
                return Optional.empty();
            }
            var node = NODE.matcher(answer);
            return Optional.of(node.find() ? node.group(1) : "somebody");
        } catch (IOException noAnswer) {
            return Optional.empty();
        }
    }
}
