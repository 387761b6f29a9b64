package crm.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A condition on node attributes, dates, resources and operations (Pacemaker Explained, chapter “Rules”).
 *
 * @param combination whether all or any of the conditions must be true
 */
public record Rule(String id, Combination combination, List<Condition> conditions) {

    public Rule {
        conditions = List.copyOf(conditions);
    }

    /** How conditions of one rule combine. */
    public enum Combination {
        AND,
        OR
    }

    /** One condition of a rule. */
    public sealed interface Condition {}

    /** A rule inside a rule. */
    public record Nested(Rule rule) implements Condition {}

    /**
     * A node attribute compared with a value.
     *
     * @param source what {@code value} means: itself, or the name of a parameter or meta attribute
     */
    public record AttributeTest(
            String attribute, Operation operation, Optional<String> value, Optional<ValueType> type, ValueSource source)
            implements Condition {}

    /** Comparison of an attribute with a value. */
    public enum Operation {
        DEFINED,
        NOT_DEFINED,
        LT,
        GT,
        LTE,
        GTE,
        EQ,
        NE
    }

    /** How values are compared. */
    public enum ValueType {
        STRING,
        INTEGER,
        NUMBER,
        VERSION
    }

    /** Where the value of an attribute test comes from. */
    public enum ValueSource {
        LITERAL,
        PARAMETER,
        META
    }

    /** Now is at or after {@code start}, and at or before {@code end}; an absent bound does not limit. */
    public record DateRange(Optional<Instant> start, Optional<Instant> end) implements Condition {}

    /** Now is within {@code duration} (unit → amount, such as {@code hours} → 2) of {@code start}. */
    public record DateDuration(Instant start, SequencedMap<String, Integer> duration) implements Condition {}

    /** Now matches a calendar pattern (unit → ranges such as {@code 9-16}). */
    public record DateSpecification(SequencedMap<String, String> units) implements Condition {}

    /** The resource has this class, provider and type; an absent part matches any. */
    public record ResourceTest(Optional<String> standard, Optional<String> provider, Optional<String> type)
            implements Condition {}

    /** The operation has this name, and this interval where one is given. */
    public record OperationTest(String name, Optional<java.time.Duration> interval) implements Condition {}
}
