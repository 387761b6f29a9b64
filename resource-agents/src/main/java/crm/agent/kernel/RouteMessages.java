package crm.agent.kernel;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Route netlink messages to and from bytes. Pure. Layouts: linux/netlink.h, linux/if_addr.h, linux/if_link.h. */
final class RouteMessages {

    static final short ERROR = 2;
    static final short DONE = 3;
    static final short NEW_LINK = 16;
    static final short GET_LINK = 18;
    static final short NEW_ADDRESS = 20;
    static final short DELETE_ADDRESS = 21;
    static final short GET_ADDRESS = 22;

    static final short REQUEST = 1;
    static final short ACKNOWLEDGE = 4;
    static final short DUMP = 0x300;
    static final short CREATE_EXCLUSIVELY = 0x600;

    private static final int HEADER = 16;
    private static final int IFA_ADDRESS = 1;
    private static final int IFA_LOCAL = 2;
    private static final int IFA_LABEL = 3;
    private static final int IFA_BROADCAST = 4;
    private static final int IFA_FLAGS = 8;
    private static final int IFLA_ADDRESS = 1;
    private static final int IFLA_IFNAME = 3;

    private static final int FLAG_NODAD = 0x02;
    private static final int FLAG_DAD_FAILED = 0x08;
    private static final int FLAG_TENTATIVE = 0x40;
    private static final int LINK_UP = 0x1;
    private static final int LINK_LOOPBACK = 0x8;

    private RouteMessages() {}

    /** One message out of a datagram. */
    record Incoming(short type, int sequence, ByteBuffer body) {}

    static byte[] dumpLinks(int sequence) {
        return message(GET_LINK, (short) (REQUEST | DUMP), sequence, new byte[16]);
    }

    static byte[] dumpAddresses(int sequence) {
        return message(GET_ADDRESS, (short) (REQUEST | DUMP), sequence, new byte[8]);
    }

    static byte[] add(int sequence, InterfaceAddress address, String label) {
        short flags = (short) (REQUEST | ACKNOWLEDGE | CREATE_EXCLUSIVELY);
        return message(NEW_ADDRESS, flags, sequence, addressBody(address, label));
    }

    static byte[] delete(int sequence, InterfaceAddress address) {
        return message(DELETE_ADDRESS, (short) (REQUEST | ACKNOWLEDGE), sequence, addressBody(address, ""));
    }

    private static byte[] addressBody(InterfaceAddress address, String label) {
        byte[] ip = address.address().getAddress();
        boolean v4 = ip.length == 4;
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] fixed = new byte[8];
        // NODAD: the agent has asked the network itself, and waiting another second for the kernel to ask is an outage.
        over(fixed)
                .put((byte) (v4 ? 2 : 10))
                .put((byte) address.prefix())
                .put((byte) (v4 ? 0 : FLAG_NODAD))
                .put((byte) 0)
                .putInt(address.link());
        body.writeBytes(fixed);
        attribute(body, IFA_LOCAL, ip);
        attribute(body, IFA_ADDRESS, ip);
        if (v4 && address.prefix() < 31) {
            attribute(body, IFA_BROADCAST, broadcast(ip, address.prefix()));
        }
        if (!label.isEmpty()) {
            attribute(body, IFA_LABEL, (label + "\0").getBytes(StandardCharsets.US_ASCII));
        }
        return body.toByteArray();
    }

    private static byte[] broadcast(byte[] ip, int prefix) {
        int network = ByteBuffer.wrap(ip).getInt();
        int host = prefix == 0 ? -1 : (1 << (32 - prefix)) - 1;
        return ByteBuffer.allocate(4).putInt(network | host).array();
    }

    private static void attribute(ByteArrayOutputStream body, int type, byte[] value) {
        int length = 4 + value.length;
        byte[] attribute = new byte[aligned(length)];
        over(attribute).putShort((short) length).putShort((short) type).put(value);
        body.writeBytes(attribute);
    }

    private static byte[] message(short type, short flags, int sequence, byte[] body) {
        byte[] message = new byte[HEADER + body.length];
        over(message)
                .putInt(message.length)
                .putShort(type)
                .putShort(flags)
                .putInt(sequence)
                .putInt(0)
                .put(body);
        return message;
    }

    /** Takes a datagram apart. */
    static List<Incoming> read(byte[] datagram) {
        int length = datagram.length;
        List<Incoming> messages = new ArrayList<>();
        ByteBuffer all = over(datagram);
        int at = 0;
        while (at + HEADER <= length) {
            int size = all.getInt(at);
            if (size < HEADER || at + size > length) {
                break;
            }
            ByteBuffer body = all.slice(at + HEADER, size - HEADER).order(ByteOrder.nativeOrder());
            messages.add(new Incoming(all.getShort(at + 4), all.getInt(at + 8), body));
            at += aligned(size);
        }
        return messages;
    }

    /** The error number in an acknowledgement; 0 means done. */
    static int errno(ByteBuffer body) {
        return -body.getInt(0);
    }

    static NetworkLink link(ByteBuffer body) {
        int index = body.getInt(4);
        int flags = body.getInt(8);
        Map<Integer, byte[]> attributes = attributes(body, 16);
        String name = text(attributes.getOrDefault(IFLA_IFNAME, new byte[0]));
        byte[] hardware = attributes.getOrDefault(IFLA_ADDRESS, new byte[0]);
        boolean ethernet = hardware.length == HardwareAddress.LENGTH && (flags & LINK_LOOPBACK) == 0;
        return new NetworkLink(
                index,
                name,
                ethernet ? Optional.of(HardwareAddress.at(hardware, 0)) : Optional.empty(),
                (flags & LINK_UP) != 0);
    }

    static InterfaceAddress address(ByteBuffer body) throws UnknownHostException {
        Map<Integer, byte[]> attributes = attributes(body, 8);
        int flags = body.get(2) & 0xff;
        byte[] wideFlags = attributes.get(IFA_FLAGS);
        if (wideFlags != null) {
            flags = over(wideFlags).getInt();
        }
        // IFA_LOCAL is the address itself; IFA_ADDRESS is the peer's on point-to-point links, and all IPv6 has.
        byte[] ip = attributes.getOrDefault(IFA_LOCAL, attributes.getOrDefault(IFA_ADDRESS, new byte[4]));
        return new InterfaceAddress(
                body.getInt(4),
                InetAddress.getByAddress(ip),
                body.get(1) & 0xff,
                (flags & FLAG_TENTATIVE) != 0,
                (flags & FLAG_DAD_FAILED) != 0);
    }

    private static Map<Integer, byte[]> attributes(ByteBuffer body, int from) {
        Map<Integer, byte[]> found = new LinkedHashMap<>();
        int at = from;
        while (at + 4 <= body.limit()) {
            int size = body.getShort(at) & 0xffff;
            if (size < 4 || at + size > body.limit()) {
                break;
            }
            byte[] value = new byte[size - 4];
            body.get(at + 4, value);
            found.put(body.getShort(at + 2) & 0x3fff, value);
            at += aligned(size);
        }
        return found;
    }

    private static String text(byte[] terminated) {
        int length = terminated.length > 0 && terminated[terminated.length - 1] == 0
                ? terminated.length - 1
                : terminated.length;
        return new String(terminated, 0, length, StandardCharsets.UTF_8);
    }

    private static int aligned(int length) {
        return (length + 3) & ~3;
    }

    private static ByteBuffer over(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }
}
