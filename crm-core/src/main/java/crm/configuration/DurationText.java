package crm.configuration;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Lengths of time as people write them in configurations: {@code 10}, {@code 10s}, {@code 500ms}, {@code PT1M}. */
public final class DurationText {

    private DurationText() {}

    /**
     * Reads a length of time; a bare number means seconds.
     *
     * @return empty if the text is none
     */
    public static Optional<Duration> parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("P")) {
            return iso(trimmed);
        }
        int digits = 0;
        while (digits < trimmed.length() && Character.isDigit(trimmed.charAt(digits))) {
            digits++;
        }
        if (digits == 0 || digits > 15) {
            return Optional.empty();
        }
        long amount = Long.parseLong(trimmed.substring(0, digits));
        return switch (trimmed.substring(digits).strip().toLowerCase(Locale.ROOT)) {
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(amount));
            case "ms", "msec" -> Optional.of(Duration.ofMillis(amount));
            case "us", "usec" -> Optional.of(Duration.ofMillis(amount / 1000));
            case "m", "min" -> Optional.of(Duration.ofMinutes(amount));
            case "h", "hr" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
