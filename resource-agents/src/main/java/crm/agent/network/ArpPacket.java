package crm.agent.network;

import crm.agent.kernel.HardwareAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * An ARP packet for IPv4 over Ethernet (RFC 826), in its frame.
 *
 * @param request whether it asks; else it answers
 * @param sender the hardware address it comes from
 * @param senderIp 0.0.0.0 in a probe
 */
record ArpPacket(
        boolean request, HardwareAddress sender, InetAddress senderIp, HardwareAddress target, InetAddress targetIp) {

    private static final int FRAME = 42;
    private static final short ARP = 0x0806;
    private static final short ETHERNET = 1;
    private static final short IPV4 = 0x0800;

    /** Asks who has an address, without claiming one (RFC 5227). */
    static ArpPacket probe(HardwareAddress sender, InetAddress wanted) {
        return new ArpPacket(true, sender, unspecified(), HardwareAddress.NOBODY, wanted);
    }

    /** Tells all neighbours where an address is now, as a question nobody need answer (RFC 5227). */
    static ArpPacket announcement(HardwareAddress sender, InetAddress held) {
        return new ArpPacket(true, sender, held, HardwareAddress.NOBODY, held);
    }

    /** The same told as an answer, which some neighbours heed and the question not. */
    static ArpPacket unaskedReply(HardwareAddress sender, InetAddress held) {
        return new ArpPacket(false, sender, held, HardwareAddress.EVERYBODY, held);
    }

    /** Whether the sender says that it has this address. */
    boolean claims(InetAddress address) {
        return senderIp.equals(address);
    }

    byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(FRAME);
        frame.put(HardwareAddress.EVERYBODY.bytes()).put(sender.bytes()).putShort(ARP);
        frame.putShort(ETHERNET).putShort(IPV4).put((byte) 6).put((byte) 4);
        frame.putShort((short) (request ? 1 : 2));
        frame.put(sender.bytes()).put(senderIp.getAddress());
        frame.put(target.bytes()).put(targetIp.getAddress());
        return frame.array();
    }

    /** Reads a frame; empty if it is not ARP for IPv4 over Ethernet. */
    static Optional<ArpPacket> read(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < FRAME
                || in.getShort(12) != ARP
                || in.getShort(14) != ETHERNET
                || in.getShort(16) != IPV4
                || in.getShort(18) != 0x0604) {
            return Optional.empty();
        }
        return Optional.of(new ArpPacket(
                in.getShort(20) == 1,
                HardwareAddress.at(frame, 22),
                address(frame, 28),
                HardwareAddress.at(frame, 32),
                address(frame, 38)));
    }

    private static InetAddress address(byte[] frame, int at) {
        return ip(Arrays.copyOfRange(frame, at, at + 4));
    }

    private static InetAddress unspecified() {
        return ip(new byte[4]);
    }

    private static InetAddress ip(byte[] four) {
        try {
            return InetAddress.getByAddress(four);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
