package crm.fencing.snmp;

import crm.fencing.Deadline;
import crm.fencing.rest.RestAnswer;
import crm.fencing.rest.RestSession;
import crm.fencing.snmp.PortReply.Reading;
import crm.port.FencingDevice.DeviceUnreachable;
import java.util.LinkedHashMap;
import java.util.List;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.VariableBinding;

/** A {@link PowerMethod} at work: tells the switch what to do with a port, and believes nothing of the answer but a no. */
sealed interface PortControl {

    PowerMethod method();

    /**
     * Tells the switch. That it did not refuse means nothing yet.
     *
     * @param port as it was just read
     */
    void set(Reading port, AdminStatus status, Deadline deadline) throws PortTrouble, DeviceUnreachable;

    record ByAdminStatus(SwitchTables tables, PowerMethod method) implements PortControl {
        @Override
        public void set(Reading port, AdminStatus status, Deadline deadline) throws PortTrouble, DeviceUnreachable {
            tell(tables, PortRequest.set(port.ifIndex(), status), port, status, deadline);
        }
    }

    record ByScript(SwitchTables tables, PowerMethod.Script method) implements PortControl {
        @Override
        public void set(Reading port, AdminStatus status, Deadline deadline) throws PortTrouble, DeviceUnreachable {
            String name = method.name(ownName(port), status);
            List<Integer> rows = tables.rowsCalled(PortRequest.SCRIPT_NAME, name, deadline);
            if (rows.size() != 1) {
                throw PortTrouble.refused(
                        rows.isEmpty()
                                ? "the switch has no script called " + name
                                : "several scripts are called " + name + ", at the indexes " + rows);
            }
            var run = new VariableBinding(PortRequest.row(PortRequest.SCRIPT_RUN, rows.getFirst()), new Integer32(1));
            tell(tables, List.of(run), port, status, deadline);
        }
    }

    /** Takes the port out of the network as well as off power, so that the same reading proves it as with the others. */
    record ByRest(RestSession session, PowerMethod method) implements PortControl {
        @Override
        public void set(Reading port, AdminStatus status, Deadline deadline) throws PortTrouble {
            var properties = new LinkedHashMap<String, String>();
            properties.put("disabled", status == AdminStatus.UP ? "false" : "true");
            properties.put("poe-out", status == AdminStatus.UP ? "auto-on" : "off");
            try {
                if (session.patch("interface/ethernet", ownName(port), properties, deadline)
                        instanceof RestAnswer.Denied denied) {
                    throw PortTrouble.refused("switching " + ownName(port) + " " + status + ": " + denied.why());
                }
            } catch (DeviceUnreachable silent) {
                // The switch may well answer on the other roads, and SNMP will tell what came of this one.
                throw PortTrouble.notKnown(String.valueOf(silent.getMessage()));
            }
        }
    }

    /** What the switch itself calls the port; it was found by one of several names. */
    private static String ownName(Reading port) {
        return port.names().getFirst();
    }

    private static void tell(
            SwitchTables tables, List<VariableBinding> what, Reading port, AdminStatus status, Deadline deadline)
            throws PortTrouble, DeviceUnreachable {
        if (tables.session().ask(PDU.SET, what, deadline) instanceof SnmpAnswer.Denied denied) {
            throw PortTrouble.refused("switching " + ownName(port) + " " + status + ": " + denied.why());
        }
    }
}
