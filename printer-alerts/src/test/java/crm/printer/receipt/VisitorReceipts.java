package crm.printer.receipt;

import crm.alert.ReceiptOrder;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.journal.Incident.Kind;
import crm.journal.Incident.Line;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Every kind of receipt a visitor of the table can get, by the name of its picture. */
public final class VisitorReceipts {

    public static final String CLUSTER = "table";
    public static final Instant TRIGGER = Instant.parse("2026-11-21T12:03:22.140Z");
    public static final String NONE_BEFORE = ChainedHash.first(CLUSTER).hex();

    private VisitorReceipts() {}

    public static SequencedMap<String, ReceiptOrder> all() {
        var receipts = new LinkedHashMap<String, ReceiptOrder>();
        receipts.put("cable-pulled", order(1, NONE_BEFORE, cablePulled()));
        receipts.put("panic", order(2, NONE_BEFORE, panic()));
        receipts.put("switch-silent", order(3, NONE_BEFORE, switchSilent()));
        receipts.put("crash", order(4, NONE_BEFORE, crash()));
        receipts.put("nobody-waited", order(5, NONE_BEFORE, nobodyWaited()));
        receipts.put("still-waiting", order(6, NONE_BEFORE, stillWaiting()));
        receipts.put("long-words", order(123456, NONE_BEFORE, longWords()));
        return receipts;
    }

    public static ReceiptOrder order(int number, String previous, Incident incident) {
        return new ReceiptOrder(CLUSTER, number, previous, incident, "/incidents/" + incident.number());
    }

    public static Incident cablePulled() {
        return new Incident(
                1,
                "pi1 lost its cable",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "the switch says that the link of ether2 (pi1) is down"),
                        line(180, Kind.PROVEN, "pi1 is off: port ether2 delivers no power (searching)"),
                        line(190, Kind.DECIDED, "ip is wanted and was not active"),
                        line(260, Kind.DONE, "ip started on pi3"),
                        line(610, Kind.DONE, "disk started on pi3"),
                        line(780, Kind.DONE, "web started on pi3")),
                Optional.of(Duration.ofMillis(780)),
                Optional.of(TRIGGER.plusMillis(790)),
                "pi1 lost its cable; web started on pi3 after 0.8 s",
                Optional.of(new NodeName("pi1")));
    }

    static Incident panic() {
        return new Incident(
                2,
                "pi3 was lost",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "pi3 has not been heard of for 0.7 s"),
                        line(5, Kind.DECIDED, "pi3 must be proven off: it is lost and may still run ip, disk and web"),
                        line(310, Kind.PROVEN, "pi3 is off: the switch says that port ether4 is switched off"),
                        line(360, Kind.DONE, "ip started on pi1"),
                        line(700, Kind.DONE, "disk started on pi1"),
                        line(880, Kind.DONE, "web started on pi1"),
                        line(5400, Kind.DONE, "pi3 was given power again")),
                Optional.of(Duration.ofMillis(880)),
                Optional.of(TRIGGER.plusMillis(5400)),
                "pi3 was lost; web started on pi1 after 0.9 s",
                Optional.of(new NodeName("pi3")));
    }

    static Incident switchSilent() {
        return new Incident(
                3,
                "pi2 was lost",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "pi2 has not been heard of for 0.7 s"),
                        line(5, Kind.DECIDED, "pi2 must be proven off: it is lost and may still run web"),
                        line(3010, Kind.TROUBLE, "pi2 is not known to be off: the switch 10.0.0.2 does not answer"),
                        line(184_000, Kind.PROVEN, "pi2 is off: ana@pi1 said so"),
                        line(184_300, Kind.DONE, "web started on pi1"),
                        line(2_184_300, Kind.SEEN, "pi2 is back")),
                Optional.of(Duration.ofMillis(184_300)),
                Optional.of(TRIGGER.plusMillis(184_310)),
                "pi2 was lost; web started on pi1 after 184.3 s",
                Optional.of(new NodeName("pi2")));
    }

    static Incident crash() {
        return new Incident(
                4,
                "web failed on pi1",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "web monitor on pi1 failed: the process is gone"),
                        line(20, Kind.DONE, "web stopped on pi1"),
                        line(210, Kind.DONE, "web started on pi1")),
                Optional.of(Duration.ofMillis(210)),
                Optional.of(TRIGGER.plusMillis(220)),
                "web failed on pi1; web started on pi1 after 0.2 s",
                Optional.empty());
    }

    /** The node that was lost ran nothing. */
    static Incident nobodyWaited() {
        return new Incident(
                5,
                "pi2 lost its cable",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "the switch says that the link of ether3 (pi2) is down"),
                        line(160, Kind.PROVEN, "pi2 is off: port ether3 delivers no power (searching)")),
                Optional.empty(),
                Optional.of(TRIGGER.plusMillis(170)),
                "pi2 lost its cable; no service was away",
                Optional.of(new NodeName("pi2")));
    }

    /** The web page may run on one node only, and that one is gone. */
    static Incident stillWaiting() {
        return new Incident(
                6,
                "pi1 lost its cable",
                TRIGGER,
                List.of(
                        line(0, Kind.SEEN, "the switch says that the link of ether2 (pi1) is down"),
                        line(180, Kind.PROVEN, "pi1 is off: port ether2 delivers no power (searching)"),
                        line(190, Kind.DECIDED, "ip is wanted and was not active"),
                        line(260, Kind.DONE, "ip started on pi3")),
                Optional.of(Duration.ofMillis(260)),
                Optional.of(TRIGGER.plusMillis(270)),
                "pi1 lost its cable; ip started on pi3 after 0.3 s; web does not run, and nothing more can be done by"
                        + " itself",
                Optional.of(new NodeName("pi1")),
                List.of(InstanceId.of(new ResourceId("web"))));
    }

    static Incident longWords() {
        return new Incident(
                987654,
                "rack-b-node-017 lost its cable – “again”…",
                TRIGGER,
                List.of(
                        line(
                                -40,
                                Kind.SEEN,
                                "the switch says that the link of ether2-gigabit-poe-out-to-rack-b (rack-b-node-017) is down"),
                        line(
                                1234,
                                Kind.DONE,
                                "address-public-of-the-shop started on rack-b-node-016 → näheres auf der Seite")),
                Optional.of(Duration.ofMinutes(61)),
                Optional.of(TRIGGER.plusSeconds(3700)),
                "rack-b-node-017 lost its cable; address-public-of-the-shop started on rack-b-node-016 after 3660.0 s",
                Optional.of(new NodeName("rack-b-node-017")));
    }

    private static Line line(long offsetMs, Kind kind, String text) {
        return new Line(TRIGGER.plusMillis(offsetMs), kind, text);
    }
}
