package crm.printer.program;

import crm.model.AlertTarget;
import crm.model.AlertTarget.Recipient;
import crm.model.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One program that is to be called for one recipient: a target with what the recipient sets otherwise.
 *
 * @param recipient empty for a target without recipients, which is called once
 */
record Call(AlertTarget target, Optional<Recipient> recipient) {

    private static final Duration TIMEOUT_USUAL = Duration.ofSeconds(30);
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9})\\s*([a-z]*)");

    /** Whose turn it is to be told in order. */
    String queue() {
        return target.id() + "/" + recipient.map(Recipient::id).orElse("");
    }

    boolean enabled() {
        return meta("enabled")
                .map(value -> value.matches("(?i)true|on|yes|y|1"))
                .orElse(true);
    }

    /** After which the program is killed. */
    Duration timeout() {
        return meta("timeout").flatMap(Call::span).orElse(TIMEOUT_USUAL);
    }

    TimestampFormat timestampFormat() {
        return meta("timestamp-format").map(TimestampFormat::new).orElse(TimestampFormat.USUAL);
    }

    /** Instance attributes, which go into the environment under their own names; the recipient's win. */
    SequencedMap<String, String> attributes() {
        var attributes = new LinkedHashMap<>(target.environment().unconditional());
        recipient.map(Recipient::environment).ifPresent(own -> attributes.putAll(own.unconditional()));
        return attributes;
    }

    private Optional<String> meta(String name) {
        Settings own = recipient.map(Recipient::meta).orElse(Settings.NONE);
        return own.get(name).or(() -> target.meta().get(name));
    }

    /** Pacemaker's way to write a time: a number and a unit, seconds without one. */
    private static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text.strip());
        if (!span.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(span.group(1));
        return switch (span.group(2)) {
            case "ms", "msec" -> Optional.of(Duration.ofMillis(number));
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(number));
            case "m", "min" -> Optional.of(Duration.ofMinutes(number));
            case "h", "hr" -> Optional.of(Duration.ofHours(number));
            default -> Optional.empty();
        };
    }
}
