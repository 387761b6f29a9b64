package crm.demo.table;

import crm.demo.linux.LinkMonitor;
import crm.demo.linux.LinkSeen;
import crm.demo.linux.Shell;
import crm.demo.table.TableView.Condition;
import crm.demo.table.TableView.Seat;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Ports, cables, machines and the main plug: what has power follows from them, and {@link #settle} makes it so. Belongs
 * to the table's loop; others see only {@link #published}.
 */
final class Physics implements AutoCloseable {
    private final Layout layout;
    private final Duration bootDelay;
    private final Consumer<TableEvent> loop;
    private final Wiring wiring;
    private final SequencedMap<String, Port> ports = new LinkedHashMap<>();
    private final SequencedMap<String, Machine> machines = new LinkedHashMap<>();
    private final SequencedMap<String, Long> lastPowerOn = new LinkedHashMap<>();
    /** A handover: written by the loop only, read by whoever wants to look. */
    private final AtomicReference<List<Seat>> published = new AtomicReference<List<Seat>>(List.of());

    private boolean mains;
    private long powerOns;

    Physics(Layout layout, Duration bootDelay, Table.BootCommands boot, Consumer<TableEvent> loop) {
        this.layout = layout;
        this.bootDelay = bootDelay;
        this.loop = loop;
        this.wiring = new Wiring(layout);
        wiring.lay();
        for (var name : Layout.cabled()) {
            var feeds = !name.equals(Layout.CLIENT);
            ports.put(Layout.portOf(name), new Port(Layout.portOf(name), name, feeds, feeds, true, true, false));
        }
        for (var name : Layout.machines()) {
            machines.put(name, newMachine(name, boot));
        }
        LinkMonitor.present().forEach(this::noteLink);
        published.set(look());
    }

    private Machine newMachine(String name, Table.BootCommands boot) {
        return new Machine(name, layout, boot.of(name), tree -> loop.accept(new TableEvent.MachineEnded(name, tree)));
    }

    /** Every seat as it was when the loop last looked. */
    List<Seat> published() {
        return Objects.requireNonNull(published.get());
    }

    boolean mains() {
        return mains;
    }

    void mains(boolean in) {
        mains = in;
    }

    Port port(String name) {
        return Objects.requireNonNull(ports.get(Layout.portOf(name)));
    }

    Machine machine(String name) {
        return Objects.requireNonNull(machines.get(name));
    }

    void cable(String name, boolean in) {
        ports.put(Layout.portOf(name), port(name).withCable(in));
    }

    void poeOut(String port, boolean enabled) {
        ports.computeIfPresent(port, (_, known) -> known.withPoeOut(enabled));
    }

    /** Switches a port on or off, and tells what the links are now, without waiting for the kernel's own report. */
    List<LinkSeen> admin(String port, boolean up) {
        Shell.run("ip", "link", "set", "dev", port, up ? "up" : "down");
        return LinkMonitor.present();
    }

    void sever(String name) {
        wiring.sever(name);
    }

    void join(String name) {
        wiring.join(name);
    }

    /** Nothing runs any more; nobody is told, and the link stays. */
    void panic(Machine machine) {
        wiring.silence(machine.name());
        machine.panic();
        wiring.letSpeak(machine.name());
    }

    /** How often anything had been powered on when this machine last was: tells one life from the next. */
    long life(String name) {
        return lastPowerOn.getOrDefault(name, 0L);
    }

    void later(Duration delay, TableEvent event) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> loop.accept(event));
    }

    /**
     * Takes note of a link.
     *
     * @return whether it came or went
     */
    boolean noteLink(LinkSeen link) {
        var known = ports.get(link.name());
        if (known == null) {
            return false;
        }
        ports.put(known.name(), known.withLink(link.adminUp(), link.carrier()));
        return known.carrier() != link.carrier();
    }

    /** Brings the machines' power to what cables, ports and main plug say, and publishes the result. */
    void settle() {
        for (var machine : machines.values()) {
            var fed = port(machine.name()).power(mains) == Port.Power.FEEDING;
            if (!fed && machine.condition() != Condition.DARK) {
                cutPower(machine);
            }
            if (fed && machine.condition() == Condition.DARK) {
                machine.powerOn();
                lastPowerOn.put(machine.name(), ++powerOns);
                later(bootDelay, new TableEvent.BootDue(machine.name(), powerOns));
            }
        }
        published.set(look());
    }

    /**
     * A kernel whose processes are killed would still say goodbye to its peers: first nothing is forwarded any more. And
     * the link goes last: whoever hears that it has gone finds the power off in the PoE table.
     */
    private void cutPower(Machine machine) {
        wiring.silence(machine.name());
        machine.powerOff();
        published.set(look());
        machine.darken();
    }

    private List<Seat> look() {
        return ports.values().stream().map(this::seat).toList();
    }

    private Seat seat(Port port) {
        var machine = machines.get(port.occupant());
        return new Seat(
                port,
                port.power(mains),
                wiring.severed(port.occupant()),
                machine == null ? Condition.DARK : machine.condition(),
                machine == null ? 0 : machine.pid());
    }

    /** Cuts all power and takes the network apart. The disks stay. */
    @Override
    public void close() {
        mains = false;
        settle();
        wiring.remove();
    }
}
