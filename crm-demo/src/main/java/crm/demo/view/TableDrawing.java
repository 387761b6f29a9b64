package crm.demo.view;

import crm.demo.table.Layout;
import crm.demo.table.Port;
import crm.demo.table.TableView;
import crm.demo.table.TableView.Seat;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws the table as seen from above: the switch, a cable down from each port, and what is at its end. */
public final class TableDrawing {
    private static final int COLUMN = 15;
    /** Characters on a line of 58 mm paper. */
    private static final int PAPER = 32;

    private TableDrawing() {}

    /**
     * The lines of the drawing, without colours.
     *
     * @param receipt the lines of the last receipt; none if nothing was printed yet
     */
    public static List<String> of(TableView view, ClusterSeen cluster, List<String> receipt) {
        var lines = new ArrayList<>(table(view));
        lines.addAll(services(view, cluster));
        lines.add("");
        lines.add(cluster.headline());
        if (!receipt.isEmpty()) {
            lines.add("");
            lines.addAll(paper(receipt));
        }
        return lines;
    }

    /** Under each Pi what runs there, as the cluster sees it. */
    private static List<String> services(TableView view, ClusterSeen cluster) {
        var columns = view.seats().stream()
                .map(seat -> cluster.runs().getOrDefault(seat.port().occupant(), List.of()))
                .toList();
        var height = columns.stream().mapToInt(List::size).max().orElse(0);
        return IntStream.range(0, height)
                .mapToObj(at -> row(
                        " ",
                        columns.stream()
                                .map(column -> centred(at < column.size() ? "■ " + column.get(at) : ""))
                                .toList()))
                .toList();
    }

    private static List<String> paper(List<String> receipt) {
        var lines = new ArrayList<String>();
        lines.add("┌╌╌ the last receipt " + "╌".repeat(PAPER - 18) + "┐");
        receipt.forEach(line -> lines.add("┊ " + left(line, PAPER) + " ┊"));
        lines.add("└" + "╌".repeat(PAPER + 2) + "┘");
        return lines;
    }

    private static List<String> table(TableView view) {
        var seats = view.seats();
        var lines = new ArrayList<String>();
        var width = seats.size() * (COLUMN + 1) - 1;
        lines.add("┌" + "─".repeat(width) + "┐");
        lines.add("│" + left(headline(view), width) + "│");
        lines.add("├" + seats.stream().map(_ -> "─".repeat(COLUMN)).collect(Collectors.joining("┬")) + "┤");
        lines.add(
                row("│", seats.stream().map(seat -> centred(seat.port().name())).toList()));
        lines.add(row("│", seats.stream().map(seat -> centred(lamp(seat))).toList()));
        lines.add(row("│", seats.stream().map(seat -> centred(power(seat))).toList()));
        lines.add("└" + seats.stream().map(TableDrawing::socket).collect(Collectors.joining("┴")) + "┘");
        lines.add(row(" ", seats.stream().map(seat -> centred(cable(seat))).toList()));
        lines.add(row(
                " ", seats.stream().map(seat -> centred(seat.port().occupant())).toList()));
        lines.add(row(" ", seats.stream().map(seat -> centred(condition(seat))).toList()));
        lines.add(row(
                " ",
                seats.stream()
                        .map(seat -> centred(Layout.addressOf(seat.port().occupant())))
                        .toList()));
        return lines;
    }

    private static String headline(TableView view) {
        var snmp = view.switchAnswers() ? "SNMP answers" : "no SNMP";
        var quirks = view.quirks().isEmpty() ? "" : ", quirks: " + String.join(" ", view.quirks());
        return " PoE switch " + Layout.SWITCH_ADDRESS + ": " + (view.mains() ? snmp + quirks : "main plug is out");
    }

    private static String lamp(Seat seat) {
        if (!seat.port().adminUp()) {
            return "off";
        }
        return (seat.port().carrier() ? "● link" : "○ no link") + (seat.severed() ? ", cut" : "");
    }

    private static String power(Seat seat) {
        return switch (seat.power()) {
            case NONE -> "";
            case DISABLED -> "power off";
            case WAITING -> "waiting";
            case FEEDING -> "↯ power";
        };
    }

    private static String socket(Seat seat) {
        var half = COLUMN / 2;
        return "─".repeat(half)
                + (seat.port().cable() || !seat.port().feeds() ? "┬" : "─")
                + "─".repeat(COLUMN - half - 1);
    }

    private static String cable(Seat seat) {
        return seat.port().cable() || !seat.port().feeds() ? "│" : "╷";
    }

    private static String condition(Seat seat) {
        if (!seat.port().feeds()) {
            return "";
        }
        return switch (seat.condition()) {
            case DARK -> seat.port().power(true) == Port.Power.WAITING ? "unplugged" : "dark";
            case BOOTING -> "boots";
            case RUNNING -> "runs";
            case FROZEN -> "frozen";
            case PANICKED -> "kernel panic";
            case HALTED -> "halted";
        };
    }

    private static String row(String border, List<String> cells) {
        return border + String.join(border, cells) + border;
    }

    private static String left(String text, int width) {
        return text.length() > width ? text.substring(0, width - 1) + "…" : text + " ".repeat(width - text.length());
    }

    private static String centred(String text) {
        var before = Math.max(0, (COLUMN - text.length()) / 2);
        return left(" ".repeat(before) + text, COLUMN);
    }
}
