package crm.printer.receipt;

import crm.alert.ReceiptOrder;
import crm.journal.ChainedHash;
import crm.journal.Incident;
import crm.journal.Incident.Kind;
import crm.journal.Incident.Line;
import crm.printer.receipt.Receipt.CodeRow;
import crm.printer.receipt.Receipt.Row;
import crm.printer.receipt.Receipt.Style;
import crm.printer.receipt.Receipt.TextRow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sets an incident as a receipt: what happened, what the cluster saw, what it did, how long the visitor waited. Every
 * line counts its seconds from the trigger, whose time of day stands at the top.
 *
 * @param zone of the wall clock that visitors look at
 * @param site where the web page is, such as {@code http://10.0.0.100}; stands before the order's page in the QR code
 */
public record ReceiptLayout(ZoneId zone, String site) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SS", Locale.UK);
    private static final Set<Kind> SEEN = EnumSet.of(Kind.SEEN, Kind.PROVEN, Kind.TROUBLE);
    private static final Set<Kind> DONE = EnumSet.of(Kind.DECIDED, Kind.DONE);

    /** Room for {@code +12.34 } before each line. */
    private static final int OFFSET = 7;

    /** An incident that never ends would print for ever. */
    private static final int LINES_MAX = 60;

    /** The receipt for an order; the same order gives the same receipt. */
    public Receipt of(ReceiptOrder order) {
        var sheet = new Sheet();
        Incident incident = order.incident();
        sheet.head(order);
        sheet.section("WHAT HAPPENED");
        sheet.text(incident.title(), Style.BOLD);
        sheet.story("WHAT I SAW", incident, SEEN);
        sheet.story("WHAT I DID", incident, DONE);
        sheet.outage(incident);
        sheet.foot(incident, page(order));
        return Receipt.sealed(order.number(), new ChainedHash(order.previousHash()), sheet.rows);
    }

    /** The rows that go before a receipt which comes out later than it should, or perhaps a second time. */
    public List<TextRow> remarks(Instant written, Instant printed, boolean late, boolean maybeAgain) {
        var rows = new ArrayList<TextRow>();
        if (late) {
            rows.add(new TextRow("*** LATE PRINT ***", Style.TITLE));
            rows.add(new TextRow("*** written " + moment(written), Style.CENTRED));
            rows.add(new TextRow("*** printed " + moment(printed), Style.CENTRED));
        }
        if (maybeAgain) {
            rows.add(new TextRow("*** PERHAPS A SECOND COPY ***", Style.TITLE));
            rows.add(new TextRow("*** the printer did not tell", Style.CENTRED));
        }
        if (!rows.isEmpty()) {
            rows.add(new TextRow("", Style.NORMAL));
        }
        return rows;
    }

    private String moment(Instant at) {
        return DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.UK)
                .withZone(zone)
                .format(at);
    }

    private String page(ReceiptOrder order) {
        return order.page().startsWith("/") ? site + order.page() : order.page();
    }

    /** A receipt in the making. */
    private final class Sheet {

        private final List<Row> rows = new ArrayList<>();

        void head(ReceiptOrder order) {
            String title = "RECEIPT No " + order.number();
            text(title, title.length() <= Style.HUGE.columns() ? Style.HUGE : Style.TITLE);
            text(order.cluster(), Style.CENTRED);
            Instant trigger = order.incident().trigger();
            text(DAY.withZone(zone).format(trigger), Style.CENTRED);
            text("It began at " + CLOCK.withZone(zone).format(trigger), Style.CENTRED);
            line('=');
        }

        void section(String title) {
            text(title, Style.BOLD);
        }

        void story(String title, Incident incident, Set<Kind> kinds) {
            List<Line> lines = incident.lines().stream()
                    .filter(line -> kinds.contains(line.kind()))
                    .toList();
            if (lines.isEmpty()) {
                return;
            }
            blank();
            section(title);
            lines.stream().limit(LINES_MAX).forEach(line -> hanging(incident.trigger(), line));
            if (lines.size() > LINES_MAX) {
                text("and " + (lines.size() - LINES_MAX) + " lines more on the page", Style.NORMAL);
            }
        }

        private void hanging(Instant trigger, Line line) {
            String mark = line.kind() == Kind.TROUBLE ? "! " : "";
            String first = offset(Duration.between(trigger, line.at()));
            for (String part : PlainText.wrapped(mark + line.text(), Style.NORMAL.columns() - OFFSET)) {
                text(String.format(Locale.ROOT, "%-" + OFFSET + "s%s", first, part), Style.NORMAL);
                first = "";
            }
        }

        void outage(Incident incident) {
            blank();
            section("HOW LONG YOU WAITED");
            text(waited(incident), Style.HUGE);
        }

        /** That others came back does not help whoever waits for what did not. */
        private static String waited(Incident incident) {
            return incident.away().isEmpty()
                    ? incident.outage().map(ReceiptLayout::lasting).orElse("not at all")
                    : "still waiting";
        }

        void foot(Incident incident, String page) {
            line('-');
            PlainText.wrapped(incident.sentence(), Style.NORMAL.columns()).forEach(part -> text(part, Style.NORMAL));
            line('-');
            text("The whole story:", Style.CENTRED);
            rows.add(new CodeRow(page));
            text(page.replaceFirst("^https?://", ""), Style.CENTRED);
            line('-');
        }

        void text(String text, Style style) {
            String plain = PlainText.of(text);
            if (plain.length() <= style.columns()) {
                rows.add(new TextRow(plain, style));
            } else {
                PlainText.wrapped(plain, style.columns()).forEach(part -> rows.add(new TextRow(part, style)));
            }
        }

        private void line(char sign) {
            text(String.valueOf(sign).repeat(Style.NORMAL.columns()), Style.NORMAL);
        }

        private void blank() {
            text("", Style.NORMAL);
        }
    }

    /** Seconds with as many digits as there is room for; minutes where there is none. */
    private static String offset(Duration time) {
        double seconds = time.toMillis() / 1000.0;
        if (Math.abs(seconds) < 99.995) {
            return String.format(Locale.ROOT, "%+.2f", seconds);
        }
        return Math.abs(seconds) < 999.5
                ? String.format(Locale.ROOT, "%+.0fs", seconds)
                : String.format(Locale.ROOT, "%+dm", Math.min(time.toMinutes(), 99_999));
    }

    private static String lasting(Duration time) {
        if (time.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
