package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Parameters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which disk of which target, and as whom this node asks for it.
 *
 * @param initiator the initiator name
 */
record Lun(String host, int port, String target, int number, String initiator) {

    private static final Pattern PORTAL = Pattern.compile("\\[?([0-9a-zA-Z.:-]+?)]?(?::(\\d{1,5}))?");
    private static final int USUAL_PORT = 3260;

    static Lun of(Parameters parameters) throws AgentFailure {
        String portal = parameters.required("portal");
        Matcher matcher = PORTAL.matcher(portal);
        if (!matcher.matches()) {
            throw AgentFailure.misconfigured("parameter portal is '" + portal + "', not like 192.168.88.5:3260");
        }
        int port = matcher.group(2) == null ? USUAL_PORT : Integer.parseInt(matcher.group(2));
        String initiator = parameters
                .text("initiator")
                .orElse("iqn.2026-11.crm:" + parameters.call().node());
        return new Lun(
                matcher.group(1),
                port,
                name(parameters.required("target"), "target"),
                parameters.number("lun", 0, 255),
                name(initiator, "initiator"));
    }

    /** Names go into command lines whose syntax has commas. */
    private static String name(String name, String parameter) throws AgentFailure {
        if (!name.matches("(iqn|eui|naa)\\.[0-9A-Za-z.:_-]+")) {
            throw AgentFailure.misconfigured(
                    "parameter " + parameter + " is '" + name + "', not an iSCSI name (iqn.…)");
        }
        return name;
    }

    String portal() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
