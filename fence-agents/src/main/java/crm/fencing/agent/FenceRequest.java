package crm.fencing.agent;

import crm.configuration.Problem;
import crm.fencing.FencingDevices;
import crm.fencing.snmp.SnmpSwitch;
import crm.model.NodeName;
import crm.port.FencingDevice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A request to the agent, checked.
 *
 * @param plugs what is to be switched, all of it; empty where the action needs none
 * @param delay before anything is switched
 * @param hold how long a node stays off in a reboot, so that its capacitors drain
 * @param device empty if a mistake forbids its use
 */
record FenceRequest(
        String action,
        List<String> plugs,
        Duration delay,
        Duration hold,
        Optional<FencingDevice> device,
        List<Problem> problems) {

    /** What the one node that a request is about is called here; its true name is of no matter to a device. */
    static final NodeName TARGET = new NodeName("target");

    /** Shorter than the sixty seconds after which Pacemaker gives an agent up, so that it hears a reason. */
    static final Duration LIMIT = Duration.ofSeconds(45);

    static final Duration SELF_TEST_MAX = Duration.ofMinutes(5);

    /** Names that are for the agent itself, or for Pacemaker, and mean nothing to a device. */
    static final Set<String> OWN = Set.of(
            "action",
            "plug",
            "device",
            "nodename",
            "delay",
            "power_wait",
            "verbose",
            "quiet",
            "debug",
            "debug_file",
            "stonith_status_sleep",
            "login_timeout",
            "shell_timeout",
            "retry_on",
            "disable_timeout",
            "separator",
            "plug_separator");

    private static final Set<String> WITHOUT_PLUG = Set.of("monitor", "list", "list-status", "validate-all");
    private static final int HOLD_SECONDS = 5;

    static FenceRequest of(AgentInput input) {
        var problems = new ArrayList<Problem>();
        String action = input.action();
        List<String> plugs = List.of(input.values().getOrDefault("plug", "").split(",", -1)).stream()
                .map(String::strip)
                .filter(plug -> !plug.isEmpty())
                .toList();
        if (plugs.isEmpty() && !WITHOUT_PLUG.contains(action)) {
            problems.add(Problem.error("plug", "plug must be given for " + action + ".", "Name the port."));
        }
        Duration delay = seconds(input, "delay", 0, problems);
        Duration hold = seconds(input, "power_wait", HOLD_SECONDS, problems);
        var parameters = new LinkedHashMap<>(input.values());
        parameters.keySet().removeAll(OWN);
        SequencedMap<NodeName, List<String>> nodes = new LinkedHashMap<>();
        if (!plugs.isEmpty()) {
            nodes.put(TARGET, plugs);
        }
        var made = FencingDevices.one(
                input.values().getOrDefault("device", "snmp-switch"),
                Map.copyOf(parameters),
                nodes,
                InstantSource.system());
        problems.addAll(made.problems());
        boolean wrong = problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return new FenceRequest(
                action, plugs, delay, hold, wrong ? Optional.empty() : made.device(), List.copyOf(problems));
    }

    Optional<SnmpSwitch> ourSwitch() {
        return device.filter(SnmpSwitch.class::isInstance).map(SnmpSwitch.class::cast);
    }

    private static Duration seconds(AgentInput input, String name, int preset, List<Problem> problems) {
        String given = input.values().getOrDefault(name, "").strip();
        if (given.isEmpty()) {
            return Duration.ofSeconds(preset);
        }
        if (given.matches("\\d{1,4}s?")) {
            return Duration.ofSeconds(Long.parseLong(given.replace("s", "")));
        }
        problems.add(Problem.error(name, name + " is '" + given + "'.", "Give seconds."));
        return Duration.ofSeconds(preset);
    }
}
