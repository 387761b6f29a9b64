package crm.printer.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Every call that a real Pacemaker 2.1.5 of three nodes made to its alert agents: node1's cable was pulled, it was fenced
 * and came back; then the web server on node2 died; then an attribute was set.
 */
final class PacemakerCalls {

    private PacemakerCalls() {}

    /** The environments, in the order of their times; {@code ON_NODE} tells where the call was made. */
    static List<Map<String, String>> all() throws IOException {
        try (InputStream input =
                Objects.requireNonNull(PacemakerCalls.class.getResourceAsStream("pacemaker-calls.txt"))) {
            String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n", -1))
                    .map(PacemakerCalls::call)
                    .toList();
        }
    }

    private static Map<String, String> call(String block) {
        var variables = new LinkedHashMap<String, String>();
        block.lines().forEach(line -> {
            int equals = line.indexOf('=');
            variables.put(line.substring(0, equals), line.substring(equals + 1));
        });
        return variables;
    }

    static PacemakerAlert alert(Map<String, String> call) {
        return PacemakerAlert.of(call, call.getOrDefault(AlertWire.ON_NODE, ""), Instant.EPOCH)
                .orElseThrow();
    }
}
