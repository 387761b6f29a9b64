package crm.demo.simulation;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.Constraint;
import crm.model.Constraint.ById;
import crm.model.Constraint.ForNode;
import crm.model.Constraint.Location;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Score;
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

    private static final String APART = "apart";

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

    /** Whether it is a fence device, which is no service. */
    public static boolean isDevice(Resource resource) {
        return resource.primitives().stream().anyMatch(p -> p.agent().isFencing());
    }

    /**
     * A switch, the group, and perhaps more that runs by itself, with it or never with it; and what {@link Repertoire} has.
     *
     * @param more for the latter
     */
    public static Configuration drawn(Chance chance, List<NodeName> names, Chance more) {
        return Repertoire.enrich(drawn(chance, names), more, names);
    }

    private static Configuration drawn(Chance chance, List<NodeName> names) {
        Configuration web = web(names.toArray(NodeName[]::new));
        if (chance.happens(0.4)) {
            return web;
        }
        var resources = new ArrayList<>(web.resources());
        resources.add(primitive("mail", "crm:web-server"));
        var constraints = new ArrayList<Constraint>();
        switch (chance.between(0, 3)) {
            case 0 -> constraints.add(together(APART, Score.NEVER));
            case 1 -> constraints.add(together("near", Score.of(50)));
            case 2 ->
                constraints.add(new Location(
                        "home",
                        new ById("mail"),
                        new ForNode(chance.pick(names), Score.of(200)),
                        Optional.empty(),
                        Optional.empty()));
            default -> {
                // It runs where it likes.
            }
        }
        return web.withResources(resources).withConstraints(constraints);
    }

    /** Of two that are never together, one stays down where only one node is left. */
    public static boolean canRun(Configuration configuration, InstanceId instance, List<NodeName> nodes) {
        boolean apart = configuration.constraints().stream().anyMatch(c -> c.id().equals(APART));
        return nodes.size() > 1 || !apart || !instance.resource().value().equals("mail");
    }

    private static Constraint together(String id, Score score) {
        return new Constraint.Colocation(
                id,
                score,
                List.of(),
                Optional.of(new Constraint.Member("mail", Optional.empty(), Optional.empty())),
                Optional.of(new Constraint.Member("web", Optional.empty(), Optional.empty())),
                Optional.empty(),
                Optional.empty());
    }
}
