package crm.demo.simulation;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configurations for stories. */
public final class Tables {

    public static final InstanceId IP = InstanceId.of(new ResourceId("ip"));
    public static final InstanceId SITE = InstanceId.of(new ResourceId("site"));

    private Tables() {}

    /** A switch that fences, and a group of an address and a web server. */
    public static Configuration web(NodeName... names) {
        return web(Settings.NONE, names);
    }

    public static Configuration web(Settings options, NodeName... names) {
        var web = new Group(
                new ResourceId("web"),
                List.of(primitive("ip", "crm:floating-ip"), primitive("site", "crm:web-server")),
                Settings.NONE,
                Settings.NONE);
        var nodes = new ArrayList<Node>();
        for (NodeName name : names) {
            nodes.add(
                    new Node(name, Integer.toString(nodes.size() + 1), Node.Kind.MEMBER, Settings.NONE, Settings.NONE));
        }
        return new Configuration(
                options,
                nodes,
                List.of(primitive("switch", "stonith:snmp-switch"), web),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Settings.of("rsc-defaults", Map.of("resource-stickiness", "100")),
                Settings.NONE);
    }

    /** With one monitor, each ten seconds. */
    public static Primitive primitive(String id, String agent) {
        return primitive(id, agent, Settings.NONE);
    }

    public static Primitive primitive(String id, String agent, Settings parameters) {
        var monitor =
                new OperationSpec(id + "-monitor", "monitor", Duration.ofSeconds(10), Settings.NONE, Settings.NONE);
        return new Primitive(
                new ResourceId(id),
                AgentId.parse(agent).orElseThrow(),
                parameters,
                Settings.NONE,
                Settings.NONE,
                List.of(monitor),
                Optional.empty());
    }
}
