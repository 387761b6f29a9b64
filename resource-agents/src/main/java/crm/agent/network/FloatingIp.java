package crm.agent.network;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.Description;
import crm.agent.action.Parameters;
import crm.agent.action.ServiceAgent;
import crm.agent.kernel.Descriptor;
import crm.agent.kernel.HardwareAddress;
import crm.agent.kernel.InterfaceAddress;
import crm.agent.kernel.KernelException;
import crm.agent.kernel.NetworkLink;
import crm.agent.kernel.RouteSocket;
import crm.agent.kernel.Vigil;
import crm.port.AgentCatalog.Metadata;
import crm.port.ResourceAgent.Watch;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code crm:floating-ip}: an address that moves between nodes, and the neighbours told of it at once. */
public final class FloatingIp implements ServiceAgent {

    private static final Metadata METADATA = new Description(
                    "floating-ip",
                    "An IP address that moves with its service",
                    "Puts an IPv4 or IPv6 address on a network interface, after asking the network whether another "
                            + "machine still answers for it, and announces it to the neighbours at once.")
            .required("ip", "string", "The address, IPv4 or IPv6.")
            .optional(
                    "cidr_netmask",
                    "string",
                    "Length of the network's prefix (24, or 255.255.255.0). Left out: that of the interface's own "
                            + "address in the same network, else 32 or 128.")
            .optional("nic", "string", "The interface. Left out: the one with an address in the same network.")
            .optional("iflabel", "string", "IPv4: a label for the address, shown as nic:iflabel.")
            .withDefault("arp_count", "integer", "5", "How often a new address is announced.")
            .withDefault("arp_interval", "time", "200ms", "Time between these announcements.")
            .withDefault(
                    "duplicate_wait",
                    "time",
                    "15ms",
                    "How long to listen for another machine that has the address, before taking it. 0 asks nobody. "
                            + "A machine on the same switch answers within two milliseconds.")
            .actions(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    /** Of a network that nobody has (RFC 5737). */
    private static final byte[] NOBODY = {(byte) 192, 0, 2, 1};

    private static final Duration LISTENING = Duration.ofMillis(1);

    private final Announcements announcements = new Announcements();

    @Override
    public Metadata metadata() {
        return METADATA;
    }

    @Override
    public void start(Parameters parameters, Deadline deadline) throws AgentFailure, IOException, InterruptedException {
        WantedAddress wanted = WantedAddress.of(parameters);
        Duration wait = parameters.duration("duplicate_wait");
        int count = parameters.number("arp_count", 0, 100);
        Duration interval = parameters.duration("arp_interval");
        try (RouteSocket route = RouteSocket.open()) {
            Situation situation = Situation.read(route);
            Placement placement = situation.place(wanted);
            boolean alreadyThere = situation.holds(placement);
            if (!alreadyThere) {
                if (!wait.isZero()) {
                    refuseDuplicate(situation, placement, deadline.remaining(wait));
                }
                for (InterfaceAddress stale : situation.holding(wanted.ip())) {
                    route.delete(stale);
                }
                route.add(placement.address(), placement.label());
            }
            if (count > 0) {
                Neighbourhood.open(placement.link(), wanted.ip())
                        .ifPresent(all -> announcements.begin(parameters.instance(), all, count, interval));
            }
        }
    }

    private static void refuseDuplicate(Situation situation, Placement placement, Duration wait)
            throws AgentFailure, KernelException {
        Optional<Neighbourhood> all =
                Neighbourhood.open(placement.link(), placement.address().address());
        if (all.isEmpty()) {
            return;
        }
        try (Neighbourhood neighbourhood = all.get()) {
            neighbourhood.ask();
            Optional<HardwareAddress> other = neighbourhood.otherHolder(situation.hardwareAddresses(), wait);
            if (other.isPresent()) {
                throw AgentFailure.broken(
                        placement.text() + " is in use by another machine, " + other.get() + " on " + placement.link());
            }
        }
    }

    @Override
    public void stop(Parameters parameters, Deadline deadline) throws AgentFailure, IOException, InterruptedException {
        WantedAddress wanted = WantedAddress.of(parameters);
        announcements.end(parameters.instance());
        try (RouteSocket route = RouteSocket.open()) {
            for (InterfaceAddress held : Situation.read(route).holding(wanted.ip())) {
                route.delete(held);
            }
        }
    }

    @Override
    public void monitor(Parameters parameters, Deadline deadline) throws AgentFailure, IOException {
        WantedAddress wanted = WantedAddress.of(parameters);
        try (RouteSocket route = RouteSocket.open()) {
            NetworkLink link = Situation.read(route).check(wanted);
            if (!parameters.call().isProbe()) {
                reannounce(link, wanted);
            }
        }
    }

    /** A neighbour that learned wrongly, or booted meanwhile, is put right by the next monitor. */
    private static void reannounce(NetworkLink link, WantedAddress wanted) throws KernelException {
        Optional<Neighbourhood> all = Neighbourhood.open(link, wanted.ip());
        if (all.isPresent()) {
            try (Neighbourhood neighbourhood = all.get()) {
                neighbourhood.announce();
            }
        }
    }

    /** Listens for a moment on each network, and asks nobody. */
    @Override
    public void rehearse(Deadline deadline) throws IOException {
        try (RouteSocket route = RouteSocket.open()) {
            Situation situation = Situation.read(route);
            for (NetworkLink link : situation.links()) {
                Optional<Neighbourhood> all = Neighbourhood.open(link, InetAddress.getByAddress(NOBODY));
                if (all.isPresent()) {
                    try (Neighbourhood neighbourhood = all.get()) {
                        neighbourhood.otherHolder(situation.hardwareAddresses(), LISTENING);
                    }
                }
            }
        }
    }

    @Override
    public void validate(Parameters parameters) throws AgentFailure, IOException {
        WantedAddress wanted = WantedAddress.of(parameters);
        parameters.duration("duplicate_wait");
        parameters.duration("arp_interval");
        parameters.number("arp_count", 0, 100);
        try (RouteSocket route = RouteSocket.open()) {
            Situation.read(route).place(wanted);
        }
    }

    /** Tells when the address or its interface goes away, or when another machine claims the address. */
    @Override
    public Optional<Watch> watch(Parameters parameters, Consumer<String> onTrouble) throws AgentFailure, IOException {
        WantedAddress wanted = WantedAddress.of(parameters);
        Situation situation;
        try (RouteSocket route = RouteSocket.open()) {
            situation = Situation.read(route);
        }
        NetworkLink link = situation.check(wanted);
        List<HardwareAddress> own = situation.hardwareAddresses();
        Descriptor changes = RouteSocket.changes();
        Optional<Neighbourhood> all = Neighbourhood.open(link, wanted.ip());
        if (all.isEmpty()) {
            Vigil vigil = Vigil.begin(name(parameters), List.of(changes), _ -> stillThere(wanted, changes, onTrouble));
            return Optional.of(vigil::close);
        }
        Neighbourhood neighbourhood = all.get();
        Vigil vigil = Vigil.begin(
                name(parameters),
                List.of(changes, neighbourhood.descriptor()),
                which -> which == 0
                        ? stillThere(wanted, changes, onTrouble)
                        : unclaimed(wanted, neighbourhood, own, onTrouble));
        return Optional.of(vigil::close);
    }

    private static String name(Parameters parameters) {
        return "watch " + parameters.instance();
    }

    private static boolean stillThere(WantedAddress wanted, Descriptor changes, Consumer<String> onTrouble) {
        try (RouteSocket route = RouteSocket.open()) {
            RouteSocket.discardChanges(changes);
            Situation.read(route).check(wanted);
            return true;
        } catch (AgentFailure e) {
            onTrouble.accept(e.reason());
            return false;
        } catch (IOException e) {
            onTrouble.accept("cannot watch " + wanted.text() + ": " + e.getMessage());
            return false;
        }
    }

    private static boolean unclaimed(
            WantedAddress wanted, Neighbourhood neighbourhood, List<HardwareAddress> own, Consumer<String> onTrouble) {
        try {
            Optional<HardwareAddress> other = neighbourhood.otherHolder(own, Duration.ZERO);
            other.ifPresent(mac -> onTrouble.accept(wanted.text() + " is also claimed by another machine, " + mac));
            return other.isEmpty();
        } catch (KernelException e) {
            // The interface went down: the other descriptor tells what that means for the address.
            return true;
        }
    }
}
