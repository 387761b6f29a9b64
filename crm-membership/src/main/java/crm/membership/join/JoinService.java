package crm.membership.join;

import crm.formats.values.ValueCodec;
import crm.model.NodeName;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The member's half of joining: listens, and welcomes whoever has a token that it issued. Every refusal is logged with
 * the address it came from; the stranger only learns that it was refused.
 */
public final class JoinService implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(JoinService.class);
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String cluster;
    private final Admission admission;
    private final Clock clock;
    private final ServerSocket server;
    private final JoinTokens tokens = new JoinTokens();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Thread acceptor;

    private JoinService(String cluster, Admission admission, Clock clock, ServerSocket server) {
        this.cluster = cluster;
        this.admission = admission;
        this.clock = clock;
        this.server = server;
        acceptor = Thread.ofVirtual().name("join-service").start(this::acceptAll);
    }

    /**
     * Begins to listen.
     *
     * @param port zero for any that is free
     * @param admission asked when a node has proven that it has a token
     */
    public static JoinService listen(String cluster, InetAddress address, int port, Admission admission, Clock clock)
            throws IOException {
        var server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(address, port), 16);
        return new JoinService(cluster, admission, clock, server);
    }

    /** Leave for one node to join within this time. */
    public JoinToken issue(Duration valid) {
        JoinToken token = tokens.issue(
                cluster, server.getInetAddress().getHostAddress(), server.getLocalPort(), clock.instant(), valid);
        log.info("issued {}", token);
        return token;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (places.tryAcquire()) {
                    Thread.ofVirtual().name("join").start(() -> attend(socket));
                } else {
                    socket.close();
                }
            } catch (SocketException e) {
                if (!server.isClosed()) {
                    log.warn("the join service cannot accept: {}", e.getMessage());
                }
            } catch (IOException e) {
                log.warn("the join service cannot accept: {}", e.getMessage());
            }
        }
    }

    private void attend(Socket socket) {
        // A read limit alone would let a stranger stay for ever, byte by byte.
        Thread limit = Thread.ofVirtual().start(() -> closeAfterPatience(socket));
        try (socket) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            NodeName joined = exchange(
                    new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            log.info("{} at {} got the key of cluster {}", joined, socket.getRemoteSocketAddress(), cluster);
        } catch (JoinRefused | GeneralSecurityException | IOException | IllegalArgumentException e) {
            log.warn("refused to let {} join: {}", socket.getRemoteSocketAddress(), reason(e));
        } finally {
            limit.interrupt();
            places.release();
        }
    }

    private static String reason(Exception e) {
        return e instanceof GeneralSecurityException
                ? "it does not know the token's secret"
                : String.valueOf(e.getMessage());
    }

    private static void closeAfterPatience(Socket socket) {
        try {
            Thread.sleep(PATIENCE);
            socket.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it was attended to in time
        } catch (IOException e) {
            log.debug("closing a slow joiner: {}", e.getMessage());
        }
    }

    private NodeName exchange(DataInputStream in, DataOutputStream out)
            throws IOException, GeneralSecurityException, JoinRefused {
        byte[] id = JoinExchange.receive(in);
        byte[] joinersKey = JoinExchange.receive(in);
        JoinToken token = tokens.find(new String(id, StandardCharsets.UTF_8), clock.instant());
        var exchange = new JoinExchange();
        byte[] ownKey = exchange.publicKey();
        JoinExchange.send(out, ownKey);
        JoinExchange.Keys keys = exchange.agree(
                joinersKey,
                token.secretBytes(),
                JoinExchange.transcript(cluster.getBytes(StandardCharsets.UTF_8), id, joinersKey, ownKey));
        byte[] name = JoinExchange.open(keys.joiners(), JoinExchange.receive(in));
        var node = new NodeName(new String(name, StandardCharsets.UTF_8));
        tokens.use(token.id());
        Answer answer = answer(node);
        JoinExchange.send(out, JoinExchange.seal(keys.members(), new ValueCodec().write(answer)));
        if (answer instanceof Answer.Refusal(String why)) {
            throw new JoinRefused(node + ": " + why);
        }
        return node;
    }

    private Answer answer(NodeName node) {
        try {
            return admission.admit(node);
        } catch (JoinRefused refused) {
            return new Answer.Refusal(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join(PATIENCE); // only then is the port really free
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
