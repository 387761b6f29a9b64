package crm.demo.simulation.chaos;

import crm.control.Request;
import crm.demo.simulation.Chance;
import crm.demo.simulation.Mischief;
import crm.demo.simulation.Quirk;
import crm.demo.simulation.chaos.Fault.Direction;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.transition.Task;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The kinds of faults, and how one of a kind is drawn. A scenario uses some of the kinds only: what a few kinds do to each
 * other is hidden if everything happens always.
 */
enum FaultKind {
    UNPLUGGED,
    PANIC,
    FROZEN,
    PARTITION,
    BROKEN_PAIR,
    STORM,
    SWITCH,
    AGENT,
    CRASH,
    DISK,
    JOURNAL,
    DAEMON,
    CLOCK,
    POWER_CUT,
    MOVED,
    STANDBY,
    CONFIGURED,
    FENCED,
    LEFT,
    NODE_ADDED,
    NODE_REMOVED;

    private static final int LONGEST_FREEZE = 60_000;

    /**
     * What there is to break.
     *
     * @param cloned what of the instances is active on several nodes
     * @param fallible what agents can be asked to do and may get wrong
     */
    record Table(
            List<NodeName> nodes,
            List<InstanceId> instances,
            List<InstanceId> cloned,
            List<ResourceId> resources,
            List<Task> fallible) {}

    Fault draw(Chance chance, Table table, int number) {
        NodeName node = chance.pick(table.nodes());
        return switch (this) {
            case UNPLUGGED -> new Fault.Unplugged(node, seconds(chance, 1, 40));
            case PANIC -> new Fault.Panic(node);
            case FROZEN -> new Fault.Frozen(node, Duration.ofMillis(chance.stretch(10, LONGEST_FREEZE)));
            case PARTITION ->
                new Fault.Partition(
                        chance.some(table.nodes()), chance.pick(List.of(Direction.values())), seconds(chance, 1, 150));
            case BROKEN_PAIR -> new Fault.BrokenPair(node, chance.pick(table.nodes()), seconds(chance, 1, 30));
            case STORM -> new Fault.Storm(chance.between(1, 6) / 10.0, seconds(chance, 1, 20));
            case SWITCH -> new Fault.SwitchHas(chance.pick(List.of(Quirk.values())), seconds(chance, 1, 40));
            case AGENT -> new Fault.AgentMisbehaves(mischief(chance, table), seconds(chance, 1, 60));
            case CRASH -> crash(chance.pick(table.instances()), node, table);
            case DISK -> new Fault.DiskStuck(node, seconds(chance, 1, 20));
            case JOURNAL -> new Fault.JournalDamaged(node, seconds(chance, 5, 60));
            case DAEMON -> new Fault.DaemonKilled(node);
            case CLOCK -> new Fault.ClockJumps(node, Duration.ofSeconds(5L * chance.between(-20_000, 20_000)));
            case POWER_CUT -> new Fault.PowerCut(seconds(chance, 1, 20));
            case MOVED -> new Fault.Asked(node, moved(chance, table));
            case STANDBY ->
                new Fault.Asked(node, new Request.SetStandby(chance.pick(table.nodes()), chance.happens(0.5)));
            case CONFIGURED -> configured(chance, table, node, number);
            case FENCED -> new Fault.Asked(node, fenced(chance, table));
            case LEFT -> new Fault.Asked(node, new Request.Leave(chance.pick(table.nodes())));
            case NODE_ADDED -> new Fault.NodeAdded(node, new NodeName("new" + number));
            case NODE_REMOVED -> new Fault.Asked(node, new Request.ChangeVoters(chance.pick(table.nodes()), false));
        };
    }

    private static Fault crash(InstanceId instance, NodeName node, Table table) {
        return table.cloned().contains(instance) ? new Fault.CrashOn(node, instance) : new Fault.Crash(instance);
    }

    private static Mischief mischief(Chance chance, Table table) {
        Task task = chance.pick(table.fallible());
        List<Mischief.Kind> kinds = task == Task.STOP || task == Task.DEMOTE
                ? List.of(Mischief.Kind.FAILS, Mischief.Kind.FAILS_AND_DOES, Mischief.Kind.HANGS)
                : task == Task.MONITOR
                        ? List.of(Mischief.Kind.FAILS, Mischief.Kind.HANGS)
                        : List.of(Mischief.Kind.values());
        return new Mischief(chance.pick(table.nodes()), chance.pick(table.instances()), task, chance.pick(kinds));
    }

    private static Request moved(Chance chance, Table table) {
        ResourceId resource = chance.pick(table.resources());
        return switch (chance.between(0, 3)) {
            case 0 -> new Request.Move(resource, Optional.empty());
            case 1 -> new Request.Restart(resource);
            default -> new Request.Move(resource, Optional.of(chance.pick(table.nodes())));
        };
    }

    private static Fault configured(Chance chance, Table table, NodeName node, int number) {
        ResourceId resource = chance.pick(table.resources());
        return switch (chance.between(0, 4)) {
            case 0 -> new Fault.Asked(node, new Request.SetTargetRole(resource, chance.happens(0.6)));
            case 1 -> new Fault.Asked(node, new Request.Ban(resource, Optional.of(chance.pick(table.nodes()))));
            case 2 -> new Fault.Asked(node, new Request.Clear(resource));
            case 3 -> new Fault.Asked(node, new Request.Cleanup(Optional.of(resource), Optional.empty()));
            default -> new Fault.OptionSet(node, "batch-limit", Integer.toString(10 + number), "change " + number);
        };
    }

    private static Request fenced(Chance chance, Table table) {
        NodeName victim = chance.pick(table.nodes());
        return chance.happens(0.5) ? new Request.Fence(victim) : new Request.DrillFencing(victim);
    }

    private static Duration seconds(Chance chance, int least, int most) {
        return Duration.ofMillis(chance.stretch(least * 1000, most * 1000));
    }
}
