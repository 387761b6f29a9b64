package crm.emulator.mikrotik;

import crm.emulator.mikrotik.SwitchPorts.PoeOut;
import crm.emulator.mikrotik.SwitchPorts.PoeStatus;
import crm.emulator.mikrotik.SwitchPorts.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The switch between its ports and what it tells of them: gives the ports their indexes, remembers when links changed,
 * couples power to the administrative state as RouterOS does, and bends all of it as the quirks demand.
 */
final class SwitchState {

    /** The name of the interface that {@link Quirk#INDEX_MOVED} puts behind the first port. */
    private static final String INTRUDER = "sfp1";

    private final SwitchPorts ports;
    private final Quirks quirks;
    private final long startNanos = System.nanoTime();
    private final Map<String, Long> linkChangedNanos = new ConcurrentHashMap<>();

    /** What a person has set up, by port and property; what is not here is as the switch left the factory. */
    private final Map<String, Map<String, String>> setUp = new ConcurrentHashMap<>();

    // Set by whoever configures the switch, read by requests.
    private final AtomicReference<List<RouterScript>> scripts = new AtomicReference<>(List.of());

    // Written by a SET on one thread, read by requests on another.
    private final AtomicReference<String> name = new AtomicReference<>("MikroTik");

    SwitchState(SwitchPorts ports, Quirks quirks) {
        this.ports = ports;
        this.quirks = quirks;
    }

    /** What the switch tells now. */
    SwitchMib mib() {
        var system = new SwitchMib.SystemGroup(Objects.requireNonNull(name.get()), upTimeTicks());
        return new SwitchMib(system, quirks.has(Quirk.NO_SUCH_INSTANCE) ? List.of() : interfaces(), scripts());
    }

    List<RouterScript> scripts() {
        return Objects.requireNonNull(scripts.get());
    }

    void scripts(List<RouterScript> present) {
        scripts.set(List.copyOf(present));
    }

    long upTimeTicks() {
        return ticks(System.nanoTime());
    }

    void rename(String newName) {
        name.set(newName);
    }

    void noteLinkChange(String port) {
        linkChangedNanos.put(port, System.nanoTime());
    }

    /** The interface of that name as the switch tells of it now. */
    Optional<SwitchMib.Interface> named(String port) {
        return interfaces().stream().filter(i -> i.name().equals(port)).findFirst();
    }

    /** The name of the port that has this index now. */
    Optional<String> portAt(int index) {
        return interfaces().stream()
                .filter(i -> i.index() == index)
                .map(SwitchMib.Interface::name)
                .findFirst();
    }

    /** Carries out a SET of {@code ifAdminStatus}. */
    void setAdmin(String port, boolean up) {
        if (port.equals(INTRUDER)) {
            return;
        }
        if (up) {
            if (!quirks.has(Quirk.POE_DOES_NOT_RETURN)) {
                ports.setPoeOut(port, true);
            }
            ports.setAdmin(port, true);
        } else {
            ports.setAdmin(port, false);
            if (!quirks.has(Quirk.POE_STAYS_ON)) {
                ports.setPoeOut(port, false);
            }
        }
    }

    /** Carries out {@code /interface ethernet set} of one port, from a script or over REST. */
    void configure(String port, Map<String, String> properties) {
        setUp.merge(port, properties, SwitchState::overlaid);
        Optional.ofNullable(properties.get("disabled")).ifPresent(value -> setAdmin(port, !yes(value)));
        Optional.ofNullable(properties.get("poe-out")).ifPresent(value -> ports.setPoeOut(port, !value.equals("off")));
    }

    /** How each port is set up, in RouterOS's words. */
    List<SequencedMap<String, String>> properties() {
        return ports.ports().stream().map(this::properties).toList();
    }

    private SequencedMap<String, String> properties(Port port) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("name", port.name());
        properties.put("comment", port.comment());
        if (port.poe().isPresent()) {
            properties.put("poe-out", "auto-on");
            properties.put("poe-priority", "10");
            properties.put("power-cycle-ping-enabled", "false");
            properties.put("power-cycle-interval", "none");
        }
        properties.putAll(setUp.getOrDefault(port.name(), Map.of()));
        properties.put("disabled", port.adminUp() ? "false" : "true");
        return properties;
    }

    private static Map<String, String> overlaid(Map<String, String> before, Map<String, String> changes) {
        var both = new LinkedHashMap<>(before);
        both.putAll(changes);
        return both;
    }

    private static boolean yes(String value) {
        return value.equals("yes") || value.equals("true");
    }

    private List<SwitchMib.Interface> interfaces() {
        var told = new ArrayList<SwitchMib.Interface>();
        for (Port port : ports.ports()) {
            told.add(told(port, told.size() + 1));
            if (told.size() == 1 && quirks.has(Quirk.INDEX_MOVED)) {
                told.add(new SwitchMib.Interface(2, INTRUDER, "", true, false, 0, Optional.empty()));
            }
        }
        return told;
    }

    private SwitchMib.Interface told(Port port, int index) {
        long changed = linkChangedNanos.getOrDefault(port.name(), startNanos);
        boolean lags = quirks.has(Quirk.OPER_STATUS_LAGS)
                && changed != startNanos
                && System.nanoTime() - changed < Quirks.OPER_STATUS_LAG.toNanos();
        return new SwitchMib.Interface(
                index,
                port.name(),
                port.comment(),
                port.adminUp(),
                lags != port.linkUp(),
                ticks(changed),
                port.poe().map(this::told));
    }

    private PoeOut told(PoeOut poe) {
        boolean flows = poe.status() == PoeStatus.POWERED_ON;
        return flows && quirks.has(Quirk.POE_READS_ZERO) ? PoeOut.WAITING : poe;
    }

    private long ticks(long nanos) {
        return (nanos - startNanos) / 10_000_000;
    }
}
