package crm.fencing.program;

import crm.model.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A foreign fence agent as configured.
 *
 * @param type the program's name
 * @param options what the agent is given besides action and port; secrets among them
 * @param plugs the nodes it is for, each with the plugs that feed it as the agent calls them
 * @param plugArgument the option that takes the plug ({@code pcmk_host_argument}); empty means that the agent's metadata
 *     decides, {@code none} that it takes none
 * @param remapped actions to ask for under another name ({@code pcmk_off_action}…)
 * @param limits how long an action may take at most ({@code pcmk_off_timeout}…)
 */
public record AgentPlan(
        String id,
        String type,
        Map<String, String> options,
        SequencedMap<NodeName, List<String>> plugs,
        Optional<String> plugArgument,
        Map<String, String> remapped,
        Map<String, Duration> limits) {

    public AgentPlan {
        options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
        plugs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(plugs));
        remapped = Map.copyOf(remapped);
        limits = Map.copyOf(limits);
    }

    /** As the agent is asked for that action. */
    String nameOf(String action) {
        return remapped.getOrDefault(action, action);
    }

    Duration limit(String action, Duration asked) {
        Duration own = limits.getOrDefault(action, asked);
        return own.compareTo(asked) < 0 ? own : asked;
    }

    @Override
    public String toString() {
        return "AgentPlan[" + id + ", " + type + ", " + plugs + "]"; // the options may hold a password
    }
}
