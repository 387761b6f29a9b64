package crm.agent.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sends and receives whole Ethernet frames on one interface.
 *
 * <p>Source: packet(7); {@code linux/if_packet.h} and {@code linux/virtio_net.h} for what {@link #openForAll} does.
 */
public final class PacketSocket implements AutoCloseable {

    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86dd;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int EVERY_PROTOCOL = 3;
    private static final int SOL_PACKET = 263;
    private static final int PACKET_VNET_HDR = 15;
    private static final int PACKET_IGNORE_OUTGOING = 23;
    private static final int LONGEST_FRAME = 2048;
    /** A frame that the device is yet to cut to size, behind its ten bytes of {@code virtio_net_hdr}. */
    private static final int LONGEST_OFFLOADED = 10 + 65_550;

    private final Descriptor descriptor;
    private final int longest;

    private PacketSocket(Descriptor descriptor, int longest) {
        this.descriptor = descriptor;
        this.longest = longest;
    }

    /** Opens it for frames of one protocol, in the network namespace of the calling thread; the socket stays there. */
    public static PacketSocket open(NetworkLink link, int protocol) throws KernelException {
        return open(link, protocol, LONGEST_FRAME);
    }

    /**
     * Opens it for all that arrives at the interface, to be passed on to another one: each frame begins with what its sender
     * left to the device to do, checksum and segmentation ({@code virtio_net_hdr}), and so must what is sent.
     */
    public static PacketSocket openForAll(NetworkLink link) throws KernelException {
        return open(link, EVERY_PROTOCOL, LONGEST_OFFLOADED, PACKET_VNET_HDR, PACKET_IGNORE_OUTGOING);
    }

    private static PacketSocket open(NetworkLink link, int protocol, int longest, int... options)
            throws KernelException {
        // Protocol 0 receives nothing until bind() names the interface: no frame of another one slips in.
        Descriptor descriptor = new Descriptor(Libc.socket(AF_PACKET, SOCK_RAW | CLOSE_ON_EXEC, 0));
        try {
            for (int option : options) {
                Libc.enable(descriptor.number(), SOL_PACKET, option);
            }
            ByteBuffer address = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
            address.putShort((short) AF_PACKET);
            address.putShort(inNetworkOrder(protocol));
            address.putInt(link.index());
            Libc.bind(descriptor.number(), address.array());
            return new PacketSocket(descriptor, longest);
        } catch (KernelException e) {
            descriptor.close();
            throw e;
        }
    }

    private static short inNetworkOrder(int protocol) {
        boolean swap = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return swap ? Short.reverseBytes((short) protocol) : (short) protocol;
    }

    public void send(byte[] frame) throws KernelException {
        Libc.send(descriptor.number(), frame, 0);
    }

    /** The next frame; empty if none came within the limit. */
    public Optional<byte[]> receive(Duration limit) throws KernelException {
        if (!descriptor.awaitReadable(limit)) {
            return Optional.empty();
        }
        byte[] frame = new byte[longest];
        int length = Libc.receive(descriptor.number(), frame, 0);
        return Optional.of(Arrays.copyOf(frame, length));
    }

    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
