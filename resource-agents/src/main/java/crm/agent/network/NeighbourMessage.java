package crm.agent.network;

import crm.agent.kernel.HardwareAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A message of IPv6 neighbour discovery (RFC 4861), in its frame: what ARP is to IPv4.
 *
 * @param solicitation whether it asks; else it advertises
 * @param sender the hardware address it comes from
 * @param subject the address it is about
 */
record NeighbourMessage(boolean solicitation, HardwareAddress sender, InetAddress subject) {

    private static final int ETHERNET = 14;
    private static final int IPV6 = 40;
    private static final short ETHER_TYPE = (short) 0x86dd;
    private static final byte ICMPV6 = 58;
    private static final byte SOLICITATION = (byte) 135;
    private static final byte ADVERTISEMENT = (byte) 136;
    private static final int OVERRIDE = 0x20000000;
    private static final byte TARGET_HARDWARE_ADDRESS = 2;

    byte[] frame() {
        byte[] message = solicitation ? question() : advertisement();
        byte[] source = solicitation ? new byte[16] : subject.getAddress();
        byte[] destination = solicitation ? solicitedNode() : allNodes();
        ByteBuffer.wrap(message).putShort(2, checksum(source, destination, message));
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET + IPV6 + message.length);
        frame.put(new byte[] {0x33, 0x33})
                .put(destination, 12, 4)
                .put(sender.bytes())
                .putShort(ETHER_TYPE);
        // Hop limit 255 is the proof, to the receiver, that no router handed this on.
        frame.putInt(0x60000000).putShort((short) message.length).put(ICMPV6).put((byte) 255);
        return frame.put(source).put(destination).put(message).array();
    }

    /** Without the sender's hardware address, since it is asked from no address (RFC 4862, duplicate detection). */
    private byte[] question() {
        ByteBuffer message = ByteBuffer.allocate(24);
        message.put(SOLICITATION).put((byte) 0).putShort((short) 0).putInt(0);
        return message.put(subject.getAddress()).array();
    }

    private byte[] advertisement() {
        ByteBuffer message = ByteBuffer.allocate(32);
        message.put(ADVERTISEMENT).put((byte) 0).putShort((short) 0).putInt(OVERRIDE);
        message.put(subject.getAddress());
        return message.put(TARGET_HARDWARE_ADDRESS)
                .put((byte) 1)
                .put(sender.bytes())
                .array();
    }

    private byte[] solicitedNode() {
        byte[] address = {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, (byte) 0xff, 0, 0, 0};
        System.arraycopy(subject.getAddress(), 13, address, 13, 3);
        return address;
    }

    private static byte[] allNodes() {
        return new byte[] {(byte) 0xff, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    }

    /** The internet checksum over the pseudo header and the message. */
    private static short checksum(byte[] source, byte[] destination, byte[] message) {
        ByteBuffer all = ByteBuffer.allocate(IPV6 + message.length);
        all.put(source)
                .put(destination)
                .putInt(message.length)
                .putInt(ICMPV6)
                .put(message)
                .flip();
        int sum = 0;
        while (all.hasRemaining()) {
            sum += all.getShort() & 0xffff;
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
    }

    /** Reads a frame; empty if it is no neighbour solicitation or advertisement. */
    static Optional<NeighbourMessage> read(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < ETHERNET + IPV6 + 24
                || in.getShort(12) != ETHER_TYPE
                || in.get(20) != ICMPV6
                || (in.get(ETHERNET + IPV6) != SOLICITATION && in.get(ETHERNET + IPV6) != ADVERTISEMENT)) {
            return Optional.empty();
        }
        byte[] subject = Arrays.copyOfRange(frame, ETHERNET + IPV6 + 8, ETHERNET + IPV6 + 24);
        try {
            return Optional.of(new NeighbourMessage(
                    in.get(ETHERNET + IPV6) == SOLICITATION,
                    HardwareAddress.at(frame, 6),
                    Inet6Address.getByAddress(subject)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are always an address", e);
        }
    }
}
