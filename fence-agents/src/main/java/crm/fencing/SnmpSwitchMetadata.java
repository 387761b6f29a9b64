package crm.fencing;

import java.util.List;

/** What {@code stonith:snmp-switch} says about itself, in the XML of the Fence Agent API. */
public final class SnmpSwitchMetadata {

    private SnmpSwitchMetadata() {}

    private static final List<AgentParameter> PARAMETERS = List.of(
            new AgentParameter("ip", "string", true, "", List.of(), "Address of the switch; ipaddr is the same"),
            new AgentParameter("ipport", "integer", false, "161", List.of(), "UDP port of its SNMP agent"),
            AgentParameter.choice("snmp_version", "2c", List.of("1", "2c", "3"), "Version of SNMP"),
            AgentParameter.text("community", "Community that may write, for versions 1 and 2c"),
            AgentParameter.text("community_file", "File that holds the community"),
            AgentParameter.text("username", "User, for version 3; login is the same"),
            AgentParameter.choice(
                    "snmp_sec_level",
                    "authPriv",
                    List.of("noAuthNoPriv", "authNoPriv", "authPriv"),
                    "How version 3 protects messages"),
            AgentParameter.choice(
                    "snmp_auth_prot",
                    "SHA",
                    List.of("MD5", "SHA", "SHA256", "SHA512"),
                    "How messages are authenticated"),
            AgentParameter.text("password", "Authentication password; passwd is the same"),
            AgentParameter.text("password_file", "File that holds the authentication password"),
            AgentParameter.choice(
                    "snmp_priv_prot", "AES", List.of("DES", "AES", "AES256"), "How messages are encrypted"),
            AgentParameter.text("snmp_priv_passwd", "Encryption password"),
            AgentParameter.text("snmp_priv_passwd_file", "File that holds the encryption password"),
            AgentParameter.choice(
                    "poe",
                    "auto",
                    List.of("auto", "yes", "no"),
                    "Whether the switch's PoE table must prove that power is gone: auto uses it once seen, no ignores it"),
            new AgentParameter(
                    "power_timeout",
                    "second",
                    false,
                    "10",
                    List.of(),
                    "How long a port may take to obey before it counts as not known"),
            AgentParameter.choice(
                    "method",
                    "auto",
                    List.of("auto", "ifadmin", "script", "rest"),
                    "How to cut the power: auto tries all that are configured, first the one last proven"),
            new AgentParameter(
                    "script_off",
                    "string",
                    false,
                    "fence-{port}-off",
                    List.of(),
                    "Script on the switch that cuts a port's power"),
            new AgentParameter(
                    "script_on",
                    "string",
                    false,
                    "fence-{port}-on",
                    List.of(),
                    "Script on the switch that gives it back"),
            AgentParameter.text("rest_url", "Address of the switch's REST interface, as https://192.168.88.1"),
            AgentParameter.text("rest_user", "User for REST"),
            AgentParameter.text("rest_password", "Password for REST"),
            AgentParameter.text("rest_password_file", "File that holds the password for REST"),
            AgentParameter.text(
                    "rest_certificate", "File that holds the switch's own certificate, the only one believed"),
            AgentParameter.text(
                    "storage_port", "Port that feeds what all nodes need: warned about if it is cut first"));

    private static final List<String> ACTIONS =
            List.of("off", "reboot", "status", "list", "monitor", "metadata", "validate-all");

    public static List<AgentParameter> parameters() {
        return PARAMETERS;
    }

    /** The whole document. */
    public static String xml() {
        return AgentParameter.document(
                "snmp-switch",
                "Power over a switch port, by SNMP, with proof",
                "Switches the port that feeds a node off, reads it back, and has the PoE table prove that no power flows."
                        + " Ports are found by name and never by index.",
                PARAMETERS,
                ACTIONS);
    }
}
