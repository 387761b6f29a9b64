package crm.policy.rule;

import crm.model.AgentId;
import crm.model.NameValueSet;
import crm.model.Rule;
import crm.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Says whether rules hold, given the time and, where there is one, the node, the agent and the operation asked about.
 *
 * @param changes told of every moment at which a condition on time will turn
 */
public record RuleEvaluation(
        Instant now,
        NextChange changes,
        Optional<NodeFacts> node,
        Optional<AgentId> agent,
        Optional<OperationKey> operation,
        Map<String, String> parameters,
        Map<String, String> meta) {

    /** Which operation a rule is asked about. */
    public record OperationKey(String name, Duration interval) {}

    static RuleEvaluation at(Instant now, NextChange changes) {
        return new RuleEvaluation(
                now, changes, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    RuleEvaluation on(NodeFacts facts) {
        return new RuleEvaluation(now, changes, Optional.of(facts), agent, operation, parameters, meta);
    }

    RuleEvaluation about(Optional<AgentId> which, Map<String, String> params, Map<String, String> metaAttributes) {
        return new RuleEvaluation(now, changes, node, which, operation, params, metaAttributes);
    }

    RuleEvaluation forOperation(Optional<AgentId> which, String name, Duration interval) {
        return new RuleEvaluation(
                now, changes, node, which, Optional.of(new OperationKey(name, interval)), parameters, meta);
    }

    /** The values of all sets that hold; of several for one name that of the highest score, then the last. */
    SequencedMap<String, String> values(Settings settings) {
        var merged = new LinkedHashMap<String, String>();
        for (NameValueSet set : settings.byPrecedence()) {
            if (set.rule().map(this::holds).orElse(true)) {
                set.values().forEach(merged::putIfAbsent);
            }
        }
        return merged;
    }

    /** Whether a rule holds; an empty rule does. */
    public boolean holds(Rule rule) {
        boolean all = rule.combination() == Rule.Combination.AND;
        boolean result = all || rule.conditions().isEmpty();
        for (Rule.Condition condition : rule.conditions()) {
            boolean one = holds(condition);
            // Every condition is asked, so that each tells when it turns.
            result = all ? (result && one) : (result || one);
        }
        return result;
    }

    private boolean holds(Rule.Condition condition) {
        return switch (condition) {
            case Rule.Nested(var inner) -> holds(inner);
            case Rule.AttributeTest test ->
                node.map(n -> AttributeComparison.holds(test, n, parameters, meta))
                        .orElse(false);
            case Rule.DateRange(var start, var end) -> within(start, end);
            case Rule.DateDuration(var start, var units) ->
                within(Optional.of(start), Optional.of(Calendars.plus(start, units)));
            case Rule.DateSpecification(var units) -> Calendars.matches(now, units);
            case Rule.ResourceTest(var standard, var provider, var type) ->
                agent.map(a -> standard.map(a.standard()::equals).orElse(true)
                                && provider.map(p -> a.provider().equals(Optional.of(p)))
                                        .orElse(true)
                                && type.map(a.type()::equals).orElse(true))
                        .orElse(false);
            case Rule.OperationTest(var name, var interval) ->
                operation
                        .map(o -> o.name().equals(name)
                                && interval.map(o.interval()::equals).orElse(true))
                        .orElse(false);
        };
    }

    private boolean within(Optional<Instant> start, Optional<Instant> end) {
        if (start.isPresent() && now.isBefore(start.get())) {
            changes.note(start.get());
            return false;
        }
        if (end.isPresent()) {
            if (now.isAfter(end.get())) {
                return false;
            }
            changes.note(end.get().plusSeconds(1));
        }
        return true;
    }
}
