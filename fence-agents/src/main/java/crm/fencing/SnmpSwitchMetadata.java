package crm.fencing;

import java.util.List;

/** What {@code stonith:snmp-switch} says about itself, in the XML of the Fence Agent API. */
public final class SnmpSwitchMetadata {

    private SnmpSwitchMetadata() {}

    /** @param type {@code string}, {@code integer}, {@code second} or {@code select} */
    record Parameter(String name, String type, boolean required, String preset, List<String> options, String text) {

        static Parameter text(String name, String text) {
            return new Parameter(name, "string", false, "", List.of(), text);
        }

        static Parameter choice(String name, String preset, List<String> options, String text) {
            return new Parameter(name, "select", false, preset, options, text);
        }
    }

    static final List<Parameter> PARAMETERS = List.of(
            new Parameter("ip", "string", true, "", List.of(), "Address of the switch; ipaddr is the same"),
            new Parameter("ipport", "integer", false, "161", List.of(), "UDP port of its SNMP agent"),
            Parameter.choice("snmp_version", "2c", List.of("1", "2c", "3"), "Version of SNMP"),
            Parameter.text("community", "Community that may write, for versions 1 and 2c"),
            Parameter.text("community_file", "File that holds the community"),
            Parameter.text("username", "User, for version 3; login is the same"),
            Parameter.choice(
                    "snmp_sec_level",
                    "authPriv",
                    List.of("noAuthNoPriv", "authNoPriv", "authPriv"),
                    "How version 3 protects messages"),
            Parameter.choice(
                    "snmp_auth_prot",
                    "SHA",
                    List.of("MD5", "SHA", "SHA256", "SHA512"),
                    "How messages are authenticated"),
            Parameter.text("password", "Authentication password; passwd is the same"),
            Parameter.text("password_file", "File that holds the authentication password"),
            Parameter.choice("snmp_priv_prot", "AES", List.of("DES", "AES", "AES256"), "How messages are encrypted"),
            Parameter.text("snmp_priv_passwd", "Encryption password"),
            Parameter.text("snmp_priv_passwd_file", "File that holds the encryption password"),
            Parameter.choice(
                    "poe",
                    "auto",
                    List.of("auto", "yes", "no"),
                    "Whether the switch's PoE table must prove that power is gone: auto uses it once seen, no ignores it"),
            new Parameter(
                    "power_timeout",
                    "second",
                    false,
                    "10",
                    List.of(),
                    "How long a port may take to obey before it counts as not known"),
            Parameter.choice(
                    "method",
                    "auto",
                    List.of("auto", "ifadmin", "script", "rest"),
                    "How to cut the power: auto tries all that are configured, first the one last proven"),
            new Parameter(
                    "script_off",
                    "string",
                    false,
                    "fence-{port}-off",
                    List.of(),
                    "Script on the switch that cuts a port's power"),
            new Parameter(
                    "script_on",
                    "string",
                    false,
                    "fence-{port}-on",
                    List.of(),
                    "Script on the switch that gives it back"),
            Parameter.text("rest_url", "Address of the switch's REST interface, as https://192.168.88.1"),
            Parameter.text("rest_user", "User for REST"),
            Parameter.text("rest_password", "Password for REST"),
            Parameter.text("rest_password_file", "File that holds the password for REST"),
            Parameter.text("rest_certificate", "File that holds the switch's own certificate, the only one believed"),
            Parameter.text("storage_port", "Port that feeds what all nodes need: warned about if it is cut first"));

    private static final List<String> ACTIONS =
            List.of("off", "reboot", "status", "list", "monitor", "metadata", "validate-all");

    /** The whole document. */
    public static String xml() {
        var xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" ?>\n");
        xml.append(
                "<resource-agent name=\"snmp-switch\" shortdesc=\"Power over a switch port, by SNMP, with proof\">\n");
        xml.append("  <longdesc>Switches the port that feeds a node off with IF-MIB, reads it back, and has the PoE")
                .append(" table prove that no power flows. Ports are found by name and never by index.</longdesc>\n");
        xml.append("  <vendor-url>https://help.mikrotik.com/docs/display/ROS/SNMP</vendor-url>\n");
        xml.append("  <parameters>\n");
        PARAMETERS.forEach(parameter -> append(xml, parameter));
        xml.append("  </parameters>\n  <actions>\n");
        // Never automatic: a node that has no power cannot ask for it by joining.
        xml.append("    <action name=\"on\" automatic=\"0\" />\n");
        ACTIONS.forEach(
                action -> xml.append("    <action name=\"").append(action).append("\" />\n"));
        return xml.append("  </actions>\n</resource-agent>\n").toString();
    }

    private static void append(StringBuilder xml, Parameter parameter) {
        xml.append("    <parameter name=\"").append(parameter.name());
        xml.append("\" unique=\"0\" required=\"")
                .append(parameter.required() ? 1 : 0)
                .append("\">\n");
        xml.append("      <getopt mixed=\"--")
                .append(parameter.name().replace('_', '-'))
                .append("=[value]\" />\n");
        xml.append("      <content type=\"").append(parameter.type()).append('"');
        if (!parameter.preset().isEmpty()) {
            xml.append(" default=\"").append(parameter.preset()).append('"');
        }
        if (parameter.options().isEmpty()) {
            xml.append(" />\n");
        } else {
            xml.append(">\n");
            parameter
                    .options()
                    .forEach(option -> xml.append("        <option value=\"")
                            .append(option)
                            .append("\" />\n"));
            xml.append("      </content>\n");
        }
        xml.append("      <shortdesc lang=\"en\">").append(parameter.text()).append("</shortdesc>\n    </parameter>\n");
    }
}
