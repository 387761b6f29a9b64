package crm.agent.network;

import crm.agent.kernel.Descriptor;
import crm.agent.kernel.HardwareAddress;
import crm.agent.kernel.KernelException;
import crm.agent.kernel.NetworkLink;
import crm.agent.kernel.PacketSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one address has to say to, and to hear from, the hosts on its Ethernet; ARP or neighbour discovery. */
final class Neighbourhood implements AutoCloseable {

    private final HardwareAddress me;
    private final InetAddress address;
    private final PacketSocket socket;

    private Neighbourhood(HardwareAddress me, InetAddress address, PacketSocket socket) {
        this.me = me;
        this.address = address;
        this.socket = socket;
    }

    /** Empty if the link is no Ethernet: then there are no neighbours to tell. */
    static Optional<Neighbourhood> open(NetworkLink link, InetAddress address) throws KernelException {
        if (link.hardware().isEmpty()) {
            return Optional.empty();
        }
        int protocol = address instanceof Inet4Address ? PacketSocket.ARP : PacketSocket.IPV6;
        PacketSocket socket = PacketSocket.open(link, protocol);
        return Optional.of(new Neighbourhood(link.hardware().get(), address, socket));
    }

    /** Asks who has the address. */
    void ask() throws KernelException {
        socket.send(
                address instanceof Inet4Address
                        ? ArpPacket.probe(me, address).frame()
                        : new NeighbourMessage(true, me, address).frame());
    }

    /** Tells all that the address is here. */
    void announce() throws KernelException {
        if (address instanceof Inet4Address) {
            socket.send(ArpPacket.announcement(me, address).frame());
            socket.send(ArpPacket.unaskedReply(me, address).frame());
        } else {
            socket.send(new NeighbourMessage(false, me, address).frame());
        }
    }

    /**
     * Listens for another host that claims the address.
     *
     * @param own the hardware addresses of this machine, whose frames are no claims of others
     * @return the other's hardware address
     */
    Optional<HardwareAddress> otherHolder(List<HardwareAddress> own, Duration limit) throws KernelException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Optional<byte[]> frame = socket.receive(left);
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            Optional<HardwareAddress> claimant = claimant(frame.get());
            if (claimant.isPresent() && !own.contains(claimant.get())) {
                return claimant;
            }
            if (left.isZero()) {
                return Optional.empty();
            }
        }
    }

    private Optional<HardwareAddress> claimant(byte[] frame) {
        if (address instanceof Inet4Address) {
            return ArpPacket.read(frame)
                    .filter(packet -> packet.claims(address))
                    .map(ArpPacket::sender);
        }
        return NeighbourMessage.read(frame)
                .filter(message -> !message.solicitation() && message.subject().equals(address))
                .map(NeighbourMessage::sender);
    }

    Descriptor descriptor() {
        return socket.descriptor();
    }

    @Override
    public void close() {
        socket.close();
    }
}
