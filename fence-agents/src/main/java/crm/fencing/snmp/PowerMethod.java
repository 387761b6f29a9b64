package crm.fencing.snmp;

import crm.fencing.rest.RestAddress;

/**
 * A way to make a switch cut and give power at a port. MikroTik's manual promises none but the last two; which of them a
 * given switch obeys is what a self-test finds out. Whatever is used, the proof is read back by SNMP.
 */
public sealed interface PowerMethod {

    /** As in the configuration. */
    String word();

    /** A SET of {@code ifAdminStatus}. */
    record IfAdmin() implements PowerMethod {
        @Override
        public String word() {
            return "ifadmin";
        }
    }

    /**
     * Scripts that a person has put on the switch, run by a SET of {@code mtxrScriptRunCmd}.
     *
     * @param off the name of the script that cuts a port's power, with <code>{port}</code> for the port's name
     * @param on the name of the one that gives it back
     */
    record Script(String off, String on) implements PowerMethod {
        @Override
        public String word() {
            return "script";
        }

        String name(String port, AdminStatus status) {
            return (status == AdminStatus.UP ? on : off).replace("{port}", port);
        }
    }

    /** RouterOS's REST interface. */
    record Rest(RestAddress where) implements PowerMethod {
        @Override
        public String word() {
            return "rest";
        }
    }
}
