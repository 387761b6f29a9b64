package crm.fencing.snmp;

import java.util.List;
import org.snmp4j.smi.VariableBinding;

/** What came back for a request. That nothing came back is {@code DeviceUnreachable}. */
sealed interface SnmpAnswer {

    record Values(List<VariableBinding> bindings) implements SnmpAnswer {
        public Values {
            bindings = List.copyOf(bindings);
        }
    }

    /** The switch answered and will not do it. */
    record Denied(String why) implements SnmpAnswer {}
}
