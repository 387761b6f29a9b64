package crm.demo.simulation;

import crm.coordination.Event;
import crm.model.NodeName;
import crm.port.ClusterChannel;
import crm.port.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who hears whom, what each node therefore takes for the members, and messages between them. Cuts have a direction. In a
 * storm messages are lost, late, doubled and overtake each other.
 */
final class SimulatedNetwork {

    /** A direction. */
    record Way(NodeName from, NodeName to) {}

    private static final Duration RETRY = Duration.ofMillis(100);
    private static final int UNHEARD_FACTOR = 3;
    private static final int LATE_MOST = 4000;

    private final SimulatedCluster cluster;
    private final Pace pace;
    private final Chance chance;
    private final Set<Way> cut = new HashSet<>();
    private final Map<NodeName, List<NodeName>> views = new LinkedHashMap<>();
    /** Since when a way has been as it is now, in virtual milliseconds; a change of mind waits for its time. */
    private final Map<Way, Long> since = new HashMap<>();

    private final Map<Way, Hearing> heard = new HashMap<>();
    private final Map<Way, Long> lastArrival = new HashMap<>();
    private double storm;

    /** What one node hears of another. */
    private enum Hearing {
        WELL,
        /** Nothing comes from there. */
        SILENT,
        /** Nothing comes from there, and the machine says that nobody listens. */
        CLOSED,
        /** What comes from there says that we are not heard. */
        UNHEARD
    }

    SimulatedNetwork(SimulatedCluster cluster, Pace pace, Chance chance) {
        this.cluster = cluster;
        this.pace = pace;
        this.chance = chance;
    }

    void cut(Way way) {
        cut.add(way);
        reassess();
    }

    void mend(Way way) {
        cut.remove(way);
        reassess();
    }

    void mendAll() {
        cut.clear();
        storm = 0;
        reassess();
    }

    /** The share of messages that meet with an accident. */
    void storm(double share) {
        storm = share;
    }

    /** Whether bits that leave one machine reach the other. */
    boolean carries(NodeName from, NodeName to) {
        return from.equals(to)
                || (cluster.node(from).hasLink() && cluster.node(to).hasLink() && !cut.contains(new Way(from, to)));
    }

    /** Whether a daemon's word reaches another daemon at this moment. */
    boolean speaks(NodeName from, NodeName to) {
        return cluster.node(from).awake() && cluster.node(to).awake() && carries(from, to);
    }

    boolean bothWays(NodeName a, NodeName b) {
        return speaks(a, b) && speaks(b, a);
    }

    List<NodeName> view(NodeName of) {
        return views.getOrDefault(of, List.of());
    }

    boolean seesMajority(NodeName node, List<NodeName> voters) {
        List<NodeName> view = view(node);
        long seen = voters.stream().filter(view::contains).count();
        return 2 * seen > voters.size();
    }

    /** A daemon began: it sees itself. */
    void begins(NodeName node) {
        views.put(node, List.of(node));
        cluster.node(node).post(new Event.MembershipChanged(view(node)));
        reassess();
    }

    void ends(NodeName node) {
        views.remove(node);
        reassess();
    }

    /** A node that slept for long may itself take all others for lost, until it hears them. */
    void woke(NodeName node, boolean doubtsAll) {
        if (doubtsAll && view(node).size() > 1) {
            change(node, List.of(node));
        }
        reassess();
    }

    /** Looks anew at who hears whom; whoever does not, or does again, will notice in its time. */
    void reassess() {
        List<NodeName> names = cluster.names();
        for (NodeName by : names) {
            for (NodeName of : names) {
                if (!by.equals(of)) {
                    reassess(new Way(of, by));
                }
            }
        }
    }

    private void reassess(Way way) {
        Hearing now = hearing(way);
        if (heard.get(way) != now) {
            heard.put(way, now);
            since.put(way, cluster.time.millis());
        }
        boolean seen = view(way.to()).contains(way.from());
        if (seen != (now == Hearing.WELL) && cluster.node(way.to()).awake()) {
            long begun = since.getOrDefault(way, 0L);
            Duration delay = delay(now);
            cluster.time.after(delay, () -> settle(way, begun));
        }
    }

    private Duration delay(Hearing hearing) {
        return switch (hearing) {
            case WELL -> cluster.rough() ? Duration.ofMillis(chance.stretch(100, 3000)) : pace.merge();
            case SILENT -> cluster.rough() ? Duration.ofMillis(chance.between(600, 1100)) : pace.silence();
            case CLOSED -> pace.closed();
            case UNHEARD -> pace.silence().multipliedBy(UNHEARD_FACTOR);
        };
    }

