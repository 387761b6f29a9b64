package crm.formats.cib;

import crm.model.Rule;
import crm.model.Rule.AttributeTest;
import crm.model.Rule.Combination;
import crm.model.Rule.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads {@code <rule>} elements. */
final class RuleReader {

    private final References references;
    private final Report report;

    RuleReader(References references, Report report) {
        this.references = references;
        this.report = report;
    }

    /** The rule; empty, and reported, if its reference leads nowhere. */
    Optional<Rule> read(XmlElement written) {
        return references.resolve(written).map(this::readResolved);
    }

    /** One rule that is true when any of several is; empty if there are none. */
    Optional<Rule> readAny(String ownerId, List<XmlElement> written) {
        List<Rule> rules =
                written.stream().map(this::read).flatMap(Optional::stream).toList();
        return switch (rules.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(rules.getFirst());
            default ->
                Optional.of(new Rule(
                        ownerId + "-any",
                        Combination.OR,
                        rules.stream().<Condition>map(Rule.Nested::new).toList()));
        };
    }

    private Rule readResolved(XmlElement element) {
        var conditions = new ArrayList<Condition>();
        for (XmlElement child : element.children()) {
            condition(child).ifPresent(conditions::add);
        }
        if (element.children().isEmpty()) {
            report.warning(element, "a rule without conditions is never true", "Add a condition, or remove the rule.");
        }
        return new Rule(element.id(), combination(element), conditions);
    }

    private Combination combination(XmlElement element) {
        return report.parsed(
                        element, "boolean-op", "\"and\" or \"or\"", text -> switch (text.toLowerCase(Locale.ROOT)) {
                            case "and" -> Optional.of(Combination.AND);
                            case "or" -> Optional.of(Combination.OR);
                            default -> Optional.<Combination>empty();
                        })
                .orElse(Combination.AND);
    }

    private Optional<Condition> condition(XmlElement element) {
        return switch (element.name()) {
            case "rule" -> read(element).map(Rule.Nested::new);
            case "expression" -> attributeTest(element);
            case "date_expression" -> date(element);
            case "rsc_expression" ->
                Optional.of(new Rule.ResourceTest(element.get("class"), element.get("provider"), element.get("type")));
            case "op_expression" ->
                report.required(element, "name")
                        .map(name -> new Rule.OperationTest(
                                name, report.parsed(element, "interval", "a duration", Times::duration)));
            default -> Optional.empty(); // reported by the vocabulary check
        };
    }

    private Optional<Condition> attributeTest(XmlElement element) {
        Optional<String> attribute = report.required(element, "attribute");
        Optional<Rule.Operation> operation = report.required(element, "operation")
                .flatMap(text -> report.parsed(element, "operation", "a comparison", RuleReader::operation));
        if (attribute.isEmpty() || operation.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AttributeTest(
                attribute.get(),
                operation.get(),
                element.get("value"),
                report.parsed(element, "type", "a type of value", RuleReader::type),
                report.parsed(element, "value-source", "literal, param or meta", RuleReader::source)
                        .orElse(Rule.ValueSource.LITERAL)));
    }

