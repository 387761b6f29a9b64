package crm.fencing.snmp;

import java.util.ArrayList;
import java.util.List;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.VariableBinding;

/** What is asked of a switch about one port, as SNMP bindings. */
final class PortRequest {

    static final OID IF_DESCR = new OID("1.3.6.1.2.1.2.2.1.2");
    static final OID IF_ADMIN_STATUS = new OID("1.3.6.1.2.1.2.2.1.7");
    static final OID IF_OPER_STATUS = new OID("1.3.6.1.2.1.2.2.1.8");
    static final OID IF_NAME = new OID("1.3.6.1.2.1.31.1.1.1.1");
    static final OID IF_ALIAS = new OID("1.3.6.1.2.1.31.1.1.1.18");

    /** MIKROTIK-MIB {@code mtxrPOETable}, whose rows have the interface's index. */
    static final OID POE_NAME = new OID("1.3.6.1.4.1.14988.1.1.15.1.1.2");

    static final OID POE_STATUS = new OID("1.3.6.1.4.1.14988.1.1.15.1.1.3");

    /** In milliamperes. */
    static final OID POE_CURRENT = new OID("1.3.6.1.4.1.14988.1.1.15.1.1.5");

    /** MIKROTIK-MIB {@code mtxrScriptName}. */
    static final OID SCRIPT_NAME = new OID("1.3.6.1.4.1.14988.1.1.8.1.1.2");

    /** {@code mtxrScriptRunCmd}: a SET to 1 runs the script of that row. */
    static final OID SCRIPT_RUN = new OID("1.3.6.1.4.1.14988.1.1.8.1.1.3");

    static final List<OID> NAMES = List.of(IF_DESCR, IF_NAME, IF_ALIAS);
    private static final List<OID> STATE = List.of(IF_ADMIN_STATUS, IF_OPER_STATUS);
    private static final List<OID> POE = List.of(POE_NAME, POE_STATUS, POE_CURRENT);

    private PortRequest() {}

    /**
     * Everything that an action must know of a port, its names among it: whoever reads the state in the same message as
     * the name cannot take one port for another.
     */
    static List<VariableBinding> read(int ifIndex, PoeTable poe) {
        var bindings = new ArrayList<VariableBinding>();
        add(bindings, NAMES, ifIndex);
        add(bindings, STATE, ifIndex);
        if (poe != PoeTable.IGNORED) {
            add(bindings, POE, ifIndex);
        }
        return bindings;
    }

    static List<VariableBinding> set(int ifIndex, AdminStatus status) {
        return List.of(new VariableBinding(row(IF_ADMIN_STATUS, ifIndex), new Integer32(status.number())));
    }

    static OID row(OID column, int ifIndex) {
        return new OID(column).append(ifIndex);
    }

    private static void add(List<VariableBinding> bindings, List<OID> columns, int ifIndex) {
        columns.forEach(column -> bindings.add(new VariableBinding(row(column, ifIndex))));
    }
}
