package crm.demo.table;

import crm.demo.linux.LinkMonitor;
import crm.demo.linux.LinkSeen;
import crm.demo.table.TableView.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table: one loop that takes what happens, from the kernel, from the switch's software and from a person's hands,
 * and after each lets the power follow. Must run in the switch's network namespace.
 */
public final class Table implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Table.class);

    private final BlockingQueue<TableEvent> events = new LinkedBlockingQueue<>();
    private final Physics physics;
    private final TablePorts switchPorts;
    private final SwitchSoftware software;
    private final LinkMonitor monitor;
    private boolean switchAnswers = true;
    private boolean putAway;

    /**
     * Lays everything out and leaves the main plug out.
     *
     * @param bootDelay from power to a machine's first process
     */
    public Table(Layout layout, Duration bootDelay, BootCommands boot, SoftwareMaker maker) {
        physics = new Physics(layout, bootDelay, boot, events::add);
        switchPorts = new TablePorts(physics::published, events::add);
        software = maker.on(switchPorts);
        monitor = LinkMonitor.start("br0", link -> events.add(new TableEvent.LinkReported(link)));
    }

    /** Which command becomes process 1 of a machine. */
    @FunctionalInterface
    public interface BootCommands {
        List<String> of(String machine);
    }

    /** Makes the switch's software, given its ports. */
    @FunctionalInterface
    public interface SoftwareMaker {
        SwitchSoftware on(TablePorts ports);
    }

    private TableView view() {
        return new TableView(physics.mains(), physics.mains() && switchAnswers, software.quirks(), physics.published());
    }

    /**
     * Gives an order, from any thread.
     *
     * @return a sentence about what was done, once it has its full effect; fails with {@link Refused}
     */
    public CompletableFuture<String> order(Order order) {
        var done = new CompletableFuture<String>();
        events.add(new TableEvent.OrderGiven(order, done));
        return done;
    }

    /** Plays until it is put away, or its thread is interrupted. */
    public void play() {
        try {
            while (!putAway) {
                handle(events.take());
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cuts all power and takes the network apart. The disks stay. */
    @Override
    public void close() {
        software.stop();
        monitor.close();
        physics.close();
    }

    private void handle(TableEvent event) {
        LOG.debug("{}", event);
        switch (event) {
            case TableEvent.LinkReported(var link) -> noteLink(link);
            case TableEvent.AdminSet(var port, var up, var done) -> answer(done, () -> setAdmin(port, up));
            case TableEvent.PoeOutSet(var port, var enabled, var done) ->
                answer(done, () -> {
                    physics.poeOut(port, enabled);
                    return port + (enabled ? " may have power" : " has no power");
                });
            case TableEvent.OrderGiven(var order, var done) -> answer(done, () -> obey(order));
            case TableEvent.BootDue(var name, var life) -> boot(name, life);
            case TableEvent.ThawDue(var name, var life) -> {
                if (life == physics.life(name)) {
                    physics.machine(name).thaw();
                }
            }
            case TableEvent.MachineEnded(var name, var processes) ->
                physics.machine(name).noticeEnd(processes);
        }
        physics.settle();
    }

    /** The answer is given after the power has followed, so that who reads the PoE table next reads the truth. */
    private void answer(CompletableFuture<String> done, Supplier<String> deed) {
        try {
            var sentence = deed.get();
            physics.settle();
            done.complete(sentence);
        } catch (RuntimeException failure) {
            done.completeExceptionally(failure);
        }
    }

    private void noteLink(LinkSeen link) {
        if (physics.noteLink(link)) {
            physics.settle();
            LOG.info("{}: link {}", link.name(), link.carrier() ? "up" : "down");
            switchPorts.tell(link.name(), link.carrier());
        }
    }

    private String setAdmin(String port, boolean up) {
        physics.admin(port, up).forEach(this::noteLink);
        return port + (up ? " is on" : " is off");
    }

    private void boot(String name, long life) {
        var machine = physics.machine(name);
        if (machine.condition() == Condition.BOOTING && life == physics.life(name)) {
            machine.boot();
        }
    }

    private String obey(Order order) {
        if (!(order instanceof Order.Look)) {
            LOG.info("order: {}", order);
        }
        return switch (order) {
            case Order.Unplug(var name) -> unplug(name);
            case Order.Plug(var name) -> plug(name);
            case Order.Panic(var name) -> {
                physics.panic(running(name));
                yield name + "'s kernel has panicked; its link and its power stay";
            }
            case Order.Freeze freeze -> freeze(freeze);
            case Order.Thaw(var name) -> {
                physics.machine(name).thaw();
                yield name + " goes on";
            }
            case Order.Cut(var name) -> {
                physics.sever(name);
                yield "the switch forwards nothing for " + name;
            }
            case Order.Join(var name) -> {
                physics.join(name);
                yield "the switch forwards for " + name + " again";
            }
            case Order.Quirk(var name, var on) -> quirk(name, on);
            case Order.SwitchAnswers(var yes) -> switchAnswers(yes);
            case Order.MainPlug(var in) -> mainPlug(in);
            case Order.Look() -> String.join("\n", view().lines());
            case Order.PutAway() -> {
                putAway = true;
                yield "the table is being put away";
            }
        };
    }

    private String unplug(String name) {
        if (!physics.port(name).cable()) {
            throw new Refused(name + "'s cable is out already");
        }
        physics.cable(name, false);
        return name + " is unplugged";
    }

    private String plug(String name) {
        if (physics.port(name).cable()) {
            throw new Refused(name + "'s cable is in already");
        }
        physics.cable(name, true);
        var fed = physics.port(name).power(physics.mains()) == Port.Power.FEEDING;
        return name + (fed ? " is plugged in and boots" : " is plugged in, but its port gives no power");
    }

    private String freeze(Order.Freeze freeze) {
        running(freeze.name()).freeze();
        freeze.length()
                .ifPresent(after ->
                        physics.later(after, new TableEvent.ThawDue(freeze.name(), physics.life(freeze.name()))));
        return freeze.name() + " is frozen"
                + freeze.length()
                        .map(length -> " for " + length.toMillis() / 1000.0 + " s")
                        .orElse("");
    }

    private String quirk(String name, boolean on) {
        try {
            software.quirk(name, on);
        } catch (IllegalArgumentException unknown) {
            throw new Refused(String.valueOf(unknown.getMessage()));
        }
        return "the switch " + (on ? "now has the quirk " : "no longer has the quirk ") + name;
    }

    private String switchAnswers(boolean yes) {
        switchAnswers = yes;
        runSoftware();
        return yes ? "the switch answers SNMP again" : "the switch answers no SNMP any more";
    }

    private String mainPlug(boolean in) {
        if (physics.mains() == in) {
            throw new Refused("the main plug is " + (in ? "in" : "out") + " already");
        }
        physics.mains(in);
        runSoftware();
        return in ? "the main plug is in, everything boots" : "the main plug is out, everything is dark";
    }

    private void runSoftware() {
        if (physics.mains() && switchAnswers) {
            software.start();
        } else {
            software.stop();
        }
    }

    private Machine running(String name) {
        var machine = physics.machine(name);
        if (machine.condition() != Condition.RUNNING) {
            throw new Refused(
                    name + " does not run: it is " + machine.condition().name().toLowerCase(Locale.ROOT));
        }
        return machine;
    }
}
