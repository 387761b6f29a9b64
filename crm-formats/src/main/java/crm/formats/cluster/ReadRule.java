package crm.formats.cluster;

import crm.model.Rule;
import crm.model.Rule.AttributeTest;
import crm.model.Rule.Combination;
import crm.model.Rule.Condition;
import crm.model.Rule.DateDuration;
import crm.model.Rule.DateRange;
import crm.model.Rule.DateSpecification;
import crm.model.Rule.Nested;
import crm.model.Rule.Operation;
import crm.model.Rule.OperationTest;
import crm.model.Rule.ResourceTest;
import crm.model.Rule.ValueSource;
import crm.model.Rule.ValueType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads a rule: {@code all:} or {@code any:} with a list of conditions, or a single condition.
 *
 * @param defaultId the id it has if it does not say its own
 */
record ReadRule(String defaultId) {

    private static final String KINDS =
            "write one of: attribute, after, before, from, calendar, agent, operation, all, any";
    private static final String INSTANT = "write it like 2026-11-21T20:15:00Z or 2026-11-21";

    Optional<Rule> read(Item item) {
        return item.section().map(this::read);
    }

    private Rule read(Section section) {
        String id = section.take("id").flatMap(Item::word).orElse(defaultId);
        if (section.has("all") || section.has("any")) {
            boolean any = !section.has("all");
            List<Item> items =
                    section.take(any ? "any" : "all").map(Item::items).orElse(List.of());
            section.refuseRest("a rule");
            var conditions = new ArrayList<Condition>();
            for (int i = 0; i < items.size(); i++) {
                String nestedId = id + "-" + (i + 1);
                items.get(i).section().flatMap(s -> condition(s, nestedId)).ifPresent(conditions::add);
            }
            return new Rule(id, any ? Combination.OR : Combination.AND, conditions);
        }
        return new Rule(id, Combination.AND, condition(section, id).stream().toList());
    }

    private static Optional<Condition> condition(Section section, String nestedId) {
        if (section.has("all") || section.has("any")) {
            return Optional.of(new Nested(new ReadRule(nestedId).read(section)));
        }
        Optional<Condition> condition = simple(section);
        section.refuseRest("this condition");
        return condition;
    }

    private static Optional<Condition> simple(Section section) {
        if (section.has("attribute")) {
            return attribute(section);
        }
        if (section.has("after") || section.has("before")) {
            return Optional.of(new DateRange(
                    section.take("after").flatMap(ReadRule::instant),
                    section.take("before").flatMap(ReadRule::instant)));
        }
        if (section.has("from")) {
            Optional<Instant> start = section.take("from").flatMap(ReadRule::instant);
            SequencedMap<String, Integer> span = section.need("for", "write how long: for: {hours: 2}")
                    .map(ReadRule::amounts)
                    .orElseGet(LinkedHashMap::new);
            return start.map(s -> new DateDuration(s, span));
        }
        if (section.has("calendar")) {
            return section.take("calendar").map(c -> new DateSpecification(c.values()));
        }
        if (section.has("agent")) {
            return section.take("agent").flatMap(Item::section).map(ReadRule::agent);
        }
        if (section.has("operation")) {
            Optional<String> name = section.take("operation").flatMap(Item::word);
            var interval = section.take("interval").flatMap(ReadOperations::span);
            return name.map(n -> new OperationTest(n, interval));
        }
        return section.item().wrong("this is no condition", KINDS);
    }

    private static Optional<Condition> attribute(Section section) {
        Optional<String> name = section.take("attribute").flatMap(Item::word);
        Optional<Operation> operation = section.need("is", "write is: defined, not-defined, eq, ne, lt, gt, lte or gte")
                .flatMap(i -> i.oneOf(Operation.class));
        Optional<String> value = section.take("value").flatMap(Item::word);
        Optional<ValueType> type = section.take("type").flatMap(i -> i.oneOf(ValueType.class));
        ValueSource source =
                section.take("source").flatMap(i -> i.oneOf(ValueSource.class)).orElse(ValueSource.LITERAL);
        return name.flatMap(n -> operation.map(o -> new AttributeTest(n, o, value, type, source)));
    }

    private static ResourceTest agent(Section section) {
        var test = new ResourceTest(
                section.take("class").flatMap(Item::word),
                section.take("provider").flatMap(Item::word),
                section.take("type").flatMap(Item::word));
        section.refuseRest("a test of the agent");
        return test;
    }

    private static SequencedMap<String, Integer> amounts(Item item) {
        var amounts = new LinkedHashMap<String, Integer>();
        item.section().ifPresent(section -> {
            for (Item unit : section.rest()) {
                unit.number(0, 999_999_999).ifPresent(number -> amounts.put(unit.name(), number));
            }
        });
        return amounts;
    }

    private static Optional<Instant> instant(Item item) {
        return item.word().flatMap(text -> {
            try {
                return Optional.of(
                        text.length() <= 10
                                ? LocalDate.parse(text)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant()
                                : OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException malformed) {
                return item.wrong("'" + text + "' is no moment", INSTANT);
            }
        });
    }
}
