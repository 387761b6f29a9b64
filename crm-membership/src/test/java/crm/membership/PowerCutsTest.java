package crm.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LeadershipChanged;
import crm.coordination.Event.StateRestored;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.journal.Entry.AttributeChanged;
import crm.membership.journal.BreakableDirectory;
import crm.membership.journal.RaftJournal;
import crm.model.NodeName;
import crm.transition.Outcome.Succeeded;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * The power of all nodes goes at once, again and again, while changes are made as fast as they are acknowledged. The
 * nodes are real but for two things: they share a process, and their disks forget what was not synced, in part and out of
 * order. Each change writes the same attribute of three objects: what was acknowledged must be there afterwards, and of
 * what was only asked for all or nothing. {@code -Dcrm.cuts=1000} makes a thousand cuts; {@code -Dcrm.seed=N} draws the
 * same moments and the same damage again, though not the same interleaving of threads.
 */
class PowerCutsTest {

    private static final long SEED = Long.getLong("crm.seed", System.nanoTime() >>> 10);
    private static final int CUTS = Integer.getInteger("crm.cuts", 15);
    private static final List<String> NAMES = List.of("pi1", "pi2", "pi3");
    private static final List<NodeName> PLACES =
            List.of(new NodeName("red"), new NodeName("green"), new NodeName("blue"));
    private static final Duration LIGHT = Duration.ofMillis(900);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MANY = 300;
    private static final long FORGETTING = 0;

    private final ClusterKey key = ClusterKey.create("table");
    private final Random random = new Random(SEED);
    private final List<BreakableDirectory> disks = new ArrayList<>();
    private final SortedSet<Integer> acknowledged = new TreeSet<>();
    private final List<Node> lit = new ArrayList<>();
    private int asked;

    @BeforeEach
    void keepQuietOfDisksWithoutPower() {
        ((Logger) LoggerFactory.getLogger("crm.membership")).setLevel(Level.OFF);
    }

    @AfterEach
    void close() {
        lit.forEach(node -> node.cluster.close());
        lit.clear();
        ((Logger) LoggerFactory.getLogger("crm.membership")).setLevel(null);
    }

    /** One life of a node: what it knows, and which of its proposals succeeded. */
    private static final class Node {
        private volatile AgreedState known = AgreedState.EMPTY;
        private final Set<Long> succeeded = new HashSet<>();
        private volatile boolean hasLeader;
        private final Cluster cluster;
        private final RaftJournal journal;

        Node(ClusterSettings settings, BreakableDirectory disk) throws IOException {
            journal = disk.journal(Cluster.journalSettings(settings, this::take, _ -> {}));
            cluster = Cluster.open(settings, journal, this::take);
        }

        private synchronized void take(Event event) {
            switch (event) {
                case StateRestored(AgreedState state) -> known = state;
                case EntriesCommitted(long index, long term, var entries) -> known = known.after(index, entries);
                case LeadershipChanged change -> hasLeader = change.leader().isPresent();
                case AppendEnded(long ticket, Succeeded _) -> succeeded(ticket);
                default -> {}
            }
        }

        private void succeeded(long ticket) {
            synchronized (succeeded) {
                succeeded.add(ticket);
            }
        }

        /** The changes whose end this node has told. */
        List<Integer> acknowledged() {
            synchronized (succeeded) {
                return succeeded.stream()
                        .filter(t -> t != FORGETTING)
                        .map(Long::intValue)
                        .toList();
            }
        }

        SortedSet<Integer> changesAt(NodeName place) {
            var changes = new TreeSet<Integer>();
            known.cluster().nodes().stream()
                    .filter(node -> node.name().equals(place))
                    .flatMap(node -> node.attributes().values().sequencedKeySet().stream())
                    .forEach(name -> changes.add(Integer.valueOf(name)));
            return changes;
        }
    }

    @Test
    void keepsWhatWasAcknowledgedThroughEveryCutOfAllPower() throws Exception {
        NAMES.forEach(_ -> disks.add(new BreakableDirectory()));
        int seen = 0;
        for (int cut = 1; cut <= CUTS; cut++) {
            List<Node> nodes = powerOn();
            // Now and then the next cut comes before there is a leader again.
            if (random.nextInt(4) > 0) {
                awaitAgreement(cut, nodes);
                check(cut, nodes);
            }
            seen += lightUntilCut(nodes);
        }
        List<Node> nodes = powerOn();
        awaitAgreement(CUTS, nodes);
        check(CUTS, nodes);
        System.out.printf("%d cuts of all power, %d changes acknowledged, seed %d%n", CUTS, seen, SEED);
        close();
        TestNode.awaitUntil(
                LIMIT,
                "no node votes any more",
                () -> votingThreads().isEmpty(),
                () -> votingThreads().toString());
        assertTrue(seen > CUTS, "only " + seen + " changes were acknowledged");
    }

