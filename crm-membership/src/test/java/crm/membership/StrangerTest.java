package crm.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody on the network who has no key and sends whatever he likes to every TCP port of a cluster of three daemons, what a
 * node of another key says among it, whole, cut and mutilated. More of it: {@code -Dcrm.strangers=100000}; the same again:
 * {@code -Dcrm.seed=N}.
 */
class StrangerTest {

    private static final List<String> NAMES = List.of("pi1", "pi2", "pi3");
    private static final long SEED = Long.getLong("crm.seed", System.nanoTime() >>> 10);
    private static final int INPUTS = Integer.getInteger("crm.strangers", 1_500);

    @TempDir
    private Path directory;

    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Random random = new Random(SEED);

    @BeforeEach
    void start() throws Exception {
        ports.addAll(FreePorts.find(NAMES.size() + 1));
        ClusterKey.create("table").write(directory.resolve("key"));
        for (int i = 0; i < NAMES.size(); i++) {
            nodes.add(node(NAMES.get(i), "key", ports.get(i), NAMES, ports.subList(0, NAMES.size())));
        }
        for (NodeProcess node : nodes) {
            node.await("three members", 0, text -> text.startsWith("members") && text.split(",", -1).length == 3);
            node.await("a leader", 0, text -> text.startsWith("leader") && !text.endsWith("-"));
        }
    }

    @AfterEach
    void end() {
        nodes.forEach(NodeProcess::close);
    }

    private NodeProcess node(String name, String key, int port, List<String> voters, List<Integer> peers)
            throws IOException {
        return new NodeProcess(
                name,
                List.of(),
                List.of(
                        "table",
                        name,
                        String.join(",", voters),
                        directory.resolve(name).toString(),
                        directory.resolve(key).toString(),
                        "127.0.0.1",
                        String.valueOf(port),
                        "tcp:" + peers.stream().map(p -> "127.0.0.1:" + p).collect(Collectors.joining(",")),
                        "pi"));
    }

    @Test
    void noInputJoinsSuspectsOrStopsAnybody() throws Exception {
        List<byte[]> overheard = overhear();
        List<String> before = views();
        for (int i = 0; i < INPUTS; i++) {
            int port = ports.get(random.nextInt(NAMES.size())) + (random.nextBoolean() ? FreePorts.DETECTOR : 0);
            send(port, input(overheard));
        }
        for (int i = 0; i < nodes.size(); i++) {
            NodeProcess node = nodes.get(i);
            node.tell("append " + (i + 1) + " still" + i);
            String end = "ended " + (i + 1) + " Succeeded";
            node.await("that its change is agreed, seed " + SEED, 0, text -> text.equals(end));
        }
        assertEquals(before, views(), "who is a member has changed, seed " + SEED);
    }

    private List<String> views() {
        return nodes.stream()
                .map(node -> node.lines().stream()
                        .map(NodeProcess.Line::text)
                        .filter(text -> text.startsWith("members") || text.startsWith("fatal"))
                        .collect(Collectors.joining("; ")))
                .toList();
    }

    /** What a node with another key says to a peer that it takes for one of its own. */
    private List<byte[]> overhear() throws Exception {
        ClusterKey.create("table").write(directory.resolve("other"));
        var overheard = new ArrayList<byte[]>();
        try (var ear = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                NodeProcess _ = node("pi9", "other", ports.getLast(), List.of("pi9"), List.of(ear.getLocalPort()))) {
            ear.setSoTimeout(20_000);
            try (Socket talk = ear.accept()) {
                talk.setSoTimeout(2_000);
                byte[] buffer = new byte[8192];
                int length = talk.getInputStream().readNBytes(buffer, 0, 150);
                overheard.add(Arrays.copyOf(buffer, length));
            }
        }
        assertTrue(overheard.getFirst().length > 50, "it said nothing");
        return overheard;
    }

    private byte[] input(List<byte[]> overheard) {
        byte[] genuine = overheard.get(random.nextInt(overheard.size())).clone();
        return switch (random.nextInt(5)) {
            case 0 -> genuine;
            case 1 -> Arrays.copyOf(genuine, random.nextInt(genuine.length));
            case 2 -> mutilated(genuine);
            case 3 -> {
                byte[] noise = new byte[random.nextInt(400)];
                random.nextBytes(noise);
                yield noise;
            }
            default -> {
                // The handshake, and then the announcement of something very long.
                int handshake = Math.min(genuine.length, 8 + random.nextInt(24));
                yield ByteBuffer.allocate(handshake + 8)
                        .put(genuine, 0, handshake)
                        .putInt(Integer.MAX_VALUE - random.nextInt(1 << 30))
                        .putInt(0)
                        .array();
            }
        };
    }

    private byte[] mutilated(byte[] bytes) {
        for (int i = 0; i <= random.nextInt(6); i++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private void send(int port, byte[] input) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
            socket.getOutputStream().write(input);
            if (random.nextInt(20) == 0) {
                socket.setSoTimeout(20);
                var _ = socket.getInputStream().read(new byte[64]);
            }
        } catch (java.net.SocketTimeoutException | java.net.SocketException refused) {
            // Being cut off is what a stranger has to expect.
        }
    }
}
