package crm.fencing.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import crm.fencing.Deadline;
import crm.port.FencingDevice.DeviceUnreachable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Requests to a switch's REST interface. Nothing is opened before the first. May be used by several threads at once. */
public final class RestSession implements AutoCloseable {

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
    private static final int WHY_LENGTH_MAX = 200;

    private final RestAddress where;

    // Opened by whichever thread asks first.
    private final ReentrantLock opening = new ReentrantLock();
    private @Nullable HttpClient client;

    public RestSession(RestAddress where) {
        this.where = where;
    }

    /** Changes some properties of one thing. */
    public RestAnswer patch(String menu, String name, SequencedMap<String, String> properties, Deadline deadline)
            throws DeviceUnreachable {
        return send(
                request(menu + "/" + encoded(name), deadline)
                        .header("Content-Type", "application/json")
                        .method("PATCH", BodyPublishers.ofString(json(properties))),
                deadline);
    }

    /** Everything in a menu. */
    public RestAnswer get(String menu, Deadline deadline) throws DeviceUnreachable {
        return send(request(menu, deadline).GET(), deadline);
    }

    private HttpRequest.Builder request(String path, Deadline deadline) {
        String login = where.user() + ":" + where.password().value();
        return HttpRequest.newBuilder(where.base().resolve("/rest/" + path))
                .timeout(deadline.left().plusMillis(1))
                .header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    private RestAnswer send(HttpRequest.Builder request, Deadline deadline) throws DeviceUnreachable {
        if (deadline.passed()) {
            throw new DeviceUnreachable(name() + " was not asked: no time is left");
        }
        try {
            HttpResponse<String> response = open().send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return response.statusCode() / 100 == 2
                    ? new RestAnswer.Done(response.body())
                    : new RestAnswer.Denied(
                            name() + " answered " + response.statusCode() + ": " + shortened(response.body()));
        } catch (IOException silent) {
            throw new DeviceUnreachable(name() + " cannot be asked: " + silent);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DeviceUnreachable("interrupted while waiting for " + name());
        }
    }

    private HttpClient open() throws IOException {
        opening.lock();
        try {
            if (client == null) {
                HttpClient.Builder builder = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT_MAX);
                if (where.certificate().isPresent()) {
                    builder.sslContext(
                            PinnedCertificate.context(where.certificate().get()));
                }
                client = builder.build();
            }
            return client;
        } finally {
            opening.unlock();
        }
    }

    private String name() {
        return "the switch's REST interface at " + where.base();
    }

    private static String shortened(String body) {
        String line = body.replaceAll("\\s+", " ").strip();
        return line.length() <= WHY_LENGTH_MAX ? line : line.substring(0, WHY_LENGTH_MAX) + "…";
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String json(SequencedMap<String, String> properties) {
        var text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (var property : properties.entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    @Override
    public void close() {
        opening.lock();
        try {
            if (client != null) {
                client.shutdownNow();
                client = null;
            }
        } finally {
            opening.unlock();
        }
    }
}