    /** Threads of all lives: one that goes on without a disk would never end. */
    private static List<String> votingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("voting-thread"))
                .toList();
    }

    private List<Node> powerOn() throws IOException {
        lit.clear();
        for (int i = 0; i < NAMES.size(); i++) {
            ClusterSettings settings =
                    TestNode.settings("table", key, NAMES.get(i), NAMES, Path.of("nowhere"), TestNode.inProcess(), 0);
            lit.add(new Node(settings, disks.get(i)));
        }
        return List.copyOf(lit);
    }

    /** Makes changes at nodes in turn; then it is dark. Returns how many were acknowledged. */
    private int lightUntilCut(List<Node> nodes) throws InterruptedException {
        long end = System.nanoTime() + random.nextLong(LIGHT.toNanos());
        while (System.nanoTime() < end) {
            Node node = nodes.get(random.nextInt(nodes.size()));
            ask(node);
            if (random.nextInt(100) == 0) {
                compact(nodes.get(random.nextInt(nodes.size())));
            }
            Thread.sleep(random.nextInt(6));
        }
        var told = nodes.stream().flatMap(node -> node.acknowledged().stream()).toList();
        disks.replaceAll(disk -> disk.losePower(random));
        acknowledged.addAll(told);
        nodes.parallelStream().forEach(node -> node.cluster.close());
        return told.size();
    }

    private void ask(Node node) {
        int change = ++asked;
        node.journal.append(change, change(change, Optional.of("made")));
    }

    private static List<Entry> change(int number, Optional<String> value) {
        return PLACES.stream()
                .map(place -> (Entry) new AttributeChanged(Instant.EPOCH, place, Integer.toString(number), value))
                .toList();
    }

    private static void compact(Node node) throws InterruptedException {
        try {
            node.journal.compact(Duration.ofSeconds(1));
        } catch (ExecutionException | TimeoutException | RuntimeException refused) {
            // Nothing to compact yet, or no leader; what was written is kept either way.
        }
    }

    private void awaitAgreement(int cut, List<Node> nodes) throws InterruptedException {
        await(
                cut,
                "all know the same",
                nodes,
                () -> nodes.stream().allMatch(node -> node.hasLeader)
                        && nodes.stream()
                                        .map(node -> node.known.index())
                                        .distinct()
                                        .count()
                                == 1
                        && present(nodes.getFirst()).containsAll(acknowledged));
    }

    private void check(int cut, List<Node> nodes) throws InterruptedException {
        for (Node node : nodes) {
            SortedSet<Integer> present = present(node);
            for (NodeName place : PLACES) {
                assertEquals(present, node.changesAt(place), () -> said(cut) + "a change is half there");
            }
            assertTrue(
                    present.isEmpty() || present.last() <= asked,
                    () -> said(cut) + present.last() + " is there, which nobody asked for");
        }
        assertEquals(
                1, nodes.stream().map(node -> node.known.cluster()).distinct().count(), said(cut));
        if (acknowledged.size() > MANY) {
            forget(cut, nodes);
        }
    }

    /** Takes back what was made, so that the state stays as small as a cluster's. */
    private void forget(int cut, List<Node> nodes) throws InterruptedException {
        SortedSet<Integer> all = present(nodes.getFirst());
        nodes.getFirst()
                .journal
                .append(
                        FORGETTING,
                        all.stream()
                                .flatMap(n -> change(n, Optional.empty()).stream())
                                .toList());
        await(
                cut,
                "what was made is taken back",
                nodes,
                () -> nodes.stream().allMatch(n -> present(n).isEmpty()));
        acknowledged.clear();
    }

    private static SortedSet<Integer> present(Node node) {
        return node.changesAt(PLACES.getFirst());
    }

    private static String said(int cut) {
        return "cut " + cut + " of seed " + SEED + ": ";
    }

    private void await(int cut, String what, List<Node> nodes, Supplier<Boolean> condition)
            throws InterruptedException {
        TestNode.awaitUntil(
                LIMIT,
                said(cut) + what,
                condition,
                () -> nodes.stream()
                                .map(node -> node.known.index() + " with " + present(node))
                                .toList() + ", acknowledged " + acknowledged);
    }
}