    private Hearing hearing(Way way) {
        boolean comes = speaks(way.from(), way.to());
        boolean goes = carries(way.to(), way.from());
        if (comes) {
            return goes ? Hearing.WELL : Hearing.UNHEARD;
        }
        boolean refused = goes
                && carries(way.from(), way.to())
                && cluster.node(way.from()).isUpWithoutDaemon();
        return refused ? Hearing.CLOSED : Hearing.SILENT;
    }

    private void settle(Way way, long begun) {
        NodeName node = way.to();
        List<NodeName> view = view(node);
        boolean still =
                since.getOrDefault(way, 0L) == begun && cluster.node(node).awake();
        boolean well = heard.get(way) == Hearing.WELL;
        if (!still || view.isEmpty() || view.contains(way.from()) == well) {
            return;
        }
        var changed = new ArrayList<>(view);
        if (well) {
            changed.add(way.from());
        } else {
            changed.remove(way.from());
        }
        change(node, changed);
    }

    private void change(NodeName node, List<NodeName> view) {
        views.put(node, List.copyOf(view));
        cluster.node(node).post(new Event.MembershipChanged(view));
        cluster.journal.viewChanged(node);
    }

    /** One node has proof that another is dead: whoever hears of that does not wait for silence. */
    void suspect(NodeName by, NodeName dead) {
        for (NodeName node : cluster.names()) {
            if (!node.equals(dead)
                    && (node.equals(by) || speaks(by, node))
                    && view(node).contains(dead)) {
                cluster.time.afterMillis(5, () -> {
                    if (cluster.node(node).awake() && view(node).contains(dead)) {
                        change(
                                node,
                                view(node).stream().filter(n -> !n.equals(dead)).toList());
                        reassess();
                    }
                });
            }
        }
    }

    /** The channel of one life of a daemon. */
    ClusterChannel channelOf(NodeName self) {
        return new ClusterChannel() {
            @Override
            public void send(NodeName to, Message message) {
                SimulatedNetwork.this.send(self, to, message);
            }

            @Override
            public void suspect(NodeName node, String evidence) {
                SimulatedNetwork.this.suspect(self, node);
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    private void send(NodeName from, NodeName to, Message message) {
        if (!view(from).contains(to)) {
            return;
        }
        var way = new Way(from, to);
        if (!chance.happens(storm)) {
            inOrder(way, message);
            return;
        }
        switch (chance.between(0, 3)) {
            case 0 -> {
                // Lost.
            }
            case 1 -> {
                inOrder(way, message);
                apart(way, message, chance.stretch(1, LATE_MOST));
            }
            case 2 -> apart(way, message, chance.stretch(1, LATE_MOST));
            default -> lateInOrder(way, message, chance.stretch(1, LATE_MOST));
        }
    }

    private void inOrder(Way way, Message message) {
        lateInOrder(way, message, 0);
    }

    private void lateInOrder(Way way, Message message, int lateMillis) {
        long arrival = Math.max(
                cluster.time.millis() + pace.message().toMillis() + lateMillis,
                Objects.requireNonNullElse(lastArrival.get(way), 0L));
        lastArrival.put(way, arrival);
        apart(way, message, arrival - cluster.time.millis());
    }

    private void apart(Way way, Message message, long lateMillis) {
        var parcel = new Parcel(
                way,
                message,
                cluster.node(way.from()).life(),
                cluster.node(way.to()).life());
        cluster.time.afterMillis(lateMillis, () -> arrive(parcel));
    }

    /**
     * What a cable does not carry is sent again for as long as both hold each other for members. A daemon that began anew
     * has another address.
     */
    private void arrive(Parcel parcel) {
        Way way = parcel.way();
        if (cluster.node(way.to()).life() != parcel.lifeOfReceiver()) {
            return;
        }
        if (carries(way.from(), way.to())) {
            cluster.node(way.to()).post(new Event.MessageArrived(way.from(), parcel.message()));
        } else if (view(way.from()).contains(way.to())
                && cluster.node(way.from()).life() == parcel.lifeOfSender()) {
            cluster.time.after(RETRY, () -> arrive(parcel));
        }
    }

    private record Parcel(Way way, Message message, int lifeOfSender, int lifeOfReceiver) {}
}
