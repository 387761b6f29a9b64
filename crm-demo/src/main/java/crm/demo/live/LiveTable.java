package crm.demo.live;

import crm.demo.command.TableSocket.Keeper;
import crm.demo.simulation.MachineSeen;
import crm.demo.simulation.MachineSeen.Doing;
import crm.demo.simulation.Quirk;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.Tables;
import crm.demo.table.Layout;
import crm.demo.table.Order;
import crm.demo.table.Port;
import crm.demo.table.Refused;
import crm.demo.table.TableView;
import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import crm.model.NodeName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** A person's hands on the simulated table: does what the orders say, and tells what stands how. */
final class LiveTable implements Keeper {

    private static final Duration FOR_EVER = Duration.ofDays(365);

    private final LiveWorld world;
    private final Set<NodeName> severed = new LinkedHashSet<>();
    private final Set<Quirk> quirks = EnumSet.noneOf(Quirk.class);
    private boolean mains = true;
    private boolean switchAnswers = true;

    LiveTable(LiveWorld world) {
        this.world = world;
    }

    @Override
    public CompletableFuture<String> order(Order order) {
        return world.soon(() -> obey(order));
    }

    /** The Pi that has the service and can be asked for it. */
    Optional<NodeName> serves() {
        return cluster().activeOn(Tables.SITE).stream()
                .filter(node -> !severed.contains(node) && cluster().look(node).link())
                .filter(node -> cluster().look(node).doing() != Doing.FROZEN)
                .findFirst();
    }

    private SimulatedCluster cluster() {
        return world.cluster();
    }

    private String obey(Order order) {
        return switch (order) {
            case Order.Unplug(var name) -> unplug(pi(name));
            case Order.Plug(var name) -> plug(pi(name));
            case Order.Panic(var name) -> {
                cluster().panic(running(name));
                yield name + "'s kernel has panicked; its link and its power stay";
            }
            case Order.Freeze(var name, var length) -> {
                cluster().freeze(running(name), length.orElse(FOR_EVER));
                yield name + " is frozen"
                        + length.map(l -> " for " + l.toMillis() / 1000.0 + " s")
                                .orElse("");
            }
            case Order.Thaw(var name) -> {
                cluster().thaw(pi(name));
                yield name + " goes on";
            }
            case Order.Cut(var name) -> {
                severed.add(pi(name));
                cluster().cut(pi(name));
                yield "the switch forwards nothing for " + name;
            }
            case Order.Join(var name) -> join(pi(name));
            case Order.Quirk(var name, var on) -> quirk(name, on);
            case Order.SwitchAnswers(var yes) -> {
                switchAnswers = yes;
                cluster().switchAnswers(yes);
                yield yes ? "the switch answers SNMP again" : "the switch answers no SNMP any more";
            }
            case Order.MainPlug(var in) -> mainPlug(in);
            case Order.Look() -> String.join("\n", view().lines());
            case Order.PutAway() -> {
                world.end();
                yield "the table is being put away";
            }
        };
    }

    private String unplug(NodeName node) {
        if (!cluster().look(node).plugged()) {
            throw new Refused(node + "'s cable is out already");
        }
        cluster().pull(node);
        return node + " is unplugged";
    }

    private String plug(NodeName node) {
        if (cluster().look(node).plugged()) {
            throw new Refused(node + "'s cable is in already");
        }
        cluster().plug(node);
        boolean fed = cluster().look(node).doing() != Doing.DARK;
        return node + (fed ? " is plugged in and boots" : " is plugged in, but its port gives no power");
    }

    private String join(NodeName node) {
        severed.remove(node);
        for (NodeName other : cluster().names()) {
            if (!other.equals(node) && !severed.contains(other)) {
                cluster().mend(node, other);
                cluster().mend(other, node);
            }
        }
        return "the switch forwards for " + node + " again";
    }

    private String quirk(String name, boolean on) {
        Quirk quirk = Arrays.stream(Quirk.values())
                .filter(known -> known != Quirk.SILENT && nameOf(known).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused("the switch has no quirk \"" + name + "\", but "
                        + Arrays.stream(Quirk.values())
                                .filter(known -> known != Quirk.SILENT)
                                .map(LiveTable::nameOf)
                                .collect(Collectors.joining(", "))));
        cluster().quirk(quirk, on);
        if (on) {
            quirks.add(quirk);
        } else {
            quirks.remove(quirk);
        }
        return "the switch " + (on ? "now has the quirk " : "no longer has the quirk ") + name;
    }

    private static String nameOf(Quirk quirk) {
        return quirk.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String mainPlug(boolean in) {
        if (mains == in) {
            throw new Refused("the main plug is " + (in ? "in" : "out") + " already");
        }
        mains = in;
        if (in) {
            cluster().allPowerOn();
            return "the main plug is in, everything boots";
        }
        cluster().allPowerOff();
        return "the main plug is out, everything is dark";
    }

    private NodeName running(String name) {
        NodeName node = pi(name);
        Doing doing = cluster().look(node).doing();
        if (doing != Doing.RUNNING) {
            throw new Refused(name + " does not run: it is " + doing.name().toLowerCase(Locale.ROOT));
        }
        return node;
    }

    private static NodeName pi(String name) {
        if (!Layout.PIS.contains(name)) {
            throw new Refused("there is no " + name + " on a simulated table, but " + String.join(", ", Layout.PIS));
        }
        return new NodeName(name);
    }

    private TableView view() {
        var seats = new ArrayList<Seat>();
        seats.add(new Seat(
                new Port(Layout.portOf(Layout.CLIENT), Layout.CLIENT, false, false, true, true, mains),
                Port.Power.NONE,
                false,
                Condition.DARK,
                0));
        Layout.PIS.forEach(pi -> seats.add(seat(new NodeName(pi))));
        List<String> odd = quirks.stream().map(LiveTable::nameOf).toList();
        return new TableView(mains, mains && switchAnswers, odd, seats);
    }

    private Seat seat(NodeName node) {
        MachineSeen seen = cluster().look(node);
        var port = new Port(
                Layout.portOf(node.value()),
                node.value(),
                true,
                seen.fed(),
                seen.plugged(),
                seen.portUp(),
                mains && seen.link());
        return new Seat(
                port,
                port.power(mains),
                severed.contains(node),
                Condition.valueOf(seen.doing().name()),
                0);
    }
}
