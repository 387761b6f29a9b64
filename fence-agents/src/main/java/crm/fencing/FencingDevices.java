package crm.fencing;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.fencing.program.AgentDevice;
import crm.fencing.program.AgentProgram;
import crm.fencing.program.ClusterHat;
import crm.fencing.snmp.SnmpSwitch;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.model.Resource.Primitive;
import crm.port.FencingDevice;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The fence devices of a configuration: its primitives of class {@code stonith}.
 *
 * <ul>
 *   <li>{@code stonith:snmp-switch}: a PoE switch, by our own driver
 *   <li>{@code stonith:clusterhat}: a ClusterHAT, by its maker's program
 *   <li>{@code stonith:manual}: a person
 *   <li>{@code stonith:fence_…}: an installed fence agent
 * </ul>
 *
 * <p>After each change of the configuration, {@link #replacedBy} makes the next; devices that did not change are kept,
 * with everything they have learnt.
 */
public final class FencingDevices implements AutoCloseable {

    private final SequencedMap<Recipe, FencingDevice> devices;
    private final List<Problem> problems;
    private final InstantSource clock;

    /** What a device was made from: as long as it is the same, so is the device. */
    private record Recipe(String id, AgentId agent, Map<String, String> parameters) {}

    private FencingDevices(SequencedMap<Recipe, FencingDevice> devices, List<Problem> problems, InstantSource clock) {
        this.devices = devices;
        this.problems = List.copyOf(problems);
        this.clock = clock;
    }

    /** The devices of a configuration, from nothing. Opens no connection: the first use of a device does. */
    public static FencingDevices from(Configuration configuration, InstantSource clock) {
        return none(clock).replacedBy(configuration);
    }

    /** No device at all. */
    public static FencingDevices none(InstantSource clock) {
        return new FencingDevices(new LinkedHashMap<>(), List.of(), clock);
    }

    /** Every mistake in the fence devices of a configuration, without making any. */
    public static List<Problem> check(Configuration configuration) {
        try (FencingDevices made = from(configuration, InstantSource.system())) {
            return made.problems();
        }
    }

    /** The devices of a new configuration. What is in use no more is closed; this object must not be used afterwards. */
    public FencingDevices replacedBy(Configuration configuration) {
        var next = new LinkedHashMap<Recipe, FencingDevice>();
        var found = new ArrayList<Problem>();
        for (Primitive primitive : configuration.primitives()) {
            if (primitive.agent().isFencing()) {
                var recipe = new Recipe(
                        primitive.id().toString(),
                        primitive.agent(),
                        Map.copyOf(primitive.parameters().unconditional()));
                make(recipe, found)
                        .ifPresent(device -> next.put(recipe, kept(recipe).orElse(device)));
            }
        }
        var unused = new ArrayList<>(devices.entrySet());
        unused.removeIf(entry -> next.containsKey(entry.getKey()));
        unused.forEach(entry -> release(entry.getValue()));
        return new FencingDevices(next, found, clock);
    }

    /** In configured order. */
    public List<FencingDevice> devices() {
        return List.copyOf(devices.values());
    }

    /** Those that can prove or cut that node's power, in configured order. */
    public List<FencingDevice> covering(NodeName node) {
        return devices().stream().filter(device -> device.covers(node)).toList();
    }

    /** The switches among them, which need a {@link crm.fencing.snmp.LinkWatcher}. */
    public List<SnmpSwitch> switches() {
        return devices().stream()
                .filter(SnmpSwitch.class::isInstance)
                .map(SnmpSwitch.class::cast)
                .toList();
    }

    /** What is wrong with the configured devices. A device with an error among these does not exist. */
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public void close() {
        devices().forEach(FencingDevices::release);
    }

    private Optional<FencingDevice> kept(Recipe recipe) {
        return Optional.ofNullable(devices.get(recipe));
    }

    private Optional<FencingDevice> make(Recipe recipe, List<Problem> found) {
        var parameters = new DeviceParameters(recipe.id(), recipe.parameters());
        Optional<FencingDevice> made = make(recipe, parameters);
        found.addAll(parameters.problems());
        return parameters.hasErrors() ? Optional.empty() : made;
    }

    private Optional<FencingDevice> make(Recipe recipe, DeviceParameters parameters) {
        String type = recipe.agent().type();
        return switch (type) {
            case "snmp-switch" ->
                new SnmpSwitchParameters(recipe.id(), parameters).read().map(plan -> new SnmpSwitch(plan, clock));
            case "clusterhat" ->
                new ClusterHatParameters(recipe.id(), parameters).read().map(plan -> new ClusterHat(plan, clock));
            case "manual" -> {
                var nodes = new HashSet<NodeName>(parameters.hostList());
                nodes.addAll(parameters.hostMap().keySet());
                yield Optional.of(new ManualDevice(recipe.id(), nodes));
            }
            default -> program(recipe, parameters);
        };
    }

    private Optional<FencingDevice> program(Recipe recipe, DeviceParameters parameters) {
        String type = recipe.agent().type();
        if (!type.startsWith("fence_")) {
            parameters.error(
                    "type",
                    "is '" + recipe.agent() + "', which is no fence device",
                    "Use stonith:snmp-switch, stonith:clusterhat, stonith:manual, or an installed stonith:fence_….");
            return Optional.empty();
        }
        Optional<Path> installed = AgentProgram.find(type);
        if (installed.isEmpty()) {
            parameters.warning(
                    "type",
                    "is '" + recipe.agent() + "', and " + type + " is not installed on this node",
                    "Install it, usually with the package fence-agents.");
        }
        return new AgentDeviceParameters(recipe.id(), type, recipe.parameters(), parameters)
                .read()
                .map(plan -> new AgentDevice(plan, installed.orElse(Path.of("/usr/sbin", type)), clock));
    }

    /**
     * One of our own devices, for whoever runs it alone.
     *
     * @param device empty if its parameters have an error
     */
    public record One(Optional<FencingDevice> device, List<Problem> problems) {}

    /**
     * One device of our own.
     *
     * @param type {@code snmp-switch} or {@code clusterhat}
     * @param nodes the ports of each node; without any the device can be asked, but switches nothing
     */
    public static One one(
            String type,
            Map<String, String> parameters,
            SequencedMap<NodeName, List<String>> nodes,
            InstantSource clock) {
        var given = new DeviceParameters(type, parameters);
        Optional<FencingDevice> made = switch (type) {
            case "snmp-switch" ->
                new SnmpSwitchParameters(type, given).readFor(nodes).map(plan -> new SnmpSwitch(plan, clock));
            case "clusterhat" ->
                new ClusterHatParameters(type, given).readFor(nodes).map(plan -> new ClusterHat(plan, clock));
            default -> {
                given.error("device", "is '" + type + "'", "Give snmp-switch or clusterhat.");
                yield Optional.empty();
            }
        };
        return new One(made, given.problems());
    }

    /** Closes what a device has open; it must not be used afterwards. */
    public static void release(FencingDevice device) {
        if (device instanceof SnmpSwitch open) {
            open.close();
        }
    }
}
