package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.port.FencingDevice.DeviceUnreachable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.VariableBinding;

/** Reads rows of a switch's tables, one or many. Never more than the columns needed: a switch is slow at walks. */
final class SwitchTables {

    /** How many ports fit into one message of 1,400 bytes with room to spare. */
    private static final int PORTS_A_MESSAGE = 4;

    /** No table switch is larger; a walk that finds more has met an agent that goes in circles. */
    private static final int MOST_ROWS = 2_000;

    private final SnmpSession session;
    private final PoeTable poe;

    SwitchTables(SnmpSession session, PoeTable poe) {
        this.session = session;
        this.poe = poe;
    }

    SnmpSession session() {
        return session;
    }

    PortReply read(int ifIndex, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        return PortReply.of(ifIndex, values(PDU.GET, PortRequest.read(ifIndex, poe), deadline));
    }

    /** Several rows with as few messages as possible. */
    Map<Integer, PortReply> read(List<Integer> indexes, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        var replies = new LinkedHashMap<Integer, PortReply>();
        for (int from = 0; from < indexes.size(); from += PORTS_A_MESSAGE) {
            List<Integer> some = indexes.subList(from, Math.min(indexes.size(), from + PORTS_A_MESSAGE));
            var bindings = new ArrayList<VariableBinding>();
            some.forEach(index -> bindings.addAll(PortRequest.read(index, poe)));
            List<VariableBinding> answer = values(PDU.GET, bindings, deadline);
            some.forEach(index -> replies.put(index, PortReply.of(index, answer)));
        }
        return replies;
    }

    /** Every interface by name. */
    InterfaceTable walk(Deadline deadline) throws PortTrouble, DeviceUnreachable {
        var names = new TreeMap<Integer, List<String>>();
        for (OID column : PortRequest.NAMES) {
            walk(column, names, deadline);
        }
        return new InterfaceTable(names);
    }

    /** The rows that have this text in a column. */
    List<Integer> rowsCalled(OID column, String text, Deadline deadline) throws PortTrouble, DeviceUnreachable {
        var rows = new TreeMap<Integer, List<String>>();
        walk(column, rows, deadline);
        return rows.entrySet().stream()
                .filter(row -> row.getValue().contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void walk(OID column, Map<Integer, List<String>> names, Deadline deadline)
            throws PortTrouble, DeviceUnreachable {
        OID at = column;
        for (int rows = 0; rows < MOST_ROWS; rows++) {
            OID before = at;
            for (VariableBinding binding : values(PDU.GETBULK, List.of(new VariableBinding(at)), deadline)) {
                OID oid = binding.getOid();
                boolean next = oid.startsWith(column) && oid.size() == column.size() + 1 && oid.compareTo(at) > 0;
                if (!next || !(binding.getVariable() instanceof OctetString name)) {
                    return;
                }
                add(names.computeIfAbsent(oid.last(), index -> new ArrayList<>()), name);
                at = oid;
            }
            if (at.equals(before)) {
                return;
            }
        }
    }

    private static void add(List<String> known, OctetString name) {
        String text = new String(name.getValue(), StandardCharsets.UTF_8);
        if (!text.isEmpty() && !known.contains(text)) {
            known.add(text);
        }
    }

    private List<VariableBinding> values(int type, List<VariableBinding> bindings, Deadline deadline)
            throws PortTrouble, DeviceUnreachable {
        return switch (session.ask(type, bindings, deadline)) {
            case SnmpAnswer.Values values -> values.bindings();
            case SnmpAnswer.Denied denied -> throw PortTrouble.refused(denied.why());
        };
    }
}
