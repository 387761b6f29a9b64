package crm.formats.pacemaker;

import crm.configuration.Configuration;
import crm.model.NodeName;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.PlannedAction;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The transition graph as Pacemaker's controller reads it. */
public final class GraphXml {

    private final Plan plan;
    private final Graph graph;
    private final Configuration configuration;
    private final Map<NodeName, String> nodeIds = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private GraphXml(Plan plan, Configuration configuration) {
        this.plan = plan;
        this.graph = Graph.of(plan);
        this.configuration = configuration;
        for (NodeOutlook node : plan.nodes()) {
            nodeIds.put(node.name(), node.id());
        }
    }

    /** The graph of a plan made for a configuration, from which the header repeats some options. */
    public static String of(Plan plan, Configuration configuration) {
        return new GraphXml(plan, configuration).write();
    }

    private String write() {
        List<PlannedAction> actions = graph.actions();
        open("transition_graph", header(), actions.isEmpty());
        for (int number = 0; number < actions.size(); number++) {
            writeSynapse(number, actions.get(number));
        }
        if (!actions.isEmpty()) {
            out.append("</transition_graph>\n");
        }
        return out.toString();
    }

    private SequencedMap<String, String> header() {
        var header = new LinkedHashMap<String, String>();
        header.put("cluster-delay", option("cluster-delay").orElse("60s"));
        header.put("fencing-timeout", option("fencing-timeout").orElse("60s"));
        header.put("failed-stop-offset", "INFINITY");
        boolean fatal = option("start-failure-is-fatal").map(Words::isTrue).orElse(true);
        header.put("failed-start-offset", fatal ? "INFINITY" : "1");
        option("batch-limit").ifPresent(limit -> header.put("batch-limit", limit));
        header.put("transition_id", "1");
        option("migration-limit")
                .filter(limit -> limit.matches("[0-9]+"))
                .ifPresent(limit -> header.put("migration-limit", limit));
        plan.transition().lookAgain().ifPresent(at -> header.put("recheck-by", Long.toString(at.getEpochSecond())));
        return header;
    }

    private Optional<String> option(String name) {
        return configuration.options().get(name);
    }

    private void writeSynapse(int number, PlannedAction action) {
        out.append("  ");
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", Integer.toString(number));
        if (action.priority() > 0) {
            attributes.put("priority", Integer.toString(action.priority()));
        }
        open("synapse", attributes, false);
        out.append("    <action_set>\n");
        writeAction(action);
        out.append("    </action_set>\n");
        List<PlannedAction> inputs =
                action.inputs().stream().flatMap(i -> graph.action(i).stream()).toList();
        if (inputs.isEmpty()) {
            out.append("    <inputs/>\n");
        } else {
            out.append("    <inputs>\n");
            inputs.forEach(this::writeTrigger);
            out.append("    </inputs>\n");
        }
        out.append("  </synapse>\n");
    }

    private void writeTrigger(PlannedAction input) {
        out.append("      <trigger>\n        ");
        open(element(input), attributes(input), true);
        out.append("      </trigger>\n");
    }

    private static String element(PlannedAction action) {
        if (action.pseudo()) {
            return "pseudo_event";
        }
        return switch (action.kind()) {
            case RESOURCE -> "rsc_op";
            case CLUSTER -> "crm_event";
        };
    }

    private SequencedMap<String, String> attributes(PlannedAction action) {
        var attributes = new LinkedHashMap<String, String>();
        if (action.task().equals("lrm_delete")) {
            attributes.put("mode", "cib");
        }
        attributes.put("id", Integer.toString(action.number()));
        attributes.put("operation", action.task());
        String key = graph.key(action);
        attributes.put("operation_key", key);
        if (!key.equals(action.key())) {
            attributes.put("internal_operation_key", action.key());
        }
        if (!action.pseudo() || action.task().equals("stonith")) {
            action.node().ifPresent(node -> {
                attributes.put("on_node", node.value());
                attributes.put("on_node_uuid", nodeId(node));
            });
            action.router().ifPresent(node -> attributes.put("router_node", node.value()));
        }
        action.lockedSince().ifPresent(since -> attributes.put("shutdown-lock", Long.toString(since.getEpochSecond())));
        return attributes;
    }

    private String nodeId(NodeName node) {
        return nodeIds.getOrDefault(node, node.value());
    }

    private void writeAction(PlannedAction action) {
        out.append("      ");
        open(element(action), attributes(action), false);
        if (!action.pseudo()) {
            graph.name(action).ifPresent(this::writePrimitive);
        }
        writeParameters(action);
        if (!action.downs().isEmpty()) {
            out.append("        <downed>\n");
            for (NodeName node : action.downs()) {
                out.append("          ");
                open("node", one("id", nodeId(node)), true);
            }
            out.append("        </downed>\n");
        }
        out.append("      </").append(element(action)).append(">\n");
    }

    private void writePrimitive(Graph.Named named) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("id", named.id());
        named.longId().ifPresent(longId -> attributes.put("long-id", longId));
        named.resource().agent().ifPresent(agent -> {
            attributes.put("class", agent.standard());
            agent.provider().ifPresent(provider -> attributes.put("provider", provider));
            attributes.put("type", agent.type());
        });
        out.append("        ");
        open("primitive", attributes, true);
    }

    /** Parameters and meta attributes in one list; names that XML does not allow get an element each. */
    private void writeParameters(PlannedAction action) {
        var attributes = new TreeMap<String, String>();
        var parameters = new LinkedHashMap<String, String>();
        action.parameters().forEach((name, value) -> {
            if (isXmlName(name)) {
                attributes.put(name, value);
            } else {
                parameters.put(name, value);
            }
        });
        action.meta().forEach((name, value) -> attributes.put("CRM_meta_" + name.replace('-', '_'), value));
        out.append("        ");
        open("attributes", attributes, parameters.isEmpty());
        if (!parameters.isEmpty()) {
            parameters.forEach((name, value) -> {
                var param = one("name", name);
                param.put("value", value);
                out.append("          ");
                open("param", param, true);
            });
            out.append("        </attributes>\n");
        }
    }

    private static boolean isXmlName(String name) {
        return name.matches("[A-Za-z_:][-A-Za-z0-9_:.]*");
    }

    private static SequencedMap<String, String> one(String name, String value) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put(name, value);
        return attributes;
    }

    private void open(String name, Map<String, String> attributes, boolean empty) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            escape(value);
            out.append('"');
        });
        out.append(empty ? "/>\n" : ">\n");
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\n' -> out.append("&#10;");
                case '\r' -> out.append("&#13;");
                case '\t' -> out.append("&#9;");
                default -> out.append(c);
            }
        }
    }
}
