package crm.fencing.snmp;

import java.util.Optional;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** {@code linkDown} or {@code linkUp}, as IF-MIB defines them. */
record LinkTrap(int ifIndex, boolean linkUp) {

    private static final OID IF_INDEX = new OID("1.3.6.1.2.1.2.2.1.1");
    private static final OID IF_ENTRY = new OID("1.3.6.1.2.1.2.2.1");

    /** Reads a notification of any version; empty if it is about something else. */
    static Optional<LinkTrap> of(PDU pdu) {
        return linkUp(pdu).flatMap(up -> ifIndex(pdu).map(index -> new LinkTrap(index, up)));
    }

    private static Optional<Boolean> linkUp(PDU pdu) {
        if (pdu instanceof PDUv1 v1) {
            return switch (v1.getGenericTrap()) {
                case PDUv1.LINKDOWN -> Optional.of(false);
                case PDUv1.LINKUP -> Optional.of(true);
                default -> Optional.empty();
            };
        }
        Variable which = pdu.getVariable(SnmpConstants.snmpTrapOID);
        if (SnmpConstants.linkDown.equals(which)) {
            return Optional.of(false);
        }
        return SnmpConstants.linkUp.equals(which) ? Optional.of(true) : Optional.empty();
    }

    /** From {@code ifIndex}, or else from the row that any column of the interface table names. */
    private static Optional<Integer> ifIndex(PDU pdu) {
        for (VariableBinding binding : pdu.getAll()) {
            if (binding.getOid().startsWith(IF_INDEX) && binding.getVariable() instanceof Integer32 index) {
                return Optional.of(index.getValue());
            }
        }
        return pdu.getAll().stream()
                .map(VariableBinding::getOid)
                .filter(oid -> oid.startsWith(IF_ENTRY) && oid.size() == IF_ENTRY.size() + 2)
                .map(OID::last)
                .findFirst();
    }
}
