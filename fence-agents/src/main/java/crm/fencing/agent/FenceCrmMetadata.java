package crm.fencing.agent;

import crm.fencing.AgentParameter;
import crm.fencing.SnmpSwitchMetadata;
import java.util.ArrayList;
import java.util.List;

/** What {@code fence_crm} says about itself. */
final class FenceCrmMetadata {

    private static final List<AgentParameter> OWN = List.of(
            AgentParameter.choice(
                    "action",
                    "reboot",
                    List.of(
                            "on",
                            "off",
                            "reboot",
                            "status",
                            "list",
                            "list-status",
                            "monitor",
                            "validate-all",
                            "self-test"),
                    "What to do"),
            AgentParameter.text("plug", "Port that feeds the node, by name; several separated by commas"),
            AgentParameter.choice(
                    "device", "snmp-switch", List.of("snmp-switch", "clusterhat"), "What feeds the nodes"),
            AgentParameter.seconds("delay", "0", "Wait before switching off"),
            AgentParameter.seconds("power_wait", "5", "How long a node stays off in a reboot"),
            AgentParameter.text("program", "For clusterhat: the program that switches, clusterctrl unless given"),
            AgentParameter.text("controller", "For clusterhat: the Pi that carries the board, reached by ssh"));

    private static final List<String> ACTIONS =
            List.of("off", "reboot", "status", "list", "list-status", "monitor", "metadata", "validate-all");

    private FenceCrmMetadata() {}

    static String xml() {
        var parameters = new ArrayList<>(OWN);
        SnmpSwitchMetadata.parameters().stream().map(AgentParameter::optional).forEach(parameters::add);
        return AgentParameter.document(
                "fence_crm",
                "Power with proof: a PoE switch by SNMP, or a ClusterHAT",
                "Switches the port that feeds a node off, reads it back, and has the PoE table prove that no power flows."
                        + " Success is never reported without that proof. Ports are found by name, never by index.",
                parameters,
                ACTIONS);
    }
}
