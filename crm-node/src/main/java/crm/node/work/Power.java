package crm.node.work;

import crm.configuration.Configuration;
import crm.control.Reply.DeviceLine;
import crm.model.FencingLevel;
import crm.model.NodeName;
import crm.port.FencingDevice;
import crm.port.FencingDevice.DeviceUnreachable;
import crm.state.FencingOutcome;
import crm.state.FencingOutcome.NotKnown;
import crm.state.FencingOutcome.Off;
import crm.state.FencingOutcome.Refused;
import crm.state.Outlet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * All fence devices together. Without a topology any device that covers a node may prove it off; with one, the levels
 * are tried in order, and a level has succeeded when each of its devices has.
 *
 * @param configuration where the topology stands
 * @param devices in the order of the configuration
 */
record Power(Configuration configuration, List<FencingDevice> devices) {

    /** Looks whether a node has no power already. */
    FencingOutcome prove(NodeName node, Duration limit) {
        return any(covering(node), device -> device.provePower(node, limit), node);
    }

    /**
     * Looks whether a node that runs draws its power from the outlets that would be cut. One that draws nothing there has
     * another supply, and cutting would prove nothing; a device that cannot tell is no reason against a drill.
     */
    FencingOutcome look(NodeName node, Duration limit) {
        var dark = new ArrayList<String>();
        for (FencingDevice device : covering(node)) {
            try {
                List<Outlet> outlets = device.list(limit).stream()
                        .filter(outlet -> outlet.node().equals(Optional.of(node)))
                        .filter(outlet -> outlet.powered().isPresent())
                        .toList();
                for (Outlet outlet : outlets) {
                    if (outlet.powered().get()) {
                        return new FencingOutcome.On(outlet.name() + " of " + device.id() + " feeds it");
                    }
                    dark.add(outlet.name() + " of " + device.id());
                }
            } catch (DeviceUnreachable silent) {
                return new NotKnown(String.valueOf(silent.getMessage()));
            }
        }
        return dark.isEmpty()
                ? new NotKnown("no device can tell what " + node + " draws")
                : new Refused(node + " runs and draws nothing from " + String.join(", ", dark)
                        + ": it has a second supply (or the switch cannot measure), so cutting this one would prove"
                        + " nothing. Unplug the other, and try again");
    }

    FencingOutcome off(NodeName node, Duration limit) {
        List<FencingLevel> levels = levels(node);
        if (levels.isEmpty()) {
            return any(covering(node), device -> device.off(node, limit), node);
        }
        FencingOutcome last = nothing(node);
        for (FencingLevel level : levels) {
            last = all(level, (device, l) -> device.off(node, l), node, limit);
            if (last instanceof Off) {
                return last;
            }
        }
        return last;
    }

    /** Gives power back through every device that may have taken it. */
    FencingOutcome on(NodeName node, Duration limit) {
        FencingOutcome last = nothing(node);
        for (FencingDevice device : covering(node)) {
            last = device.on(node, limit);
            if (!(last instanceof FencingOutcome.On)) {
                return last;
            }
        }
        return last;
    }

    List<DeviceLine> list(Duration limit) {
        var lines = new ArrayList<DeviceLine>();
        for (FencingDevice device : devices) {
            try {
                lines.add(new DeviceLine(device.id(), device.list(limit), ""));
            } catch (DeviceUnreachable e) {
                lines.add(new DeviceLine(device.id(), List.of(), String.valueOf(e.getMessage())));
            }
        }
        return lines;
    }

    private List<FencingDevice> covering(NodeName node) {
        return devices.stream().filter(device -> device.covers(node)).toList();
    }

    private static FencingOutcome nothing(NodeName node) {
        return new Refused("no fence device is configured for " + node);
    }

    private interface Attempt {
        FencingOutcome with(FencingDevice device);
    }

    private static FencingOutcome any(List<FencingDevice> devices, Attempt attempt, NodeName node) {
        FencingOutcome last = nothing(node);
        for (FencingDevice device : devices) {
            last = attempt.with(device);
            if (last instanceof Off) {
                return last;
            }
        }
        return last;
    }

    private FencingOutcome all(
            FencingLevel level,
            BiFunction<FencingDevice, Duration, FencingOutcome> action,
            NodeName node,
            Duration limit) {
        FencingOutcome last = nothing(node);
        for (String id : level.devices()) {
            Optional<FencingDevice> device =
                    devices.stream().filter(d -> d.id().equals(id)).findFirst();
            if (device.isEmpty()) {
                return new NotKnown("device " + id + " of level " + level.level() + " is not usable");
            }
            last = action.apply(device.get(), limit);
            if (!(last instanceof Off)) {
                return last;
            }
        }
        return last;
    }

    private List<FencingLevel> levels(NodeName node) {
        return configuration.fencingTopology().stream()
                .filter(level -> isFor(level, node))
                .sorted(Comparator.comparingInt(FencingLevel::level))
                .toList();
    }

    private boolean isFor(FencingLevel level, NodeName node) {
        return switch (level.target()) {
            case FencingLevel.ByName byName -> byName.node().equals(node);
            case FencingLevel.ByPattern byPattern -> node.value().matches(byPattern.pattern());
            case FencingLevel.ByAttribute byAttribute ->
                configuration
                        .node(node)
                        .flatMap(n -> n.attributes().get(byAttribute.attribute()))
                        .filter(byAttribute.value()::equals)
                        .isPresent();
        };
    }
}
