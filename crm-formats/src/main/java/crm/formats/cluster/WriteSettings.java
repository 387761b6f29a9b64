package crm.formats.cluster;

import crm.formats.cluster.Tree.Mapping;
import crm.model.NameValueSet;
import crm.model.Rule;
import crm.model.Rule.AttributeTest;
import crm.model.Rule.DateDuration;
import crm.model.Rule.DateRange;
import crm.model.Rule.DateSpecification;
import crm.model.Rule.Nested;
import crm.model.Rule.OperationTest;
import crm.model.Rule.ResourceTest;
import crm.model.Score;
import crm.model.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Writes names and values, and rules. */
final class WriteSettings {

    private WriteSettings() {}

    /** Plainly where the reader gives the same back, else as a list of sets; nothing if there are no sets. */
    static Optional<Tree> tree(Settings settings, String firstId) {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        if (plain(settings, firstId)) {
            return Optional.of(mapping(settings.sets().getFirst().values()));
        }
        var sets = new ArrayList<Tree>();
        for (int i = 0; i < settings.sets().size(); i++) {
            sets.add(set(settings.sets().get(i), DefaultIds.set(firstId, i)));
        }
        return Optional.of(Tree.list(sets));
    }

    /** Whether this is one set that says nothing but names and values. */
    static boolean plain(Settings settings, String firstId) {
        if (settings.sets().size() != 1) {
            return false;
        }
        NameValueSet only = settings.sets().getFirst();
        return only.id().equals(firstId)
                && only.score().equals(Score.ZERO)
                && only.rule().isEmpty()
                && !only.values().isEmpty();
    }

    static Mapping mapping(Map<String, String> values) {
        var keys = new Keys();
        values.forEach(keys::put);
        return keys.tree();
    }

    private static Tree set(NameValueSet set, String usualId) {
        var keys = new Keys().id(set.id(), usualId);
        if (!set.score().equals(Score.ZERO)) {
            keys.put("score", set.score().toString());
        }
        return keys.putTree("when", set.rule().map(r -> rule(r, DefaultIds.rule(set.id()))))
                .put("values", mapping(set.values()))
                .tree();
    }

    static Tree rule(Rule rule, String usualId) {
        var keys = new Keys().id(rule.id(), usualId);
        boolean all = rule.combination() == Rule.Combination.AND;
        if (all && rule.conditions().size() == 1 && !(rule.conditions().getFirst() instanceof Nested)) {
            keys.pairs().addAll(condition(rule.conditions().getFirst(), "").pairs());
            return keys.tree();
        }
        var conditions = new ArrayList<Tree>();
        for (int i = 0; i < rule.conditions().size(); i++) {
            conditions.add(condition(rule.conditions().get(i), rule.id() + "-" + (i + 1))
                    .tree());
        }
        return keys.put(all ? "all" : "any", Tree.list(conditions)).tree();
    }

    private static Keys condition(Rule.Condition condition, String nestedId) {
        return switch (condition) {
            case Nested nested -> {
                var keys = new Keys();
                keys.pairs().addAll(combined(nested.rule(), nestedId).pairs());
                yield keys;
            }
            case AttributeTest test -> attribute(test);
            case DateRange range ->
                new Keys()
                        .put("after", range.start().map(Instant::toString))
                        .put("before", range.end().map(Instant::toString));
            case DateDuration duration ->
                new Keys().put("from", duration.start().toString()).put("for", amounts(duration.duration()));
            case DateSpecification calendar -> new Keys().put("calendar", mapping(calendar.units()));
            case ResourceTest test ->
                new Keys()
                        .put(
                                "agent",
                                new Keys()
                                        .put("class", test.standard())
                                        .put("provider", test.provider())
                                        .put("type", test.type())
                                        .tree());
            case OperationTest test ->
                new Keys()
                        .put("operation", test.name())
                        .put("interval", test.interval().map(Spelling::of));
        };
    }

    /** A rule inside a rule always shows how it combines, so that it is not taken for a single condition. */
    private static Keys combined(Rule rule, String usualId) {
        var conditions = new ArrayList<Tree>();
        for (int i = 0; i < rule.conditions().size(); i++) {
            conditions.add(condition(rule.conditions().get(i), rule.id() + "-" + (i + 1))
                    .tree());
        }
        boolean all = rule.combination() == Rule.Combination.AND;
        return new Keys().id(rule.id(), usualId).put(all ? "all" : "any", Tree.list(conditions));
    }

    private static Keys attribute(AttributeTest test) {
        var keys = new Keys()
                .put("attribute", test.attribute())
                .put("is", Spelling.of(test.operation()))
                .put("value", test.value())
                .put("type", test.type());
        return test.source() == Rule.ValueSource.LITERAL ? keys : keys.put("source", Spelling.of(test.source()));
    }

    private static Tree amounts(Map<String, Integer> amounts) {
        var keys = new Keys();
        amounts.forEach((unit, amount) -> keys.put(unit, amount.toString()));
        return keys.tree();
    }
}
