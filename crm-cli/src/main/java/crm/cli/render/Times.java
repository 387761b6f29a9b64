package crm.cli.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How moments and spans of time read. */
record Times(ZoneId zone) {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss uuuu xxx", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    /** As crm_mon writes it, and the offset from UTC. */
    String moment(Instant at) {
        return MOMENT.format(at.atZone(zone));
    }

    /** The time of day with milliseconds. */
    String clock(Instant at) {
        return CLOCK.format(at.atZone(zone));
    }

    /** {@code 33ms}, {@code 1.8s}, {@code 2min 5s}, {@code 3h 12min}, {@code 2 days}. */
    static String span(Duration span) {
        long millis = span.toMillis();
        if (millis < 1000) {
            return millis + "ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + "min " + span.toSecondsPart() + "s";
        }
        if (span.toDays() < 2) {
            return span.toHours() + "h " + span.toMinutesPart() + "min";
        }
        return span.toDays() + " days";
    }

    /** How long before {@code now} something was; a clock that runs behind gives {@code just now}. */
    static String ago(Instant at, Instant now) {
        Duration since = Duration.between(at, now);
        return since.compareTo(Duration.ofSeconds(1)) < 0 ? "just now" : span(since) + " ago";
    }

    /** An interval as configurations write it: {@code 10s}. */
    static String interval(Duration interval) {
        return interval.toMillis() % 1000 == 0 ? interval.toSeconds() + "s" : interval.toMillis() + "ms";
    }
}
