package crm.printer.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How an agent hands an alert to the collector: {@code name=value} with a zero byte after each, then the end. */
final class AlertWire {

    /** The name under which the agent's own node goes along. */
    static final String ON_NODE = "ON_NODE";

    private static final int LONGEST = 65_536;

    private AlertWire() {}

    static void write(OutputStream output, Map<String, String> variables) throws IOException {
        var text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(value.replace('\0', ' ')).append('\0'));
        output.write(text.toString().getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /**
     * Everything up to the end.
     *
     * @throws IOException if it is longer than any alert
     */
    static Map<String, String> read(InputStream input) throws IOException {
        byte[] bytes = input.readNBytes(LONGEST + 1);
        if (bytes.length > LONGEST) {
            throw new IOException("longer than any alert");
        }
        var variables = new LinkedHashMap<String, String>();
        for (String pair : new String(bytes, StandardCharsets.UTF_8).split("\0", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                variables.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return variables;
    }
}
