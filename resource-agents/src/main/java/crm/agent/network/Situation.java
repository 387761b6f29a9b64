package crm.agent.network;

import crm.agent.action.AgentFailure;
import crm.agent.kernel.HardwareAddress;
import crm.agent.kernel.InterfaceAddress;
import crm.agent.kernel.NetworkLink;
import crm.agent.kernel.RouteSocket;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The interfaces and addresses of this node at one moment, and what they mean for a wanted address. Pure but for reading. */
record Situation(List<NetworkLink> links, List<InterfaceAddress> addresses) {

    private static final int LONGEST_LABEL = 15;

    static Situation read(RouteSocket route) throws IOException {
        return new Situation(route.links(), route.addresses());
    }

    /** Where the address is to go. */
    Placement place(WantedAddress wanted) throws AgentFailure {
        NetworkLink link = choose(wanted);
        if (!link.up()) {
            throw AgentFailure.broken("interface " + link + " is switched off");
        }
        int prefix = wanted.prefix()
                .orElseGet(() ->
                        ownNetwork(wanted, link).map(InterfaceAddress::prefix).orElse(wanted.fullPrefix()));
        String label = "";
        if (wanted.label().isPresent() && wanted.ip() instanceof Inet4Address) {
            label = link.name() + ":" + wanted.label().get();
            if (label.length() > LONGEST_LABEL) {
                throw AgentFailure.misconfigured(
                        "label " + label + " is longer than the " + LONGEST_LABEL + " characters Linux allows");
            }
        }
        return new Placement(link, new InterfaceAddress(link.index(), wanted.ip(), prefix, false, false), label);
    }

    private NetworkLink choose(WantedAddress wanted) throws AgentFailure {
        if (wanted.nic().isPresent()) {
            String name = wanted.nic().get();
            return links.stream()
                    .filter(link -> link.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> AgentFailure.notInstalled("there is no interface " + name));
        }
        return addresses.stream()
                .filter(own -> !own.address().equals(wanted.ip()) && own.covers(wanted.ip()))
                .max(Comparator.comparingInt(InterfaceAddress::prefix))
                .flatMap(own -> link(own.link()))
                .or(() -> holding(wanted.ip()).stream().findFirst().flatMap(held -> link(held.link())))
                .orElseThrow(() -> AgentFailure.notInstalled("no interface has an address in the network of "
                        + wanted.text() + "; name one with the parameter nic"));
    }

    private Optional<InterfaceAddress> ownNetwork(WantedAddress wanted, NetworkLink link) {
        return addresses.stream()
                .filter(own ->
                        own.link() == link.index() && !own.address().equals(wanted.ip()) && own.covers(wanted.ip()))
                .max(Comparator.comparingInt(InterfaceAddress::prefix));
    }

    private Optional<NetworkLink> link(int index) {
        return links.stream().filter(link -> link.index() == index).findFirst();
    }

    /** Whether the address is where it should be, and usable. */
    boolean holds(Placement placement) {
        return holding(placement.address().address()).stream()
                .anyMatch(held -> held.link() == placement.address().link()
                        && held.prefix() == placement.address().prefix()
                        && !held.duplicate());
    }

    /** The address on whatever interfaces have it. */
    List<InterfaceAddress> holding(InetAddress ip) {
        byte[] wanted = ip.getAddress();
        return addresses.stream()
                .filter(own -> Arrays.equals(own.address().getAddress(), wanted))
                .toList();
    }

    /**
     * Whether the address works here.
     *
     * @return the interface it is on
     * @throws AgentFailure not running if it is not here; broken if it is here but of no use
     */
    NetworkLink check(WantedAddress wanted) throws AgentFailure {
        List<InterfaceAddress> held = holding(wanted.ip());
        if (held.isEmpty()) {
            throw AgentFailure.notRunning(wanted.text() + " is on no interface");
        }
        InterfaceAddress address = held.getFirst();
        NetworkLink link = link(address.link())
                .orElseThrow(() -> AgentFailure.broken("the interface of " + wanted.text() + " has just gone"));
        if (wanted.nic().isPresent() && !wanted.nic().get().equals(link.name())) {
            throw AgentFailure.broken(wanted.text() + " is on " + link + " and not on "
                    + wanted.nic().get());
        }
        if (!link.up()) {
            throw AgentFailure.broken(wanted.text() + " is on " + link + ", which is switched off");
        }
        if (address.duplicate()) {
            throw AgentFailure.broken(wanted.text() + " is of no use: the kernel found another machine that has it");
        }
        return link;
    }

    /** Those of this node's own interfaces. */
    List<HardwareAddress> hardwareAddresses() {
        return links.stream().flatMap(link -> link.hardware().stream()).toList();
    }
}
