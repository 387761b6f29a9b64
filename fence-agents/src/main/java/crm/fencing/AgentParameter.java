package crm.fencing;

import java.util.List;

/**
 * A parameter as the metadata of the Fence Agent API describes it.
 *
 * @param type {@code string}, {@code integer}, {@code second} or {@code select}
 * @param preset empty if there is none
 * @param options for {@code select}
 */
public record AgentParameter(
        String name, String type, boolean required, String preset, List<String> options, String text) {

    public AgentParameter {
        options = List.copyOf(options);
    }

    public static AgentParameter text(String name, String text) {
        return new AgentParameter(name, "string", false, "", List.of(), text);
    }

    public static AgentParameter text(String name, String preset, String text) {
        return new AgentParameter(name, "string", false, preset, List.of(), text);
    }

    public static AgentParameter seconds(String name, String preset, String text) {
        return new AgentParameter(name, "second", false, preset, List.of(), text);
    }

    public static AgentParameter choice(String name, String preset, List<String> options, String text) {
        return new AgentParameter(name, "select", false, preset, options, text);
    }

    /** The same, for an agent that knows devices without it. */
    public AgentParameter optional() {
        return new AgentParameter(name, type, false, preset, options, text);
    }

    /**
     * A whole document. Switching on is never automatic: a node that has no power cannot ask for it by joining.
     *
     * @param actions besides {@code on}
     */
    public static String document(
            String agent, String shortText, String longText, List<AgentParameter> parameters, List<String> actions) {
        var xml = new StringBuilder();
        xml.append("<?xml version=\"1.0\" ?>\n");
        xml.append("<resource-agent name=\"").append(agent).append("\" shortdesc=\"");
        xml.append(shortText).append("\">\n");
        xml.append("  <longdesc>").append(longText).append("</longdesc>\n");
        xml.append("  <vendor-url>https://help.mikrotik.com/docs/display/ROS/SNMP</vendor-url>\n");
        xml.append("  <parameters>\n");
        parameters.forEach(parameter -> parameter.append(xml));
        xml.append("  </parameters>\n  <actions>\n");
        xml.append("    <action name=\"on\" automatic=\"0\" />\n");
        actions.forEach(
                action -> xml.append("    <action name=\"").append(action).append("\" />\n"));
        return xml.append("  </actions>\n</resource-agent>\n").toString();
    }

    private void append(StringBuilder xml) {
        xml.append("    <parameter name=\"").append(name);
        xml.append("\" unique=\"0\" required=\"").append(required ? 1 : 0).append("\">\n");
        xml.append("      <getopt mixed=\"--").append(name.replace('_', '-')).append("=[value]\" />\n");
        xml.append("      <content type=\"").append(type).append('"');
        if (!preset.isEmpty()) {
            xml.append(" default=\"").append(preset).append('"');
        }
        if (options.isEmpty()) {
            xml.append(" />\n");
        } else {
            xml.append(">\n");
            options.forEach(option ->
                    xml.append("        <option value=\"").append(option).append("\" />\n"));
            xml.append("      </content>\n");
        }
        xml.append("      <shortdesc lang=\"en\">").append(text).append("</shortdesc>\n    </parameter>\n");
    }
}
