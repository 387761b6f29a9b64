package crm.demo.table;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The table at one moment, as anybody may see it.
 *
 * @param mains whether the main plug is in
 * @param switchAnswers whether the switch's SNMP agent answers
 * @param quirks which misbehaviours of the switch are on
 * @param seats one for each port
 */
public record TableView(boolean mains, boolean switchAnswers, List<String> quirks, List<Seat> seats) {
    public TableView {
        quirks = List.copyOf(quirks);
        seats = List.copyOf(seats);
    }

    /**
     * A port and what is at the other end of its cable.
     *
     * @param power what the power hardware makes of it
     * @param severed whether the switch forwards nothing here
     * @param pid process 1 of the machine, under its number outside; 0 while none runs
     */
    public record Seat(Port port, Port.Power power, boolean severed, Condition condition, long pid) {}

    /** What a machine does. */
    public enum Condition {
        /** No power. The client is always this: nobody asks about it. */
        DARK,
        /** Power, and no process yet. */
        BOOTING,
        RUNNING,
        FROZEN,
        PANICKED,
        /** Its process 1 ended by itself; it still draws power. */
        HALTED
    }

    /**
     * @throws NoSuchElementException if nothing of that name is on the table
     */
    public Seat of(String name) {
        return seats.stream()
                .filter(seat -> seat.port().occupant().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }

    /** As the control socket carries it: a line for the whole, and a line for each seat. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("table %s %s %s".formatted(mains, switchAnswers, quirks.isEmpty() ? "-" : String.join(",", quirks)));
        for (var seat : seats) {
            var port = seat.port();
            lines.add("seat %s %s %s %s %s %s %s %s %s %s %s"
                    .formatted(
                            port.name(),
                            port.occupant(),
                            port.feeds(),
                            port.poeOut(),
                            port.cable(),
                            port.adminUp(),
                            port.carrier(),
                            seat.power(),
                            seat.severed(),
                            seat.condition(),
                            seat.pid()));
        }
        return lines;
    }

    /**
     * Reads what {@link #lines} wrote.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static TableView parse(List<String> lines) {
        var head = words(lines.isEmpty() ? "" : lines.getFirst(), 4);
        var seats = lines.stream().skip(1).map(TableView::seat).toList();
        return new TableView(
                Boolean.parseBoolean(head[1]),
                Boolean.parseBoolean(head[2]),
                head[3].equals("-") ? List.of() : List.of(head[3].split(",")),
                seats);
    }

    private static Seat seat(String line) {
        var word = words(line, 12);
        var port = new Port(
                word[1],
                word[2],
                Boolean.parseBoolean(word[3]),
                Boolean.parseBoolean(word[4]),
                Boolean.parseBoolean(word[5]),
                Boolean.parseBoolean(word[6]),
                Boolean.parseBoolean(word[7]));
        return new Seat(
                port,
                Port.Power.valueOf(word[8]),
                Boolean.parseBoolean(word[9]),
                Condition.valueOf(word[10]),
                Long.parseLong(word[11]));
    }

    private static String[] words(String line, int count) {
        var words = line.split(" ");
        if (words.length != count) {
            throw new IllegalArgumentException("not a line about the table: " + line);
        }
        return words;
    }
}
