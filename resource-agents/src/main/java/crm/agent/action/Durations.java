package crm.agent.action;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as cluster configurations and agents write them. */
public final class Durations {

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|msec|us|usec|s|sec|m|min|h|hr)?");

    private Durations() {}

    /** Reads {@code 20}, {@code 20s}, {@code 200ms}, {@code 2min}, {@code 1h}; a bare number is seconds. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        return Optional.of(
                switch (unit) {
                    case "us", "usec" -> Duration.ofNanos(number * 1000);
                    case "ms", "msec" -> Duration.ofMillis(number);
                    case "m", "min" -> Duration.ofMinutes(number);
                    case "h", "hr" -> Duration.ofHours(number);
                    default -> Duration.ofSeconds(number);
                });
    }
}
