package crm.emulator.mikrotik;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Gauge32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TimeTicks;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * Every object the switch has at one moment: the system group, IF-MIB's tables and the vendor's PoE and script tables. Made anew for
 * each request; a switch has few enough of them.
 */
final class SwitchMib {

    /** SNMPv2-MIB system group. */
    private static final OID SYSTEM = new OID("1.3.6.1.2.1.1");

    private static final OID IF_NUMBER = new OID("1.3.6.1.2.1.2.1.0");
    static final OID IF_ENTRY = new OID("1.3.6.1.2.1.2.2.1");
    private static final OID IF_X_ENTRY = new OID("1.3.6.1.2.1.31.1.1.1");

    /** MIKROTIK-MIB {@code mtxrPOEEntry}. */
    private static final OID POE_ENTRY = new OID("1.3.6.1.4.1.14988.1.1.15.1.1");

    /** MIKROTIK-MIB {@code mtxrScriptEntry}. */
    static final OID SCRIPT_ENTRY = new OID("1.3.6.1.4.1.14988.1.1.8.1.1");

    static final int SCRIPT_RUN = 3;

    private static final OID MIKROTIK = new OID("1.3.6.1.4.1.14988.1");

    static final int IF_INDEX = 1;
    static final int IF_ADMIN_STATUS = 7;
    static final int IF_OPER_STATUS = 8;
    static final OID SYS_NAME = new OID("1.3.6.1.2.1.1.5.0");

    private static final int UP = 1;
    private static final int DOWN = 2;
    private static final int ETHERNET_CSMACD = 6;
    private static final long GIGABIT = 1_000_000_000;

    private final NavigableMap<OID, Variable> objects = new TreeMap<>();

    /** The switch as a whole. */
    record SystemGroup(String name, long upTimeTicks) {}

    /**
     * One interface as the agent tells of it, which a quirk may have bent.
     *
     * @param operUp the link state it tells
     * @param lastChangeTicks {@code sysUpTime} when the link last changed
     */
    record Interface(
            int index,
            String name,
            String comment,
            boolean adminUp,
            boolean operUp,
            long lastChangeTicks,
            Optional<SwitchPorts.PoeOut> poe) {}

    SwitchMib(SystemGroup system, List<Interface> interfaces, List<RouterScript> scripts) {
        system(system);
        objects.put(IF_NUMBER, new Integer32(interfaces.size()));
        interfaces.forEach(this::ifEntry);
        interfaces.forEach(this::ifXEntry);
        for (Interface each : interfaces) {
            each.poe().ifPresent(poe -> poeEntry(each, poe));
        }
        for (int row = 1; row <= scripts.size(); row++) {
            put(SCRIPT_ENTRY, 1, row, new Integer32(row));
            put(SCRIPT_ENTRY, 2, row, text(scripts.get(row - 1).name()));
            put(SCRIPT_ENTRY, SCRIPT_RUN, row, new Integer32(0));
        }
    }

    Optional<Variable> get(OID oid) {
        return Optional.ofNullable(objects.get(oid));
    }

    /** The first object after that name, in the order of names. */
    Optional<VariableBinding> next(OID oid) {
        Map.Entry<OID, Variable> entry = objects.higherEntry(oid);
        return Optional.ofNullable(entry).map(e -> new VariableBinding(e.getKey(), e.getValue()));
    }

    NavigableMap<OID, Variable> objects() {
        return Collections.unmodifiableNavigableMap(objects);
    }

    private void system(SystemGroup system) {
        put(SYSTEM, 1, 0, text("RouterOS RB960PGS"));
        put(SYSTEM, 2, 0, MIKROTIK);
        put(SYSTEM, 3, 0, new TimeTicks(system.upTimeTicks()));
        put(SYSTEM, 4, 0, text(""));
        put(SYSTEM, 5, 0, text(system.name()));
        put(SYSTEM, 6, 0, text(""));
        put(SYSTEM, 7, 0, new Integer32(78));
    }

    private void ifEntry(Interface each) {
        int index = each.index();
        put(IF_ENTRY, IF_INDEX, index, new Integer32(index));
        put(IF_ENTRY, 2, index, text(each.name()));
        put(IF_ENTRY, 3, index, new Integer32(ETHERNET_CSMACD));
        put(IF_ENTRY, 4, index, new Integer32(1500));
        put(IF_ENTRY, 5, index, new Gauge32(each.operUp() ? GIGABIT : 0));
        put(IF_ENTRY, 6, index, new OctetString(new byte[] {0x4c, 0x5e, 0x0c, 0, 0, (byte) index}));
        put(IF_ENTRY, IF_ADMIN_STATUS, index, new Integer32(each.adminUp() ? UP : DOWN));
        put(IF_ENTRY, IF_OPER_STATUS, index, new Integer32(each.operUp() ? UP : DOWN));
        put(IF_ENTRY, 9, index, new TimeTicks(each.lastChangeTicks()));
        for (int counter : new int[] {10, 11, 13, 14, 16, 17, 19, 20}) {
            put(IF_ENTRY, counter, index, new Counter32(0));
        }
    }

    private void ifXEntry(Interface each) {
        put(IF_X_ENTRY, 1, each.index(), text(each.name()));
        put(IF_X_ENTRY, 15, each.index(), new Gauge32(each.operUp() ? GIGABIT / 1_000_000 : 0));
        put(IF_X_ENTRY, 17, each.index(), new Integer32(1));
        put(IF_X_ENTRY, 18, each.index(), text(each.comment()));
    }

    private void poeEntry(Interface each, SwitchPorts.PoeOut poe) {
        int index = each.index();
        put(POE_ENTRY, 1, index, new Integer32(index));
        put(POE_ENTRY, 2, index, text(each.name()));
        put(POE_ENTRY, 3, index, new Integer32(poe.status().number()));
        put(POE_ENTRY, 4, index, new Gauge32(poe.decivolts()));
        put(POE_ENTRY, 5, index, new Gauge32(poe.milliamperes()));
        put(POE_ENTRY, 6, index, new Gauge32((long) poe.decivolts() * poe.milliamperes() / 1_000));
    }

    private void put(OID entry, int column, int index, Variable value) {
        objects.put(new OID(entry).append(column).append(index), value);
    }

    private static OctetString text(String value) {
        return new OctetString(value);
    }
}
