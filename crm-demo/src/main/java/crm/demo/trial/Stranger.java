package crm.demo.trial;

import crm.cli.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.snmp4j.PDU;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.VariableBinding;

/**
 * Somebody who sends whatever he likes to one port: {@code Stranger PORT-KIND ADDRESS COUNT SEED}, a process of its own in the
 * network in which he is. What is genuine there he knows or overhears, and sends it whole, cut, mutilated, and among noise.
 */
final class Stranger {

    private static final int LISTENED_MS = 4_000;
    private static final int OVERHEARD_MAX = 300;
    private static final int LONGEST = 60_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private final RandomGenerator chance;
    private final List<byte[]> genuine;

    private Stranger(List<byte[]> genuine, RandomGenerator chance) {
        this.genuine = genuine;
        this.chance = chance;
    }

    /** The ports that a node opens. */
    enum Port {
        /** UDP 7800, everything the nodes say to each other; {@code GROUP/ADDRESS}. */
        CLUSTER,
        /** TCP 7805, who notices at once when a process is gone. */
        DETECTOR,
        /** UDP 162, the switch's traps. */
        TRAPS,
        /** TCP 8080, the web page. */
        PAGE,
        /** The Unix socket of the command line. */
        CONTROL
    }

    public static void main(String... arguments) throws IOException {
        var port = Port.valueOf(arguments[0]);
        var count = Integer.parseInt(arguments[2]);
        var stranger = new Stranger(genuine(port, arguments[1]), new SplittableRandom(Long.parseLong(arguments[3])));
        switch (port) {
            case CLUSTER -> stranger.throwAt(inet(arguments[1].replaceFirst(".*/", ""), 7800), count);
            case TRAPS -> stranger.throwAt(inet(arguments[1], 162), count);
            case DETECTOR -> stranger.callOn(inet(arguments[1], 7805), count);
            case PAGE -> stranger.callOn(inet(arguments[1], 8080), count);
            case CONTROL -> stranger.callOn(UnixDomainSocketAddress.of(arguments[1]), count);
        }
        System.out.println(count + " sent, " + stranger.genuine.size() + " of them genuine ones to begin with");
    }

    private static InetSocketAddress inet(String host, int port) {
        return new InetSocketAddress(host, port);
    }

    private static List<byte[]> genuine(Port port, String address) throws IOException {
        return switch (port) {
            case CLUSTER -> overheard(address.replaceFirst("/.*", ""));
            case DETECTOR -> List.of(new byte[] {0, 0, 0, 0}, new byte[64]);
            case TRAPS -> List.of(trap("public"), trap(""));
            case PAGE ->
                List.of(
                        text("GET / HTTP/1.1\r\nHost: table\r\n\r\n"),
                        text("GET /status.json HTTP/1.1\r\nHost: table\r\nConnection: keep-alive\r\n\r\n"),
                        text("POST / HTTP/1.1\r\nHost: table\r\nContent-Length: 99999999999\r\n\r\n"));
            case CONTROL -> List.of(call("status"), call("history"), call("explain", "site"));
        };
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** What the nodes say to all: sealed, but it can be recorded and said again. */
    private static List<byte[]> overheard(String group) throws IOException {
        var heard = new ArrayList<byte[]>();
        try (var ear = new MulticastSocket(7800)) {
            for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
                if (network.supportsMulticast() && !network.isLoopback()) {
                    ear.joinGroup(inet(group, 7800), network);
                }
            }
            ear.setSoTimeout(LISTENED_MS);
            while (heard.size() < OVERHEARD_MAX) {
                var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
                ear.receive(packet);
                heard.add(Arrays.copyOf(packet.getData(), packet.getLength()));
            }
        } catch (SocketTimeoutException quiet) {
            if (heard.isEmpty()) {
                throw new IOException("nothing is said in " + group, quiet);
            }
        }
        return heard;
    }

    /** A linkDown of IF-MIB by v2c: message version, community, PDU (RFC 3416). */
    private static byte[] trap(String community) throws IOException {
        var pdu = new PDU();
        pdu.setType(PDU.TRAP);
        pdu.add(new VariableBinding(SnmpConstants.sysUpTime, new TimeTicks(4711)));
        pdu.add(new VariableBinding(SnmpConstants.snmpTrapOID, SnmpConstants.linkDown));
        pdu.add(new VariableBinding(new OID("1.3.6.1.2.1.2.2.1.1.2"), new Integer32(2)));
        var bytes = new BEROutputStream(ByteBuffer.allocate(500));
        new Integer32(SnmpConstants.version2c).encodeBER(bytes);
        new OctetString(community).encodeBER(bytes);
        pdu.encodeBER(bytes);
        ByteBuffer content = bytes.getBuffer().flip();
        var message = ByteBuffer.allocate(content.remaining() + 2);
        message.put((byte) 0x30).put((byte) content.remaining()).put(content);
        return message.array();
    }

    /** A frame of the control socket: its kind, the length of the rest, and each field after its length. */
    private static byte[] call(String... words) {
        var fields = new ByteArrayOutputStream();
        for (String field : Stream.concat(Stream.of(Frame.VERSION, "80", ""), Stream.of(words))
                .toList()) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            fields.writeBytes(ByteBuffer.allocate(4).putInt(bytes.length).array());
            fields.writeBytes(bytes);
        }
        return ByteBuffer.allocate(5 + fields.size())
                .put((byte) 'C')
                .putInt(fields.size())
                .put(fields.toByteArray())
                .array();
    }

    private void throwAt(InetSocketAddress target, int count) throws IOException {
        try (var socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                byte[] input = input();
                socket.send(new DatagramPacket(input, Math.min(input.length, LONGEST), target));
                if (i % 50 == 0) {
                    LockSupport.parkNanos(PAUSE_NANOS); // What the kernel drops reaches nobody.
                }
            }
        }
    }

    private void callOn(SocketAddress target, int count) {
        int refused = 0;
        for (int i = 0; i < count; i++) {
            try (var channel = SocketChannel.open(target)) {
                channel.write(ByteBuffer.wrap(input()));
                if (chance.nextInt(4) == 0) {
                    channel.shutdownOutput();
                    channel.read(ByteBuffer.allocate(256));
                }
            } catch (IOException cutOff) {
                refused++; // What a stranger has to expect.
            }
        }
        System.out.println(refused + " were cut off");
    }

    private byte[] input() {
        byte[] one = genuine.get(chance.nextInt(genuine.size())).clone();
        return switch (chance.nextInt(6)) {
            case 0 -> one;
            case 1 -> Arrays.copyOf(one, chance.nextInt(one.length + 1));
            case 2 -> mutilated(one);
            case 3 -> noise(chance.nextInt(1_400));
            case 4 -> {
                byte[] tooLong = noise(chance.nextInt(LONGEST));
                System.arraycopy(one, 0, tooLong, 0, Math.min(one.length, tooLong.length));
                yield tooLong;
            }
            default -> {
                var huge = ByteBuffer.allocate(one.length + 8);
                yield huge.put(one, 0, one.length / 2)
                        .putInt(Integer.MAX_VALUE - chance.nextInt(1 << 30))
                        .put(one, one.length / 2, one.length - one.length / 2)
                        .array();
            }
        };
    }

    private byte[] mutilated(byte[] bytes) {
        for (int i = 0; i <= chance.nextInt(6); i++) {
            bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
        }
        return bytes;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        chance.nextBytes(noise);
        return noise;
    }
}
