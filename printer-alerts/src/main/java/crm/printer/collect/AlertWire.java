package crm.printer.collect;

import crm.printer.collect.AlertKey.Speaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How an agent hands an alert to the collector. The collector begins with a challenge, a line that is never the same
 * twice; the agent says {@code name=value} with a zero byte after each, its seal as the last if it has a key, and the
 * end; the collector answers with a line, which bears its own seal if it has a key. A recording of all this is of no use
 * to anybody: the next challenge is another one, so neither clocks nor a memory of old messages are needed.
 */
final class AlertWire {

    /** The name under which the agent's own node goes along. */
    static final String ON_NODE = "ON_NODE";

    private static final int LONGEST = 65_536;
    private static final int CHALLENGE_BYTES = 16;
    private static final String SEAL = "SEAL=";
    private static final int SEAL_CHARACTERS = 64;
    private static final int SEAL_BYTES = SEAL.length() + SEAL_CHARACTERS + 1;
    private static final String TAKEN = "ok";

    /** How long the collector's lines may be. */
    private static final int LINE_LONGEST = 200;

    private AlertWire() {}

    static String challenge(SecureRandom random) {
        var bytes = new byte[CHALLENGE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What the agent says. */
    static byte[] message(Map<String, String> variables, String challenge, Optional<AlertKey> key) {
        var text = new StringBuilder();
        variables.forEach((name, value) ->
                text.append(name).append('=').append(value.replace('\0', ' ')).append('\0'));
        byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
        return key.map(known -> sealed(body, known.seal(Speaker.AGENT, challenge, body)))
                .orElse(body);
    }

    private static byte[] sealed(byte[] body, String seal) {
        byte[] end = (SEAL + seal + '\0').getBytes(StandardCharsets.US_ASCII);
        byte[] message = Arrays.copyOf(body, body.length + end.length);
        System.arraycopy(end, 0, message, body.length, end.length);
        return message;
    }

    /** Why a collector with this key believes no such message; empty if it does. */
    static Optional<String> refusal(byte[] message, String challenge, AlertKey key) {
        int body = message.length - SEAL_BYTES;
        String end = body < 0 ? "" : new String(message, body, SEAL_BYTES, StandardCharsets.US_ASCII);
        if (!end.startsWith(SEAL)) {
            return Optional.of("it bears no seal; the agent needs the collector's key");
        }
        String seal = end.substring(SEAL.length(), SEAL.length() + SEAL_CHARACTERS);
        return key.made(seal, Speaker.AGENT, challenge, Arrays.copyOf(message, body))
                ? Optional.empty()
                : Optional.of("its seal is not this key's; the agent's key is another one");
    }

    static Map<String, String> variables(byte[] message) {
        var variables = new LinkedHashMap<String, String>();
        for (String pair : new String(message, StandardCharsets.UTF_8).split("\0", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                variables.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return variables;
    }

    /** The collector's answer to an alert that it has taken. */
    static String taken(byte[] message, String challenge, Optional<AlertKey> key) {
        return key.map(known -> TAKEN + " " + known.seal(Speaker.COLLECTOR, challenge, message))
                .orElse(TAKEN);
    }

    /** Whether the answer says that the alert was taken, and by one that has the agent's key, if it has one. */
    static boolean saysTaken(String answer, byte[] message, String challenge, Optional<AlertKey> key) {
        return key.map(known -> answer.startsWith(TAKEN + " ")
                        && known.made(answer.substring(TAKEN.length() + 1), Speaker.COLLECTOR, challenge, message))
                .orElse(answer.equals(TAKEN) || answer.startsWith(TAKEN + " "));
    }

    /**
     * One line of the collector, without its end.
     *
     * @throws IOException if it is longer than any, or ends before its end
     */
    static String line(InputStream input) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0 || line.size() == LINE_LONGEST) {
                throw new IOException("no line of a collector, but " + line.toString(StandardCharsets.US_ASCII));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /**
     * Everything that the agent says, up to the end.
     *
     * @throws IOException if it is longer than any alert, or takes longer than this
     */
    static byte[] read(InputStream input, Duration limit) throws IOException {
        long begun = System.nanoTime();
        var message = new ByteArrayOutputStream();
        var some = new byte[4096];
        for (int count = input.read(some); count >= 0; count = input.read(some)) {
            message.write(some, 0, count);
            if (message.size() > LONGEST) {
                throw new IOException("longer than any alert");
            }
            if (System.nanoTime() - begun > limit.toNanos()) {
                throw new IOException("not told within " + limit.toSeconds() + " s");
            }
        }
        return message.toByteArray();
    }
}
