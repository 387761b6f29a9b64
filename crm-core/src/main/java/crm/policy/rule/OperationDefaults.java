package crm.policy.rule;

import crm.model.AgentId;
import crm.model.NameValueSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Defaults for options of operations. They may depend on the operation and the agent, never on time: conditions on
 * time are already decided here.
 *
 * @param sets in order of precedence, with what is left of their rules
 */
public record OperationDefaults(List<Conditional> sets) {

    public OperationDefaults {
        sets = List.copyOf(sets);
    }

    /** A set of defaults and for which operations it holds. */
    public record Conditional(NameValueSet set, RuleEvaluation evaluation) {}

    /** The defaults for one operation of one agent. */
    public SequencedMap<String, String> of(Optional<AgentId> agent, String name, Duration interval) {
        var merged = new LinkedHashMap<String, String>();
        for (Conditional conditional : sets) {
            var facts = conditional.evaluation.forOperation(agent, name, interval);
            if (conditional.set.rule().map(facts::holds).orElse(true)) {
                conditional.set.values().forEach(merged::putIfAbsent);
            }
        }
        return merged;
    }
}
