package crm.fencing;

import crm.fencing.program.AgentPlan;
import crm.model.NodeName;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the parameters of {@code stonith:fence_…}: those that begin with {@code pcmk_} are ours, the others the agent's. */
final class AgentDeviceParameters {

    private static final List<String> ACTIONS = List.of("off", "on", "reboot", "monitor", "status", "list");
    private static final int LONGEST_SECONDS = 3_600;

    private final String type;
    private final String id;
    private final Map<String, String> values;
    private final DeviceParameters given;

    AgentDeviceParameters(String id, String type, Map<String, String> values, DeviceParameters given) {
        this.id = id;
        this.type = type;
        this.values = new LinkedHashMap<>(values);
        this.given = given;
    }

    Optional<AgentPlan> read() {
        var plugs = new LinkedHashMap<NodeName, List<String>>();
        // A node that is listed without a plug is known to the agent by its own name.
        given.hostList().forEach(node -> plugs.put(node, List.of(node.value())));
        plugs.putAll(given.hostMap());
        if (plugs.isEmpty()) {
            given.error(
                    "pcmk_host_map",
                    "and pcmk_host_list say of no node that this device is for it",
                    "Write pcmk_host_map=\"node:plug;…\", or pcmk_host_list=\"node node\" if its plugs are called as the nodes are.");
        }
        var remapped = new HashMap<String, String>();
        var limits = new HashMap<String, Duration>();
        for (String action : ACTIONS) {
            given.text("pcmk_" + action + "_action").ifPresent(other -> remapped.put(action, other));
            given.text("pcmk_" + action + "_timeout")
                    .flatMap(text -> seconds("pcmk_" + action + "_timeout", text))
                    .ifPresent(limit -> limits.put(action, limit));
        }
        return Optional.of(
                new AgentPlan(id, type, options(), plugs, given.text("pcmk_host_argument"), remapped, limits));
    }

    private Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> {
            // What to do and to whom is decided for each run.
            if (!name.startsWith("pcmk_") && !List.of("action", "nodename").contains(name)) {
                options.put(name, value);
            }
        });
        return options;
    }

    private Optional<Duration> seconds(String parameter, String text) {
        String number = text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
        try {
            int seconds = Integer.parseInt(number);
            if (seconds > 0 && seconds <= LONGEST_SECONDS) {
                return Optional.of(Duration.ofSeconds(seconds));
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        given.error(parameter, "is '" + text + "'", "Give seconds, from 1 to " + LONGEST_SECONDS + ".");
        return Optional.empty();
    }
}
