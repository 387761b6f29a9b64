package crm.agent.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Sends and receives whole Ethernet frames of one protocol on one interface. */
public final class PacketSocket implements AutoCloseable {

    public static final int ARP = 0x0806;
    public static final int IPV6 = 0x86dd;

    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final int LONGEST_FRAME = 2048;

    private final Descriptor descriptor;

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /** Opens it in the network namespace of the calling thread; the socket stays there. */
    public static PacketSocket open(NetworkLink link, int protocol) throws KernelException {
        // Protocol 0 receives nothing until bind() names the interface: no frame of another one slips in.
        Descriptor descriptor = new Descriptor(Libc.socket(AF_PACKET, SOCK_RAW | CLOSE_ON_EXEC, 0));
        try {
            ByteBuffer address = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
            address.putShort((short) AF_PACKET);
            address.putShort(inNetworkOrder(protocol));
            address.putInt(link.index());
            Libc.bind(descriptor.number(), address.array());
            return new PacketSocket(descriptor);
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
        byte[] frame = new byte[LONGEST_FRAME];
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
