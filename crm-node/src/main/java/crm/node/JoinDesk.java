package crm.node;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.membership.ClusterKey;
import crm.membership.join.JoinRefused;
import crm.membership.join.JoinService;
import crm.membership.join.JoinToken;
import crm.membership.join.Welcome;
import crm.model.NodeName;
import crm.node.control.RequestHandler;
import crm.node.settings.NodeSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets new nodes in: makes tokens, and has the cluster admit whoever comes with one before it hands out the key. Nothing
 * listens until there is a token. Used by threads of connections and of people's requests, hence the lock.
 */
final class JoinDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(JoinDesk.class);

    /** Above the port of the cluster's traffic; five above listens JGroups. */
    private static final int PORT_OFFSET = 10;

    private static final Duration ADMITTED_WITHIN = Duration.ofSeconds(4);

    private final NodeSettings settings;
    private final RequestHandler requests;
    private final Supplier<List<NodeName>> voters;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<JoinService> service = Optional.empty();

    /**
     * @param requests through which the cluster is asked to admit a node
     * @param voters who votes now
     */
    JoinDesk(NodeSettings settings, RequestHandler requests, Supplier<List<NodeName>> voters, Clock clock) {
        this.settings = settings;
        this.requests = requests;
        this.voters = voters;
        this.clock = clock;
    }

    Reply issue(Duration valid) {
        lock.lock();
        try {
            if (service.isEmpty()) {
                int port = settings.port() + PORT_OFFSET;
                service = Optional.of(
                        JoinService.listen(settings.cluster(), settings.address(), port, this::admit, clock));
                LOG.info("new nodes are awaited at {}:{}", settings.address().getHostAddress(), port);
            }
            JoinToken token = service.get().issue(valid);
            return new Reply.TokenIssued(token.text(), token.expires());
        } catch (IOException e) {
            return Reply.Failed.of(
                    Reply.Kind.ERROR,
                    "No token was made, because new nodes could not reach this one at port "
                            + (settings.port() + PORT_OFFSET) + ": " + e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    private Welcome admit(NodeName node) throws JoinRefused {
        var answers = new LinkedBlockingQueue<Reply>();
        var pending =
                requests.handle(new Caller("a join token", true), new Request.ChangeVoters(node, true), answers::add);
        try {
            return welcome(answers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JoinRefused("the daemon there ends");
        } catch (IOException e) {
            throw new JoinRefused("the key cannot be read there: " + e.getMessage());
        } finally {
            pending.giveUp();
        }
    }

    private Welcome welcome(LinkedBlockingQueue<Reply> answers) throws InterruptedException, JoinRefused, IOException {
        long end = System.nanoTime() + ADMITTED_WITHIN.toNanos();
        while (true) {
            Reply reply = answers.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (reply == null) {
                throw new JoinRefused("the cluster does not say whether it takes this node: ask for a new token");
            }
            if (reply instanceof Reply.Failed failed) {
                throw new JoinRefused(String.join("; ", failed.sentences()));
            }
            if (reply.isLast()) {
                return new Welcome(
                        ClusterKey.read(settings.key()).text(), voters.get(), addresses(), settingsOfTheCluster());
            }
        }
    }

    /** Needed only where there is no multicast by which nodes find each other. */
    private SequencedMap<String, String> addresses() {
        var addresses = new LinkedHashMap<String, String>();
        if (!settings.multicast()) {
            addresses.put(settings.node().value(), settings.address().getHostAddress() + ":" + settings.port());
            for (var peer : settings.peers()) {
                addresses.put("peer " + addresses.size(), peer.getHostString() + ":" + peer.getPort());
            }
        }
        return addresses;
    }

    /** What must be the same on every node, or had better be. */
    private SequencedMap<String, String> settingsOfTheCluster() {
        var same = new LinkedHashMap<String, String>();
        same.put("port", Integer.toString(settings.port()));
        same.put("multicast", Boolean.toString(settings.multicast()));
        same.put("timing", settings.timing());
        same.put("readers", settings.readers());
        same.put("snmp-trap-port", Integer.toString(settings.trapPort()));
        return same;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (service.isPresent()) {
                service.get().close();
            }
        } catch (IOException e) {
            LOG.warn("the port for new nodes was not closed properly: {}", e.getMessage());
        } finally {
            lock.unlock();
        }
    }
}
