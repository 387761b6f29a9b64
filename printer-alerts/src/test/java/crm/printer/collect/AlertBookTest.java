package crm.printer.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.emulator.paper.PaperPicture;
import crm.emulator.paper.PaperRoll;
import crm.journal.Incident;
import crm.journal.Incident.Kind;
import crm.model.InstanceId;
import crm.printer.receipt.EscPosCodec;
import crm.printer.receipt.Pictures;
import crm.printer.receipt.Receipt;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.receipt.VisitorReceipts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AlertBookTest {

    private static final Duration QUIET = Duration.ofSeconds(8);

    /** What a book makes of these alerts if each arrives when it happens. */
    private static List<Incident> incidents(List<PacemakerAlert> alerts) {
        var book = new AlertBook(QUIET);
        var incidents = new ArrayList<Incident>();
        for (PacemakerAlert alert : alerts) {
            due(book, alert.at(), incidents.size() + 1).ifPresent(incidents::add);
            book.take(alert, alert.at());
        }
        due(book, Instant.MAX, incidents.size() + 1).ifPresent(incidents::add);
        return incidents;
    }

    private static Optional<Incident> due(AlertBook book, Instant now, int number) {
        return book.isOver(now) ? book.close(number, now) : Optional.empty();
    }

    private static List<PacemakerAlert> real() throws IOException {
        return PacemakerCalls.all().stream().map(PacemakerCalls::alert).toList();
    }

    private static List<String> texts(Incident incident) {
        return incident.lines().stream().map(Incident.Line::text).toList();
    }

    @Example
    void aRealPulledCableIsOneIncidentAndEachHappeningOneLine() throws IOException {
        List<Incident> incidents = incidents(real());
        assertEquals(3, incidents.size(), incidents::toString);
        Incident pulled = incidents.getFirst();
        assertEquals(
                List.of("node1 is lost", "node1 was fenced by node2", "vip started on node2", "web started on node2"),
                texts(pulled));
        assertEquals("node1 is lost", pulled.title());
        assertEquals(832, pulled.outage().orElseThrow().toMillis());
        assertEquals("node1", pulled.victim().orElseThrow().value());
        Incident back = incidents.get(1);
        assertEquals("node1 is back", back.title());
        assertEquals(
                1, texts(back).stream().filter(text -> text.endsWith("is back")).count(), back::toString);
        assertEquals(Optional.empty(), back.outage());
        Incident crash = incidents.get(2);
        assertEquals(
                List.of("web monitor on node2 failed: not running", "web stopped on node2", "web started on node2"),
                texts(crash));
        assertEquals(Kind.SEEN, crash.lines().getFirst().kind());
    }

    @Example
    void theReceiptOfTheRealPulledCableLooksAsAPersonFoundItGood() throws IOException {
        Incident pulled = incidents(real()).getFirst();
        var layout = new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100");
        Receipt receipt = layout.of(VisitorReceipts.order(1, VisitorReceipts.NONE_BEFORE, pulled));
        var roll = new PaperRoll();
        roll.feed(EscPosCodec.start());
        roll.feed(EscPosCodec.rows(receipt.rows()));
        roll.feed(EscPosCodec.end());
        Pictures.assertAccepted(
                Path.of("..", "docs", "pictures", "receipts", "pacemaker.png"),
                PaperPicture.ofLast(roll).png());
    }

    /** The three nodes' calls race; whatever wins, nothing is told twice and nothing is lost. */
    @Property(tries = 200)
    void inWhateverOrderTheNodesCallsArriveTheLinesAreTheSame(@ForAll long seed) throws IOException {
        var alerts = new ArrayList<>(real().stream()
                .filter(alert -> alert.at().getEpochSecond() < 1_795_259_220L)
                .toList());
        List<String> expected = texts(incidents(alerts).getFirst());
        alerts.addAll(alerts.subList(0, alerts.size() / 2));
        Collections.shuffle(alerts, new Random(seed));
        var book = new AlertBook(QUIET);
        alerts.forEach(alert -> book.take(alert, Instant.EPOCH));
        assertEquals(expected, texts(due(book, Instant.MAX, 1).orElseThrow()));
    }

    @Property(tries = 500)
    void whateverAnEnvironmentHoldsNothingBreaks(@ForAll Map<String, String> values, @ForAll long seed) {
        var environment = new HashMap<String, String>();
        List<String> names =
                List.of("kind", "desc", "rc", "target_rc", "timestamp_epoch", "timestamp_usec", "task", "rsc");
        var random = new Random(seed);
        values.values()
                .forEach(value -> environment.put("CRM_alert_" + names.get(random.nextInt(names.size())), value));
        environment.put(
                "CRM_alert_kind",
                List.of("node", "fencing", "resource", "attribute", "").get(random.nextInt(5)));
        var book = new AlertBook(QUIET);
        PacemakerAlert.of(environment, "node1", Instant.EPOCH).ifPresent(alert -> book.take(alert, Instant.EPOCH));
        due(book, Instant.MAX, 1);
    }

    @Example
    void isNotOverBeforeItIsQuietAndIsPrintedInPartsIfItNeverIs() {
        var book = new AlertBook(QUIET);
        Instant begun = Instant.EPOCH;
        for (int second = 0; second < 60; second += 5) {
            book.take(start("web" + second, begun.plusSeconds(second)), begun.plusSeconds(second));
            assertEquals(Optional.empty(), due(book, begun.plusSeconds(second + 4), 1));
        }
        assertEquals(
                12, due(book, begun.plusSeconds(60), 1).orElseThrow().lines().size());
        assertEquals(Optional.empty(), due(book, begun.plusSeconds(100), 2));
    }

    /** A receipt must not say that nobody waited when a service ran on the lost node and was started nowhere else. */
    @Example
    void aServiceThatWasOnTheLostNodeAndDidNotComeBackIsStillAway() {
        var book = new AlertBook(QUIET);
        Instant begun = Instant.EPOCH;
        book.take(start("web", begun), begun);
        assertEquals(
                List.of(), due(book, begun.plusSeconds(10), 1).orElseThrow().away());
        Instant lost = begun.plusSeconds(20);
        book.take(node("node1", "lost", lost), lost);
        Incident incident = due(book, lost.plusSeconds(10), 2).orElseThrow();
        assertEquals(List.of(InstanceId.parse("web")), incident.away());
        assertEquals("node1 is lost; nowhere now: web", incident.sentence());
        Instant back = begun.plusSeconds(60);
        book.take(node("node1", "member", back), back);
        book.take(start("web", back), back);
        assertEquals(List.of(), due(book, back.plusSeconds(10), 3).orElseThrow().away());
    }

    /** An answer that is lost makes an agent tell its call again; by then the node may be back. */
    @Example
    void aLossThatIsToldAgainAfterTheNodeIsBackIsNoNews() throws IOException {
        var book = new AlertBook(QUIET);
        List<PacemakerAlert> alerts = real();
        PacemakerAlert lost =
                alerts.stream().filter(PacemakerAlert::isLoss).findFirst().orElseThrow();
        PacemakerAlert back =
                alerts.stream().filter(PacemakerAlert::isReturn).findFirst().orElseThrow();
        Stream.of(lost, back, lost).forEach(alert -> book.take(alert, lost.at()));
        assertEquals(
                List.of("node1 is lost", "node1 is back"),
                texts(due(book, Instant.MAX, 1).orElseThrow()));
    }

    /** A clock that is set back by a year must not keep a receipt back for a year. */
    @Example
    void anIncidentEndsWhenItIsQuietAlsoAfterTheClockWasSetBack() {
        var book = new AlertBook(QUIET);
        Instant before = Instant.parse("2026-11-21T12:00:00Z");
        book.take(start("web", before), before);
        Instant now = before.minus(Duration.ofDays(365));
        assertEquals(Optional.empty(), due(book, now, 1));
        assertEquals(Optional.empty(), due(book, now.plusSeconds(7), 1));
        assertEquals(1, due(book, now.plusSeconds(8), 1).orElseThrow().lines().size());
    }

    private static PacemakerAlert node(String node, String what, Instant at) {
        return PacemakerAlert.of(
                        Map.of(
                                "CRM_alert_kind",
                                "node",
                                "CRM_alert_node",
                                node,
                                "CRM_alert_desc",
                                what,
                                "CRM_alert_timestamp_epoch",
                                String.valueOf(at.getEpochSecond())),
                        "node2",
                        at)
                .orElseThrow();
    }

    private static PacemakerAlert start(String resource, Instant at) {
        return PacemakerAlert.of(
                        Map.of(
                                "CRM_alert_kind", "resource",
                                "CRM_alert_rsc", resource,
                                "CRM_alert_node", "node1",
                                "CRM_alert_task", "start",
                                "CRM_alert_rc", "0",
                                "CRM_alert_target_rc", "0",
                                "CRM_alert_timestamp_epoch", String.valueOf(at.getEpochSecond())),
                        "node1",
                        at)
                .orElseThrow();
    }
}
