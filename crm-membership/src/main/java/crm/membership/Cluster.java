package crm.membership;

import crm.coordination.Event;
import crm.membership.journal.JournalSettings;
import crm.membership.journal.RaftJournal;
import crm.port.ClusterChannel;
import crm.port.Journal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jgroups.JChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's part in a cluster: the channel and the journal, over one JGroups stack.
 *
 * <p>All that happens is told as events: {@code MembershipChanged}, {@code MessageArrived}, {@code StateRestored},
 * {@code EntriesCommitted}, {@code AppendEnded}, {@code LeadershipChanged}. {@code StateRestored} is the first of the
 * journal's.
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

    private Cluster(ClusterSettings settings, RaftJournal journal, JChannel first, Consumer<Event> events) {
        this.settings = settings;
        this.journal = journal;
        channel = new JGroupsChannel(settings.self(), events);
        joiner = Thread.ofVirtual().name("cluster-join").start(() -> join(first));
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
        RaftJournal journal = RaftJournal.open(new JournalSettings(
                settings.cluster(),
                settings.self(),
                settings.life(),
                settings.data(),
                settings.firstVoters(),
                settings.timing().vote(),
                settings.fold(),
                events,
                onFatal));
        try {
            return new Cluster(settings, journal, newChannel(settings, journal), events);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
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

    private void join(JChannel first) {
        String lastTrouble = "";
        JChannel next = first;
        while (closing.getCount() > 0) {
            try {
                connect(next);
                return;
            } catch (Exception e) {
                // An earlier life of this node may still be in the view, until it is found dead.
                String trouble = String.valueOf(e.getMessage());
                if (!trouble.equals(lastTrouble)) {
                    log.warn("cannot join cluster {} yet: {}", settings.cluster(), trouble);
                    lastTrouble = trouble;
                }
                next.close();
            }
            pause(RETRY);
            next = newChannel(settings, journal);
        }
    }

    private static JChannel newChannel(ClusterSettings settings, RaftJournal journal) {
        var protocols = new ArrayList<>(new ProtocolList(settings).upToFragmentation());
        protocols.addAll(journal.protocols());
        try {
            return new JChannel(protocols).setName(settings.self().value()).setDiscardOwnMessages(true);
        } catch (Exception e) {
            throw new IllegalStateException("these protocols do not fit together", e);
        }
    }

    private void connect(JChannel next) throws Exception {
        joined.set(next);
        channel.use(next);
        next.connect(settings.cluster());
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
        JChannel current = joined.get();
        if (current != null) {
            closeWithin(current);
        }
        await(joiner);
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
