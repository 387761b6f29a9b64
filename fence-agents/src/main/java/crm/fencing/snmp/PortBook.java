package crm.fencing.snmp;

import crm.fencing.snmp.PortReply.Reading;
import crm.fencing.snmp.PowerJudgement.Memory;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What was learnt of each port so far: where it was last found, whether it has a PoE row, whether it fed its node. Read
 * and written by actions, polls and traps on different threads; each entry is a value that is replaced as a whole.
 */
final class PortBook {

    /** For so long a trap outweighs a link state that is read: some agents tell a state that is seconds old. */
    private static final Duration TRAP_OUTWEIGHS = Duration.ofSeconds(5);

    private final PoeTable poeTable;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /**
     * @param linkDownNanos when a trap last said that the link is gone; only of meaning if {@code linkDownTrap}
     */
    private record Entry(
            OptionalInt ifIndex, boolean poeSeen, boolean fedTheNode, boolean linkDownTrap, long linkDownNanos) {

        static final Entry BLANK = new Entry(OptionalInt.empty(), false, false, false, 0);
    }

    PortBook(PoeTable poeTable) {
        this.poeTable = poeTable;
    }

    OptionalInt lastIndex(String port) {
        return entry(port).ifIndex();
    }

    void foundAt(String port, int ifIndex) {
        change(
                port,
                e -> new Entry(
                        OptionalInt.of(ifIndex), e.poeSeen(), e.fedTheNode(), e.linkDownTrap(), e.linkDownNanos()));
    }

    void lost(String port) {
        change(
                port,
                e -> new Entry(OptionalInt.empty(), e.poeSeen(), e.fedTheNode(), e.linkDownTrap(), e.linkDownNanos()));
    }

    /** Any reading shows whether there is a PoE row. */
    void saw(String port, Reading reading) {
        if (reading.poe().isPresent()) {
            change(port, e -> new Entry(e.ifIndex(), true, e.fedTheNode(), e.linkDownTrap(), e.linkDownNanos()));
        }
    }

    /**
     * A poll found the port in peace. While the port has a link and its node is a member, what flows shows whether the
     * node lives by this port; a port that is dark with a living node behind it loses the credit it had.
     */
    void polled(String port, Reading reading, boolean nodePresent) {
        saw(port, reading);
        if (nodePresent && reading.linkUp().orElse(false) && reading.poe().isPresent()) {
            boolean feeds = reading.poe().get().feeds();
            // While a trap says that the link is gone, the state that was read may be old: it gives no credit and takes
            // none.
            change(
                    port,
                    e -> tells(e)
                            ? e
                            : new Entry(e.ifIndex(), e.poeSeen(), feeds, e.linkDownTrap(), e.linkDownNanos()));
        }
    }

    /** The port is being switched off: what it fed before is no word on what it will feed next. */
    void switchedOff(String port) {
        change(port, e -> new Entry(e.ifIndex(), e.poeSeen(), false, e.linkDownTrap(), e.linkDownNanos()));
    }

    void trapSaid(String port, boolean linkUp, long nowNanos) {
        change(port, e -> new Entry(e.ifIndex(), e.poeSeen(), e.fedTheNode(), !linkUp, nowNanos));
    }

    Memory memory(String port) {
        Entry entry = entry(port);
        boolean expected = switch (poeTable) {
            case AUTO -> entry.poeSeen();
            case REQUIRED -> true;
            case IGNORED -> false;
        };
        return new Memory(expected, entry.fedTheNode(), tells(entry));
    }

    private static boolean tells(Entry entry) {
        return entry.linkDownTrap() && System.nanoTime() - entry.linkDownNanos() < TRAP_OUTWEIGHS.toNanos();
    }

    private Entry entry(String port) {
        return entries.getOrDefault(port, Entry.BLANK);
    }

    private void change(String port, UnaryOperator<Entry> how) {
        entries.compute(port, (name, entry) -> how.apply(entry == null ? Entry.BLANK : entry));
    }
}