    private static Optional<Rule.Operation> operation(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "defined" -> Optional.of(Rule.Operation.DEFINED);
            case "not_defined" -> Optional.of(Rule.Operation.NOT_DEFINED);
            case "lt" -> Optional.of(Rule.Operation.LT);
            case "gt" -> Optional.of(Rule.Operation.GT);
            case "lte" -> Optional.of(Rule.Operation.LTE);
            case "gte" -> Optional.of(Rule.Operation.GTE);
            case "eq" -> Optional.of(Rule.Operation.EQ);
            case "ne" -> Optional.of(Rule.Operation.NE);
            default -> Optional.empty();
        };
    }

    private static Optional<Rule.ValueType> type(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "string" -> Optional.of(Rule.ValueType.STRING);
            case "integer" -> Optional.of(Rule.ValueType.INTEGER);
            case "number" -> Optional.of(Rule.ValueType.NUMBER);
            case "version" -> Optional.of(Rule.ValueType.VERSION);
            default -> Optional.empty();
        };
    }

    private static Optional<Rule.ValueSource> source(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "literal" -> Optional.of(Rule.ValueSource.LITERAL);
            case "param" -> Optional.of(Rule.ValueSource.PARAMETER);
            case "meta" -> Optional.of(Rule.ValueSource.META);
            default -> Optional.empty();
        };
    }

    private Optional<Condition> date(XmlElement element) {
        Optional<Instant> start = instant(element, "start");
        Optional<Instant> end = instant(element, "end");
        return switch (element.get("operation", "in_range").toLowerCase(Locale.ROOT)) {
            // Bounds are exclusive for gt and lt; Pacemaker counts whole seconds.
            case "gt" -> bound(element, "start", start).map(s -> after(s.plusSeconds(1)));
            case "lt" -> bound(element, "end", end).map(e -> before(e.minusSeconds(1)));
            case "in_range", "in-range" -> range(element, start, end);
            case "date_spec", "date-spec" ->
                part(element, "date_spec").map(spec -> new Rule.DateSpecification(units(spec)));
            default -> {
                report.warning(element, "the operation is unknown; the condition is never true", "Use in_range.");
                yield Optional.of(never());
            }
        };
    }

    private static Condition after(Instant start) {
        return new Rule.DateRange(Optional.of(start), Optional.empty());
    }

    private static Condition before(Instant end) {
        return new Rule.DateRange(Optional.empty(), Optional.of(end));
    }

    private static Condition never() {
        return new Rule.DateRange(Optional.of(Instant.MAX), Optional.empty());
    }

    private Optional<Condition> range(XmlElement element, Optional<Instant> start, Optional<Instant> end) {
        Optional<XmlElement> duration = part(element, "duration", false);
        if (end.isEmpty() && duration.isPresent()) {
            return bound(element, "start", start).map(s -> new Rule.DateDuration(s, amounts(duration.get())));
        }
        if (start.isEmpty() && end.isEmpty()) {
            report.warning(element, "a range needs a start or an end; the condition is never true", "Add one.");
            return Optional.of(never());
        }
        return Optional.of(new Rule.DateRange(start, end));
    }

    private Optional<Instant> instant(XmlElement element, String attribute) {
        return report.parsed(element, attribute, "a date", Times::date);
    }

    private Optional<Instant> bound(XmlElement element, String attribute, Optional<Instant> value) {
        if (value.isEmpty() && !element.has(attribute)) {
            report.warning(element, "\"" + attribute + "\" is missing; the condition is never true", "Add it.");
        }
        return value.or(() -> Optional.of(Instant.MAX.minusSeconds(1)));
    }

    private Optional<XmlElement> part(XmlElement element, String name) {
        return part(element, name, true);
    }

    private Optional<XmlElement> part(XmlElement element, String name, boolean needed) {
        Optional<XmlElement> found = element.child(name).flatMap(references::resolve);
        if (needed && found.isEmpty()) {
            report.warning(element, "<" + name + "> is missing; the condition is left out", "Add it.");
        }
        return found;
    }

    private SequencedMap<String, String> units(XmlElement specification) {
        var units = new LinkedHashMap<String, String>();
        for (String unit : specification.attributeNames()) {
            if (!unit.equals("id")) {
                units.put(unit, specification.get(unit, ""));
            }
        }
        return units;
    }

    private SequencedMap<String, Integer> amounts(XmlElement duration) {
        var amounts = new LinkedHashMap<String, Integer>();
        for (String unit : duration.attributeNames()) {
            if (!unit.equals("id")) {
                report.integer(duration, unit).ifPresent(amount -> amounts.put(unit, amount));
            }
        }
        return amounts;
    }
}
