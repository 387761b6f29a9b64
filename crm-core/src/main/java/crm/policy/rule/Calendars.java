package crm.policy.rule;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalUnit;
import java.util.Map;
import java.util.Optional;

/** Calendar arithmetic of rules, in UTC. */
final class Calendars {

    private Calendars() {}

    /** {@code start} plus an amount per unit, units such as {@code hours}. */
    static Instant plus(Instant start, Map<String, Integer> amounts) {
        ZonedDateTime result = start.atZone(ZoneOffset.UTC);
        for (var entry : amounts.entrySet()) {
            Optional<TemporalUnit> unit = unit(entry.getKey());
            if (unit.isPresent()) {
                result = result.plus(entry.getValue(), unit.get());
            }
        }
        return result.toInstant();
    }

    private static Optional<TemporalUnit> unit(String name) {
        return switch (name) {
            case "years" -> Optional.of(ChronoUnit.YEARS);
            case "months" -> Optional.of(ChronoUnit.MONTHS);
            case "weeks" -> Optional.of(ChronoUnit.WEEKS);
            case "days" -> Optional.of(ChronoUnit.DAYS);
            case "hours" -> Optional.of(ChronoUnit.HOURS);
            case "minutes" -> Optional.of(ChronoUnit.MINUTES);
            case "seconds" -> Optional.of(ChronoUnit.SECONDS);
            default -> Optional.empty();
        };
    }

    /** Whether every unit's range contains now. */
    static boolean matches(Instant now, Map<String, String> units) {
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        for (var entry : units.entrySet()) {
            Optional<Integer> value = value(time, entry.getKey());
            if (value.isPresent() && !inRange(value.get(), entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Integer> value(ZonedDateTime time, String unit) {
        return switch (unit) {
            case "seconds" -> Optional.of(time.getSecond());
            case "minutes" -> Optional.of(time.getMinute());
            case "hours" -> Optional.of(time.getHour());
            case "monthdays" -> Optional.of(time.getDayOfMonth());
            case "weekdays" -> Optional.of(time.get(ChronoField.DAY_OF_WEEK));
            case "yeardays" -> Optional.of(time.getDayOfYear());
            case "months" -> Optional.of(time.getMonthValue());
            case "weeks" -> Optional.of(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "years" -> Optional.of(time.getYear());
            case "weekyears" -> Optional.of(time.get(IsoFields.WEEK_BASED_YEAR));
            default -> Optional.empty();
        };
    }

    /** {@code 5}, {@code 9-16}, {@code 9-}, {@code -16}. */
    private static boolean inRange(int value, String range) {
        int dash = range.indexOf('-');
        String low = dash < 0 ? range : range.substring(0, dash);
        String high = dash < 0 ? range : range.substring(dash + 1);
        return (low.isBlank() || number(low).filter(n -> value >= n).isPresent())
                && (high.isBlank() || number(high).filter(n -> value <= n).isPresent());
    }

    /** No calendar has a number of more than nine digits. */
    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(t -> t.matches("[0-9]{1,9}")).map(Integer::valueOf);
    }
}
