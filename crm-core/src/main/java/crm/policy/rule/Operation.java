package crm.policy.rule;

import crm.configuration.ClusterOptions;
import crm.model.Role;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A configured operation with the rules on it evaluated.
 *
 * @param ambiguous whether several are configured with this name and interval: then none of them recurs
 * @param options what the configuration says of it, without defaults
 * @param parameters for the agent, in this operation only
 */
public record Operation(
        String id,
        String name,
        Duration interval,
        boolean ambiguous,
        SequencedMap<String, String> options,
        SequencedMap<String, String> parameters) {

    public Operation {
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    }

    public boolean enabled() {
        return Optional.ofNullable(options.get("enabled"))
                .flatMap(ClusterOptions::parseFlag)
                .orElse(true);
    }

    public boolean isRecurring() {
        return !interval.isZero();
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The role it is meant for; empty means every role but promoted. */
    public Optional<Role> role() {
        return option("role").flatMap(Role::parse);
    }
}
