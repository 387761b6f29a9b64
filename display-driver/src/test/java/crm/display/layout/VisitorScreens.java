package crm.display.layout;

import static crm.display.layout.Views.alarming;
import static crm.display.layout.Views.inMaintenance;
import static crm.display.layout.Views.node;
import static crm.display.layout.Views.reborn;
import static crm.display.layout.Views.view;
import static crm.display.layout.Views.witness;
import static crm.status.StatusView.Condition.FENCING;
import static crm.status.StatusView.Condition.MAINTENANCE;
import static crm.status.StatusView.Condition.OFF;
import static crm.status.StatusView.Condition.OFFLINE;
import static crm.status.StatusView.Condition.ONLINE;
import static crm.status.StatusView.Condition.PENDING;
import static crm.status.StatusView.Condition.QUARANTINED;
import static crm.status.StatusView.Condition.STANDBY;
import static crm.status.StatusView.Condition.UNCLEAN;

import crm.state.Quorum;
import crm.status.StatusView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;

/** Every kind of screen a visitor of the table can see, by the name of its picture. */
final class VisitorScreens {

    private static final Quorum THREE = Quorum.of(3, 3);
    private static final Quorum TWO = Quorum.of(2, 3);
    private static final Quorum ONE = Quorum.of(1, 3);

    private VisitorScreens() {}

    static SequencedMap<String, StatusView> all() {
        var screens = new LinkedHashMap<String, StatusView>();
        quiet(screens);
        lostNeighbour(screens);
        trouble(screens);
        extremes(screens);
        return screens;
    }

