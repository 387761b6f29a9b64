package crm.agent.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks the kernel for links and addresses and changes addresses, in the network namespace of the thread that opened
 * it. An answer comes at once, since the kernel answers within the call that sends.
 */
public final class RouteSocket implements AutoCloseable {

    private static final int AF_NETLINK = 16;
    private static final int SOCK_RAW = 3;
    private static final int CLOSE_ON_EXEC = 0x80000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Descriptor descriptor;
    private final byte[] buffer = new byte[64 * 1024];
    private int sequence;

    private RouteSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    public static RouteSocket open() throws KernelException {
        return new RouteSocket(bound(0));
    }

    /** A descriptor that can be read as soon as a link or an address changes. */
    public static Descriptor changes() throws KernelException {
        final int links = 0x1;
        final int addresses4 = 0x10;
        final int addresses6 = 0x100;
        return bound(links | addresses4 | addresses6);
    }

    /** Throws away what a descriptor of {@link #changes} has to say: who was woken looks for himself. */
    public static void discardChanges(Descriptor changes) throws KernelException {
        Libc.receive(changes.number(), new byte[64 * 1024], 0);
    }

    private static Descriptor bound(int groups) throws KernelException {
        Descriptor descriptor = new Descriptor(Libc.socket(AF_NETLINK, SOCK_RAW | CLOSE_ON_EXEC, 0));
        try {
            ByteBuffer address = ByteBuffer.allocate(12).order(ByteOrder.nativeOrder());
            address.putShort((short) AF_NETLINK).putShort((short) 0).putInt(0).putInt(groups);
            Libc.bind(descriptor.number(), address.array());
            return descriptor;
        } catch (KernelException e) {
            descriptor.close();
            throw e;
        }
    }

    public List<NetworkLink> links() throws IOException {
        List<NetworkLink> links = new ArrayList<>();
        for (RouteMessages.Incoming message : ask(RouteMessages.dumpLinks(++sequence))) {
            if (message.type() == RouteMessages.NEW_LINK) {
                links.add(RouteMessages.link(message.body()));
            }
        }
        return links;
    }

    public List<InterfaceAddress> addresses() throws IOException {
        List<InterfaceAddress> addresses = new ArrayList<>();
        for (RouteMessages.Incoming message : ask(RouteMessages.dumpAddresses(++sequence))) {
            if (message.type() == RouteMessages.NEW_ADDRESS) {
                addresses.add(RouteMessages.address(message.body()));
            }
        }
        return addresses;
    }

    /**
     * Adds an address; already there is a success.
     *
     * @param label IPv4: the name that old tools show for it, beginning with the interface's; or empty
     */
    public void add(InterfaceAddress address, String label) throws IOException {
        try {
            ask(RouteMessages.add(++sequence, address, label));
        } catch (KernelException e) {
            if (e.errno() != KernelException.EXISTS) {
                throw e;
            }
        }
    }

    /** Removes an address; not there is a success. */
    public void delete(InterfaceAddress address) throws IOException {
        try {
            ask(RouteMessages.delete(++sequence, address));
        } catch (KernelException e) {
            if (e.errno() != KernelException.ADDRESS_NOT_AVAILABLE && e.errno() != KernelException.NO_SUCH_DEVICE) {
                throw e;
            }
        }
    }

    /** Sends and collects the answer up to its end, an acknowledgement or the end of a dump. */
    private List<RouteMessages.Incoming> ask(byte[] request) throws IOException {
        Libc.send(descriptor.number(), request, 0);
        List<RouteMessages.Incoming> answers = new ArrayList<>();
        while (descriptor.awaitReadable(PATIENCE)) {
            int length = Libc.receive(descriptor.number(), buffer, 0);
            for (RouteMessages.Incoming message : RouteMessages.read(Arrays.copyOf(buffer, length))) {
                if (message.sequence() != sequence) {
                    continue;
                }
                switch (message.type()) {
                    case RouteMessages.DONE -> {
                        return answers;
                    }
                    case RouteMessages.ERROR -> {
                        int errno = RouteMessages.errno(message.body());
                        if (errno != 0) {
                            throw new KernelException("netlink", errno);
                        }
                        return answers;
                    }
                    default -> answers.add(message);
                }
            }
        }
        throw new IOException("the kernel did not answer a netlink request");
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
