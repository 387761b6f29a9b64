package crm.formats.cib;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations and dates as Pacemaker writes them. A date without a zone is taken as UTC, so that the same file means the
 * same everywhere.
 */
public final class Times {

    private static final long END_OF_TIME = 253_402_300_800L;

    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,15})\\s*([a-zA-Z]*)");
    private static final Pattern ISO_DURATION =
            Pattern.compile("P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?"
                    + "(?:T?(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})S)?)?");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:-(\\d{2})-(\\d{2})|-(\\d{3})|-W(\\d{2})-(\\d)|(\\d{2})(\\d{2})|(\\d{3}))");
    private static final Pattern TIME = Pattern.compile("(\\d{2})(?::?(\\d{2})(?::?(\\d{2})(?:\\.\\d+)?)?)?");
    private static final Pattern ZONE = Pattern.compile("\\s*(Z|[+-]\\d{2}(?::?\\d{2})?)$");

    private Times() {}

    /** Reads {@code 10}, {@code 10s}, {@code 500ms}, {@code 2min}, {@code 1h} or an ISO 8601 duration. */
    public static Optional<Duration> duration(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith("P")) {
            return isoDuration(trimmed);
        }
        Matcher matcher = AMOUNT.matcher(trimmed);
        if (!matcher.matches()) {
            return trimmed.equals("INFINITY") ? Optional.of(Duration.ofMillis(Integer.MAX_VALUE)) : Optional.empty();
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "", "s", "sec" -> Optional.of(Duration.ofSeconds(amount));
            case "ms", "msec" -> Optional.of(Duration.ofMillis(amount));
            case "us", "usec" -> Optional.of(Duration.ofMillis(amount / 1000));
            case "m", "min" -> Optional.of(Duration.ofMinutes(amount));
            case "h", "hr" -> Optional.of(Duration.ofHours(amount));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> isoDuration(String text) {
        Matcher m = ISO_DURATION.matcher(text);
        if (!m.matches() || text.length() == 1) {
            return Optional.empty();
        }
        // Without a start, years and months have no length; Pacemaker counts from the epoch.
        LocalDate epoch = LocalDate.EPOCH;
        long days = epoch.plus(Period.of(number(m, 1), number(m, 2), number(m, 3) * 7 + number(m, 4)))
                .toEpochDay();
        return Optional.of(Duration.ofDays(days)
                .plusHours(number(m, 5))
                .plusMinutes(number(m, 6))
                .plusSeconds(number(m, 7)));
    }

    private static int number(Matcher matcher, int group) {
        return matcher.group(group) == null ? 0 : Integer.parseInt(matcher.group(group));
    }

    /**
     * Reads a date (calendar, ordinal or week) with an optional time and zone, such as {@code 2005-020T12:30} or
     * {@code 2014-05-07 00:28:00+02:00}.
     */
    public static Optional<Instant> date(String text) {
        String rest = text.strip();
        ZoneOffset zone = ZoneOffset.UTC;
        int split = Math.max(rest.indexOf('T'), rest.indexOf(' '));
        try {
            if (split > 0) {
                Matcher zoned = ZONE.matcher(rest);
                if (zoned.find(split)) {
                    zone = ZoneOffset.of(zoned.group(1));
                    rest = rest.substring(0, zoned.start());
                }
            }
            String datePart = split > 0 ? rest.substring(0, split) : rest;
            String timePart = split > 0 ? rest.substring(split + 1).strip() : "00:00:00";
            Optional<LocalDate> day = day(datePart);
            Optional<LocalTime> time = time(timePart);
            if (day.isEmpty() || time.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(day.get().atTime(time.get()).toInstant(zone));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> day(String text) {
        Matcher m = DATE.matcher(text);
        if (!m.matches()) {
            return Optional.empty();
        }
        int year = number(m, 1);
        if (m.group(2) != null) {
            return Optional.of(LocalDate.of(year, number(m, 2), number(m, 3)));
        }
        if (m.group(5) != null) {
            return Optional.of(LocalDate.of(year, 1, 4)
                    .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number(m, 5))
                    .with(java.time.temporal.ChronoField.DAY_OF_WEEK, number(m, 6)));
        }
        if (m.group(7) != null) {
            return Optional.of(LocalDate.of(year, number(m, 7), number(m, 8)));
        }
        return Optional.of(LocalDate.ofYearDay(year, m.group(4) != null ? number(m, 4) : number(m, 9)));
    }

    private static Optional<LocalTime> time(String text) {
        Matcher m = TIME.matcher(text);
        return m.matches() ? Optional.of(LocalTime.of(number(m, 1), number(m, 2), number(m, 3))) : Optional.empty();
    }

    /** Reads seconds since 1970; zero and less, and what lies after the year 9999, mean that nothing is known. */
    static Optional<Instant> epoch(String text) {
        return Report.wholeLong(text)
                .filter(seconds -> seconds > 0 && seconds < END_OF_TIME)
                .map(Instant::ofEpochSecond);
    }
}
