package crm.agent.web;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One GET and what its answer must be. Speaks HTTP/1.0 itself: an answer is wanted within milliseconds of the
 * daemon's own start, long before a full client has loaded its classes.
 *
 * @param statusFrom the first status code that is good
 * @param statusTo the last
 * @param text what the body must contain
 */
record HttpCheck(URI url, int statusFrom, int statusTo, Optional<String> text) {

    private static final int MOST_BYTES = 256 * 1024;

    static HttpCheck of(String url, String status, Optional<String> text) throws AgentFailure {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException e) {
            throw AgentFailure.misconfigured("parameter url is '" + url + "', not a URL");
        }
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw AgentFailure.misconfigured("parameter url is '" + url + "'; it must be like http://127.0.0.1:80/");
        }
        String[] range = status.split("-", 2);
        try {
            int from = Integer.parseInt(range[0].strip());
            int to = range.length == 2 ? Integer.parseInt(range[1].strip()) : from;
            return new HttpCheck(uri, from, to, text);
        } catch (NumberFormatException e) {
            throw AgentFailure.misconfigured("parameter status is '" + status + "', not like 200 or 200-399");
        }
    }

    int port() {
        return url.getPort() < 0 ? 80 : url.getPort();
    }

    /**
     * Asks.
     *
     * @return what is wrong with the answer; empty if nothing
     * @throws IOException if there was no answer
     */
    Optional<String> ask(Deadline deadline) throws IOException {
        byte[] answer = get(deadline);
        String all = new String(answer, StandardCharsets.UTF_8);
        int status = status(all);
        if (status < statusFrom || status > statusTo) {
            return Optional.of(url + " answers with status " + status);
        }
        int body = all.indexOf("\r\n\r\n");
        boolean good = text.isEmpty() || (body >= 0 && all.indexOf(text.get(), body) >= 0);
        return good ? Optional.empty() : Optional.of(url + " answers without the text '" + text.get() + "'");
    }

    private byte[] get(Deadline deadline) throws IOException {
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByName(url.getHost());
            socket.connect(new InetSocketAddress(host, port()), millis(deadline));
            socket.setTcpNoDelay(true);
            socket.getOutputStream().write(request());
            return read(socket, deadline);
        }
    }

    private byte[] request() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String request = "GET " + path + query + " HTTP/1.0\r\nHost: " + url.getAuthority()
                + "\r\nUser-Agent: crm\r\nConnection: close\r\n\r\n";
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(Socket socket, Deadline deadline) throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (answer.size() < MOST_BYTES) {
            socket.setSoTimeout(millis(deadline));
            int length = in.read(buffer);
            if (length < 0) {
                break;
            }
            answer.write(buffer, 0, length);
        }
        return answer.toByteArray();
    }

    /** The status code; 0 if this is not HTTP. */
    private static int status(String answer) {
        if (!answer.startsWith("HTTP/") || answer.length() < 12) {
            return 0;
        }
        try {
            return Integer.parseInt(answer.substring(9, 12));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static int millis(Deadline deadline) throws SocketTimeoutException {
        long left = deadline.remaining().toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }
}