    static StatusView named(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    private static void quiet(SequencedMap<String, StatusView> screens) {
        var pi1 = node("pi1", ONLINE, "runs the web page", "ip", "disk", "web", "power");
        var pi2 = node("pi2", ONLINE, "ready, runs nothing");
        var pi3 = node("pi3", ONLINE, "ready, runs nothing");
        String well = "All is well: the web page comes from pi1.";
        screens.put("active", view("pi1", THREE, well, List.of(pi1, pi2, pi3)));
        screens.put("idle", view("pi2", THREE, well, List.of(pi1, pi2, pi3)));
        screens.put("witness", view("store", THREE, well, List.of(pi1, pi2, witness("store"))));
        screens.put(
                "joining",
                view(
                        "pi2",
                        THREE,
                        well,
                        List.of(
                                pi1,
                                node("pi2", PENDING, "pi2 has started and is asking the others what is going on."),
                                pi3)));
        screens.put(
                "standby",
                view(
                        "pi2",
                        THREE,
                        well,
                        List.of(
                                pi1,
                                node(
                                        "pi2",
                                        STANDBY,
                                        "Somebody asked pi2 to stand by: it stays in the cluster and runs nothing."),
                                pi3)));
        screens.put(
                "maintenance",
                view(
                        "pi2",
                        THREE,
                        well,
                        List.of(
                                pi1,
                                node(
                                        "pi2",
                                        MAINTENANCE,
                                        "Nobody touches what runs on pi2 until the maintenance ends.",
                                        "web"),
                                pi3)));
        screens.put(
                "maintenance-cluster",
                inMaintenance(view(
                        "pi1",
                        THREE,
                        well,
                        List.of(
                                node(
                                        "pi1",
                                        ONLINE,
                                        "The whole cluster is in maintenance: services run on, unwatched.",
                                        "ip",
                                        "disk",
                                        "web"),
                                pi2,
                                pi3))));
        screens.put(
                "left",
                view(
                        "pi2",
                        TWO,
                        well,
                        List.of(
                                pi1,
                                node("pi2", OFFLINE, "I left on purpose. My services moved on before I went."),
                                pi3)));
    }

    private static void lostNeighbour(SequencedMap<String, StatusView> screens) {
        var pi3 = node("pi3", ONLINE, "runs the web page", "ip", "disk", "web", "power");
        var pi2 = node("pi2", ONLINE, "ready, runs nothing");
        screens.put(
                "neighbour-missing",
                view(
                        "pi2",
                        TWO,
                        "pi1 does not answer. Before its services start elsewhere it must be proven off.",
                        List.of(node("pi1", UNCLEAN, "lost"), pi2, node("pi3", ONLINE, "ready"))));
        screens.put(
                "neighbour-being-fenced",
                view(
                        "pi2",
                        TWO,
                        "pi1 does not answer, so its power is being cut.",
                        List.of(node("pi1", FENCING, "fencing"), pi2, node("pi3", ONLINE, "ready"))));
        screens.put(
                "neighbour-off",
                view(
                        "pi3",
                        TWO,
                        "pi1 lost its cable. The web page was away for 0.8 s and comes from pi3 now.",
                        List.of(node("pi1", OFF, "proven off"), pi2, pi3)));
        screens.put(
                "two-neighbours-away",
                view(
                        "pi3",
                        Quorum.of(3, 5),
                        "pi1 lost its cable. The web page was away for 0.8 s and comes from pi3 now.",
                        List.of(
                                node("pi1", OFF, "proven off"),
                                pi2,
                                pi3,
                                node("pi4", QUARANTINED, "fenced too often"),
                                node("pi5", ONLINE, "ready"))));
    }

    private static void trouble(SequencedMap<String, StatusView> screens) {
        var pi1 = node("pi1", ONLINE, "runs the web page", "ip", "disk", "web", "power");
        var pi3 = node("pi3", ONLINE, "ready, runs nothing");
        screens.put(
                "was-fenced",
                view(
                        "pi2",
                        THREE,
                        "All is well: the web page comes from pi1.",
                        List.of(
                                pi1,
                                reborn(
                                        "pi2",
                                        ONLINE,
                                        "was switched off at 2026-11-21T12:01:07.481Z because its cable was pulled"),
                                pi3)));
        screens.put(
                "was-fenced-silent",
                view(
                        "pi2",
                        THREE,
                        "All is well: the web page comes from pi1.",
                        List.of(
                                pi1,
                                reborn(
                                        "pi2",
                                        ONLINE,
                                        "was switched off at 2026-11-21T12:01:07.481Z because it had not been heard of for 0.7 s"),
                                pi3)));
        screens.put(
                "no-quorum",
                view(
                        "pi2",
                        ONE,
                        "No quorum",
                        List.of(
                                node("pi1", UNCLEAN, "lost"),
                                node("pi2", ONLINE, "alone"),
                                node("pi3", UNCLEAN, "lost"))));
        screens.put(
                "switch-silent",
                alarming(
                        view(
                                "pi3",
                                TWO,
                                "Trouble",
                                List.of(node("pi1", UNCLEAN, "lost"), node("pi2", ONLINE, "ready"), pi3)),
                        "The switch does not answer, so nobody knows whether pi1 is off. Nothing is moved until it does."));
        screens.put(
                "cut-off",
                view(
                        "pi2",
                        TWO,
                        "pi2 is being fenced",
                        List.of(
                                pi1,
                                node(
                                        "pi2",
                                        FENCING,
                                        "The others are about to cut my power: they have not heard of me for 3 s."),
                                pi3)));
        screens.put(
                "quarantined",
                view(
                        "pi2",
                        TWO,
                        "pi2 is in quarantine",
                        List.of(
                                pi1,
                                node(
                                        "pi2",
                                        QUARANTINED,
                                        "Fenced 3 times within an hour. A person must look at me: crm node quarantine end pi2"),
                                pi3)));
    }

    /** What could be cut off if anything could: the longest names and the longest sentences. */
    private static void extremes(SequencedMap<String, StatusView> screens) {
        String name = "rack-b-node-017";
        screens.put(
                "long-names",
                view(
                        name,
                        TWO,
                        "rack-b-node-016 lost its cable. Its five services were away for 12.8 s and come from rack-b-node-017 now.",
                        List.of(
                                node("rack-b-node-016", OFF, "proven off"),
                                node(
                                        name,
                                        ONLINE,
                                        "busy",
                                        "address-public",
                                        "disk-of-orders",
                                        "database",
                                        "web",
                                        "mail"),
                                node("rack-b-node-018", ONLINE, "ready"))));
    }
}
