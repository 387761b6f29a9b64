package crm.membership;

import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LeadershipChanged;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.StateRestored;
import crm.coordination.Event.VotersChanged;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.membership.Network.InProcess;
import crm.membership.Network.Reach;
import crm.membership.Network.Unicast;
import crm.model.NodeName;
import crm.state.Incarnation;
import crm.transition.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A node of a test's cluster: what it was told, in order, and questions about it. */
final class TestNode implements AutoCloseable {

    private static final AtomicLong TICKETS = new AtomicLong();

    record Told(long nanos, Event event) {}

    final NodeName name;
    final Cluster cluster;
    private final List<Told> told;
    private final List<String> fatal;

    private TestNode(NodeName name, Cluster cluster, List<Told> told, List<String> fatal) {
        this.name = name;
        this.cluster = cluster;
        this.told = told;
        this.fatal = fatal;
    }

    static TestNode open(ClusterSettings settings) throws IOException {
        var told = new ArrayList<Told>();
        var fatal = new ArrayList<String>();
        Cluster cluster = Cluster.open(
                settings,
                event -> {
                    synchronized (told) {
                        told.add(new Told(System.nanoTime(), event));
                    }
                },
                why -> {
                    synchronized (fatal) {
                        fatal.add(why);
                    }
                });
        return new TestNode(settings.self(), cluster, told, fatal);
    }

    static ClusterSettings settings(
            String cluster, ClusterKey key, String node, List<String> voters, Path data, Reach reach, int port) {
        return new ClusterSettings(
                cluster,
                new NodeName(node),
                new Incarnation(UUID.randomUUID().toString()),
                new Network(InetAddress.getLoopbackAddress(), port, reach),
                key,
                data.resolve(node),
                voters.stream().map(NodeName::new).toList(),
                Timing.lan(),
                AgreedState::after);
    }

    static Reach inProcess() {
        return new InProcess();
    }

    static Reach loopbackTcp(List<Integer> ports) {
        return new Unicast(ports.stream()
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList());
    }

    List<Told> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    List<String> fatal() {
        synchronized (fatal) {
            return List.copyOf(fatal);
        }
    }

    List<Event> events() {
        return told().stream().map(Told::event).toList();
    }

    <T extends Event> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    Optional<NodeName> announcedLeader() {
        List<LeadershipChanged> changes = events(LeadershipChanged.class);
        return changes.isEmpty() ? Optional.empty() : changes.getLast().leader();
    }

    List<NodeName> voters() {
        List<VotersChanged> changes = events(VotersChanged.class);
        return changes.isEmpty() ? List.of() : changes.getLast().voters();
    }

    List<NodeName> members() {
        List<MembershipChanged> changes = events(MembershipChanged.class);
        return changes.isEmpty() ? List.of() : changes.getLast().members();
    }

    /** The texts of all entries this node knows, in order: those restored, then those committed. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        for (Event event : events()) {
            switch (event) {
                case StateRestored(AgreedState state) -> {
                    notes.clear();
                    state.cluster().nodes().stream()
                            .filter(n -> n.name().value().equals("notes"))
                            .forEach(n -> notes.addAll(n.attributes().values().sequencedKeySet()));
                }
                case EntriesCommitted committed ->
                    committed.entries().stream()
                            .map(Entry.AttributeChanged.class::cast)
                            .forEach(a -> notes.add(a.name()));
                default -> {}
            }
        }
        return notes;
    }

    /** An entry that leaves its mark in the agreed state. */
    static Entry note(String text) {
        return new Entry.AttributeChanged(Instant.EPOCH, new NodeName("notes"), text, Optional.of("x"));
    }

    long append(String... texts) {
        long ticket = TICKETS.incrementAndGet();
        cluster.journal()
                .append(ticket, List.of(texts).stream().map(TestNode::note).toList());
        return ticket;
    }

    Outcome appendAndWait(String text) throws InterruptedException {
        long ticket = append(text);
        await("the end of proposal " + text, () -> outcome(ticket).isPresent());
        return outcome(ticket).orElseThrow();
    }

    Optional<Outcome> outcome(long ticket) {
        return events(AppendEnded.class).stream()
                .filter(end -> end.ticket() == ticket)
                .map(AppendEnded::outcome)
                .findFirst();
    }

    /** When an event first satisfied this, after a moment. */
    OptionalLong when(long afterNanos, java.util.function.Predicate<Event> which) {
        return told().stream()
                .filter(t -> t.nanos() >= afterNanos && which.test(t.event()))
                .mapToLong(Told::nanos)
                .findFirst();
    }

    void await(String what, Supplier<Boolean> condition) throws InterruptedException {
        awaitUntil(Duration.ofSeconds(20), name + ": " + what, condition, () -> events().toString());
    }

    static void awaitUntil(Duration limit, String what, Supplier<Boolean> condition, Supplier<String> otherwise)
            throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.get()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what + "; " + otherwise.get());
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
