package crm.formats.cluster;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How words of the program and spans of time are spelt in a file. */
final class Spelling {

    private static final Pattern SPAN =
            Pattern.compile("\\s*([0-9]{1,12})\\s*(us|ms|msec|s|sec|m|min|h|hr|d|)\\s*", Pattern.CASE_INSENSITIVE);

    private Spelling() {}

    /** {@code NOT_DEFINED} is written {@code not-defined}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The shortest whole number and unit: {@code 500ms}, {@code 10s}, {@code 2min}, {@code 1h}. */
    static String of(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        if (millis % 60_000 != 0 || millis == 0) {
            return millis / 1000 + "s";
        }
        return millis % 3_600_000 != 0 ? millis / 60_000 + "min" : millis / 3_600_000 + "h";
    }

    /** A number with a unit as Pacemaker reads it, seconds if there is none; or ISO 8601 such as {@code PT10S}. */
    static Optional<Duration> span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            return Optional.of(
                    switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                        case "us" -> Duration.ofMillis(number / 1000);
                        case "ms", "msec" -> Duration.ofMillis(number);
                        case "m", "min" -> Duration.ofMinutes(number);
                        case "h", "hr" -> Duration.ofHours(number);
                        case "d" -> Duration.ofDays(number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        try {
            Duration iso = Duration.parse(text);
            return iso.isNegative() ? Optional.empty() : Optional.of(iso);
        } catch (java.time.format.DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
