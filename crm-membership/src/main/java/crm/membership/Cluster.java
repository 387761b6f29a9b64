package crm.membership;

import crm.coordination.Event;
import crm.membership.journal.JournalSettings;
import crm.membership.journal.RaftJournal;
import crm.port.ClusterChannel;
import crm.port.Journal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jgroups.JChannel;
import org.jgroups.util.Util;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in a cluster: the channel and the journal, over one JGroups stack.
 *
 * <p>All that happens is told as events: {@code MembershipChanged}, {@code MessageArrived}, {@code StateRestored},
 * {@code EntriesCommitted}, {@code AppendEnded}, {@code LeadershipChanged}, {@code VotersChanged}. Of the journal's,
 * who votes comes first, then {@code StateRestored}.
 */
public final class Cluster implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration RETRY = Duration.ofMillis(300);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final ClusterSettings settings;
    private final RaftJournal journal;
    private final JGroupsChannel channel;
    private final AtomicReference<JChannel> joined = new AtomicReference<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread joiner;
    private final Thread clock;

    private Cluster(ClusterSettings settings, RaftJournal journal, Consumer<Event> events) {
        this.settings = settings;
        this.journal = journal;
        channel = new JGroupsChannel(settings.self(), events);
        joiner = Thread.ofVirtual().name("cluster-join").start(this::join);
        clock = Thread.ofVirtual().name("cluster-clock").start(this::tick);
    }

    /**
     * Reads the journal back and begins to join, in the background and for as long as it takes.
     *
     * @param events told of everything, from several threads; must return at once, so it queues
     * @param onFatal told once, with a sentence, when this node can keep no promise any more and its daemon must end
     * @throws IOException if the journal cannot be used; the message says why and what to do
     */
    public static Cluster open(ClusterSettings settings, Consumer<Event> events, Consumer<String> onFatal)
            throws IOException {
        return open(settings, RaftJournal.open(journalSettings(settings, events, onFatal)), events);
    }

    /** Over a journal whose disk a test can break. */
    static Cluster open(ClusterSettings settings, RaftJournal journal, Consumer<Event> events) {
        journal.protocols(); // reads the journal back; joining may take long
        return new Cluster(settings, journal, events);
    }

    static JournalSettings journalSettings(ClusterSettings settings, Consumer<Event> events, Consumer<String> onFatal) {
        return new JournalSettings(
                settings.cluster(),
                settings.self(),
                settings.life(),
                settings.data(),
                settings.firstVoters(),
                settings.timing().vote(),
                settings.fold(),
                events,
                onFatal);
    }

    public ClusterChannel channel() {
        return channel;
    }

    public Journal journal() {
        return journal;
    }

    /** More than the port has: for tests and measurements. */
    RaftJournal raftJournal() {
        return journal;
    }

    private void join() {
        String told = "";
        while (closing.getCount() > 0) {
            String trouble = "no interface with the address "
                    + settings.network().address().getHostAddress() + " has a link";
            if (networkIsUp()) {
                try {
                    connect();
                    return;
                } catch (Exception e) {
                    // An earlier life of this node may still be in the view, until it is found dead.
                    trouble = String.valueOf(e.getMessage());
                }
            }
            if (!trouble.equals(told)) {
                log.warn("cannot join cluster {} yet: {}", settings.cluster(), trouble);
                told = trouble;
            }
            pause(RETRY);
        }
    }

    /** Without a link, JGroups would choose to listen for multicasts nowhere, and never choose anew. */
    private boolean networkIsUp() {
        try {
            InetAddress address = settings.network().address();
            var netInterface = NetworkInterface.getByInetAddress(address);
            // Linux gives the loopback all of 127.0.0.0/8 without listing it.
            return address.isLoopbackAddress() || (netInterface != null && netInterface.isUp());
        } catch (SocketException e) {
            return false;
        }
    }

    private void connect() throws Exception {
        Util.resetCachedAddresses(true, true); // an interface that had no link before counts now
        var protocols = new ArrayList<>(new ProtocolList(settings).upToFragmentation());
        protocols.addAll(journal.protocols());
        JChannel next = new JChannel(protocols).setName(settings.self().value()).setDiscardOwnMessages(true);
        joined.set(next);
        channel.use(next);
        try {
            next.connect(settings.cluster());
        } catch (Exception e) {
            next.close();
            throw e;
        }
    }

    private void tick() {
        while (!pause(TICK)) {
            journal.timePassed();
        }
    }

    /** Whether this is being closed. */
    private boolean pause(Duration duration) {
        try {
            return closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Leaves the cluster in good order, in a few seconds at most. */
    @Override
    public void close() {
        closing.countDown();
        joiner.interrupt();
        channel.close();
        await(joiner); // a channel that is closed while it joins may be a member afterwards
        JChannel current = joined.get();
        if (current != null) {
            closeWithin(current);
        }
        await(clock);
        journal.close();
    }

    private static void closeWithin(JChannel channel) {
        await(Thread.ofVirtual().start(channel::close));
    }

    private static void await(Thread thread) {
        try {
            if (!thread.join(CLOSING)) {
                log.warn("{} has not ended within {}", thread.getName(), CLOSING);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
