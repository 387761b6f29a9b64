package crm.demo.simulation.chaos;

import crm.control.Request;
import crm.demo.simulation.Mischief;
import crm.demo.simulation.Quirk;
import crm.demo.simulation.SimulatedCluster;
import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.util.List;

/** Something bad that happens to a cluster, or something that a person does meanwhile. What lasts ends by itself. */
public sealed interface Fault {

    /** Makes it happen now. */
    void befall(SimulatedCluster world);

    /** A cable is pulled and put back. */
    record Unplugged(NodeName node, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.pull(node);
            world.later(until, () -> world.plug(node));
        }
    }

    /** A kernel panics: everything dies, link and power stay. */
    record Panic(NodeName node) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.panic(node);
        }
    }

    /** A machine stands still: a garbage collection, an SD card. */
    record Frozen(NodeName node, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.freeze(node, until);
        }
    }

    /** Which way nothing gets through. */
    enum Direction {
        BOTH,
        INTO,
        OUT_OF
    }

    /** Some nodes and the others do not hear each other. */
    record Partition(List<NodeName> side, Direction direction, Duration until) implements Fault {
        public Partition {
            side = List.copyOf(side);
        }

        @Override
        public void befall(SimulatedCluster world) {
            for (NodeName in : side) {
                world.names().stream().filter(n -> !side.contains(n)).forEach(out -> cut(world, in, out));
            }
        }

        private void cut(SimulatedCluster world, NodeName in, NodeName out) {
            if (direction != Direction.INTO) {
                world.cut(in, out);
            }
            if (direction != Direction.OUT_OF) {
                world.cut(out, in);
            }
            world.later(until, () -> {
                world.mend(in, out);
                world.mend(out, in);
            });
        }
    }

    /** Two nodes do not hear each other; all others hear both. */
    record BrokenPair(NodeName one, NodeName other, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.cut(one, other);
            world.cut(other, one);
            world.later(until, () -> {
                world.mend(one, other);
                world.mend(other, one);
            });
        }
    }

    /** Messages are lost, late, doubled and overtake each other. */
    record Storm(double share, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.storm(share);
            world.later(until, () -> world.storm(0));
        }
    }

    record SwitchHas(Quirk quirk, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.quirk(quirk, true);
            world.later(until, () -> world.quirk(quirk, false));
        }
    }

    record AgentMisbehaves(Mischief mischief, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.mischief(mischief);
            world.later(until, () -> world.behave(mischief));
        }
    }

    /** A service dies by itself. */
    record Crash(InstanceId instance) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.crash(instance);
        }
    }

    /** One of several alike dies by itself. */
    record CrashOn(NodeName node, InstanceId instance) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.crash(node, instance);
        }
    }

    /** Whatever a node writes does not get to its disk. */
    record DiskStuck(NodeName node, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.disk(node, false);
            world.later(until, () -> world.disk(node, true));
        }
    }

    /** A node's journal cannot be written or read any more: its daemon ends and begins only when that is mended. */
    record JournalDamaged(NodeName node, Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.journalReadable(node, false);
            world.killDaemon(node);
            world.later(until, () -> {
                world.journalReadable(node, true);
                world.boot(node);
            });
        }
    }

    record DaemonKilled(NodeName node) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.killDaemon(node);
        }
    }

    /** A node's clock says something else from now on. */
    record ClockJumps(NodeName node, Duration error) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.clockError(node, error);
        }
    }

    /** The whole table loses its power. */
    record PowerCut(Duration until) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.allPowerOff();
            world.later(until, world::allPowerOn);
        }
    }

    /** A person asks for something on a node. */
    record Asked(NodeName on, Request request) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.askOn(on, request);
        }
    }

    /** A person changes an option, from the configuration that this node shows. */
    record OptionSet(NodeName on, String option, String value, String summary) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            if (world.alive(on)) {
                var agreed = world.agreed(on);
                var changed = new crm.configuration.ConfigurationEdit(agreed.configuration())
                        .setOption(option, java.util.Optional.of(value));
                world.askOn(
                        on,
                        new Request.Configure(changed, java.util.Optional.of(agreed.configurationVersion()), summary));
            }
        }
    }

    /** A machine that was no part of the cluster is let in and begins. */
    record NodeAdded(NodeName on, NodeName fresh) implements Fault {
        @Override
        public void befall(SimulatedCluster world) {
            world.askOn(on, new Request.ChangeVoters(fresh, true));
            world.later(Duration.ofSeconds(2), () -> world.boot(fresh));
        }
    }
}
