package crm.printer.program;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times written as {@code date(1)} writes them, with {@code %N} for nanoseconds and {@code %06N} for microseconds, which
 * is how Pacemaker's {@code timestamp-format} says it.
 *
 * @param pattern such as {@code %H:%M:%S.%06N}
 */
record TimestampFormat(String pattern) {

    /** What Pacemaker uses unless told otherwise. */
    static final TimestampFormat USUAL = new TimestampFormat("%H:%M:%S.%06N");

    private static final int LENGTH_MAX = 128;
    private static final Pattern CONVERSION = Pattern.compile("%(?:0?(\\d)?(N)|([a-zA-Z%]))");

    /** The time; empty, as in Pacemaker, if the result is empty or too long. */
    Optional<String> format(Instant at, ZoneId zone) {
        ZonedDateTime time = at.atZone(zone);
        var text = new StringBuilder();
        Matcher conversion = CONVERSION.matcher(pattern);
        while (conversion.find()) {
            String part = conversion.group(2) == null
                    ? converted(conversion.group(3), time)
                    : fraction(conversion.group(1), time);
            conversion.appendReplacement(text, Matcher.quoteReplacement(part));
        }
        conversion.appendTail(text);
        boolean usable = !text.isEmpty() && text.length() <= LENGTH_MAX;
        return usable ? Optional.of(text.toString()) : Optional.empty();
    }

    private static String fraction(@Nullable String digits, ZonedDateTime time) {
        String nanos = String.format(Locale.ROOT, "%09d", time.getNano());
        return digits == null ? nanos : nanos.substring(0, Integer.parseInt(digits));
    }

    private static String converted(String letter, ZonedDateTime time) {
        return switch (letter) {
            case "s" -> String.valueOf(time.toEpochSecond());
            case "Z" -> time.getZone().getDisplayName(TextStyle.SHORT, Locale.ROOT);
            case "n" -> "\n";
            case "t" -> "\t";
            case "%" -> "%";
            default -> java(letter).map(pattern -> written(pattern, time)).orElse("%" + letter);
        };
    }

    private static String written(String pattern, ZonedDateTime time) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
    }

    /** The same conversion as Java's formatter writes it. */
    private static Optional<String> java(String letter) {
        return Optional.ofNullable(
                switch (letter) {
                    case "Y" -> "uuuu";
                    case "y" -> "uu";
                    case "m" -> "MM";
                    case "d" -> "dd";
                    case "e" -> "ppd";
                    case "H" -> "HH";
                    case "I" -> "hh";
                    case "M" -> "mm";
                    case "S" -> "ss";
                    case "p" -> "a";
                    case "j" -> "DDD";
                    case "a" -> "EEE";
                    case "A" -> "EEEE";
                    case "b", "h" -> "MMM";
                    case "B" -> "MMMM";
                    case "F" -> "uuuu-MM-dd";
                    case "T" -> "HH:mm:ss";
                    case "R" -> "HH:mm";
                    case "D" -> "MM/dd/uu";
                    case "z" -> "xx";
                    default -> null;
                });
    }
}
