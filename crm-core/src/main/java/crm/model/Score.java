package crm.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How much something is wanted: an integer between −1,000,000 (never) and 1,000,000 (infinity).
 *
 * <p>Addition saturates and is commutative but <em>not</em> associative: (999,999 + 1) − 1 is infinity, 999,999 +
 * (1 − 1) is not. Whoever sums scores does so in the order of the configuration.
 *
 * @param value within ±1,000,000
 */
public record Score(int value) implements Comparable<Score> {

    private static final int LIMIT = 1_000_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]*)?");

    /** Wanted above everything but {@link #NEVER}; written {@code INFINITY}. */
    public static final Score INFINITY = new Score(LIMIT);
    /** Forbidden, whatever else is said; written {@code -INFINITY}. */
    public static final Score NEVER = new Score(-LIMIT);
    /** Neither wanted nor unwanted. */
    public static final Score ZERO = new Score(0);

    public Score {
        if (value > LIMIT || value < -LIMIT) {
            throw new IllegalArgumentException("score out of range: " + value);
        }
    }

    /** The score of a number, clamped to the range. */
    public static Score of(long value) {
        return new Score(Math.clamp(value, -LIMIT, LIMIT));
    }

    /**
     * Reads a number or one of {@code INFINITY}, {@code +INFINITY}, {@code -INFINITY}; empty if it is neither. Of a
     * decimal number only the whole part counts, as in Pacemaker.
     */
    public static Optional<Score> parse(String text) {
        String trimmed = text.strip();
        return switch (trimmed) {
            case "INFINITY", "+INFINITY" -> Optional.of(INFINITY);
            case "-INFINITY" -> Optional.of(NEVER);
            case "red" -> Optional.of(NEVER);
            case "yellow", "green" -> Optional.of(ZERO);
            default -> parseNumber(trimmed);
        };
    }

    private static Optional<Score> parseNumber(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        int point = text.indexOf('.');
        return Optional.of(of(Long.parseLong(point < 0 ? text : text.substring(0, point))));
    }

    /** The sum: {@link #NEVER} wins over everything, then {@link #INFINITY}, else the clamped sum. */
    public Score plus(Score other) {
        if (this.isNever() || other.isNever()) {
            return NEVER;
        }
        if (this.isInfinite() || other.isInfinite()) {
            return INFINITY;
        }
        return of((long) value + other.value);
    }

    public Score negated() {
        return new Score(-value);
    }

    public boolean isNever() {
        return value == -LIMIT;
    }

    /** Whether this is plus infinity. */
    public boolean isInfinite() {
        return value == LIMIT;
    }

    /** Whether this is plus or minus infinity, which makes a constraint mandatory. */
    public boolean isMandatory() {
        return Math.abs(value) == LIMIT;
    }

    public boolean isNegative() {
        return value < 0;
    }

    public boolean isPositive() {
        return value > 0;
    }

    @Override
    public int compareTo(Score other) {
        return Integer.compare(value, other.value);
    }

    @Override
    public String toString() {
        return isInfinite() ? "INFINITY" : isNever() ? "-INFINITY" : Integer.toString(value);
    }
}
