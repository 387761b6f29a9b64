package crm.demo.simulation;

import crm.configuration.Configuration;
import crm.model.Constraint;
import crm.model.Constraint.ById;
import crm.model.Constraint.ForNode;
import crm.model.Constraint.Location;
import crm.model.Constraint.Member;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.Resource.Clone;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Score;
import crm.model.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What runs in drawn worlds besides {@link Tables#drawn}, and how much of it may be active at once: clones, promotable
 * ones, such whose instances differ, cloned groups, and a service that is migrated live.
 */
public final class Repertoire {

    private static final String CLONE_MAX = "clone-max";
    private static final double SHARE = 0.25;

    private Repertoire() {}

    /** Adds some of that in half of the worlds. */
    static Configuration enrich(Configuration table, Chance chance, List<NodeName> names) {
        if (chance.happens(0.5)) {
            return table;
        }
        var resources = new ArrayList<>(table.resources());
        var constraints = new ArrayList<>(table.constraints());
        if (chance.happens(SHARE)) {
            resources.add(clone("proxy", Tables.primitive("proxy", "crm:web-server"), mostly(chance, names)));
        }
        if (chance.happens(SHARE)) {
            var meta = new LinkedHashMap<>(Map.of("globally-unique", "true", "clone-node-max", "2"));
            meta.put(CLONE_MAX, Integer.toString(chance.between(1, 2)));
            resources.add(clone("shard", Tables.primitive("shard", "crm:web-server"), meta));
        }
        if (chance.happens(SHARE)) {
            var pair = new Group(
                    new ResourceId("pair"),
                    List.of(Tables.primitive("store", "crm:web-server"), Tables.primitive("cache", "crm:web-server")),
                    Settings.NONE,
                    Settings.NONE);
            resources.add(clone("pair", pair, mostly(chance, names)));
        }
        if (chance.happens(2 * SHARE)) {
            promotable(resources, constraints, chance, names);
        }
        if (chance.happens(2 * SHARE)) {
            resources.add(migratable());
            constraints.add(location("vm-home", "vm", chance.pick(names), 150, Optional.empty()));
        }
        return table.withResources(resources).withConstraints(constraints);
    }

    /** One of each, with failures that are forgotten after a while and nobody kept off for having been fenced often. */
    public static Configuration enduring(List<NodeName> names) {
        Configuration table = Tables.web(
                Settings.of("options", Map.of("fencing-quarantine-after", "1000000")), names.toArray(NodeName[]::new));
        var resources = new ArrayList<>(table.resources());
        resources.add(clone("proxy", Tables.primitive("proxy", "crm:web-server"), Map.of()));
        resources.add(clone("db", database(), Map.of("promotable", "true")));
        resources.add(migratable());
        var constraints = new ArrayList<Constraint>();
        names.forEach(
                node -> constraints.add(location("db-on-" + node, "db-clone", node, 10, Optional.of(Role.PROMOTED))));
        return new Configuration(
                table.options(),
                table.nodes(),
                resources,
                table.templates(),
                constraints,
                table.fencingTopology(),
                table.tags(),
                table.alerts(),
                Settings.of("defaults", new TreeMap<>(Map.of("resource-stickiness", "100", "failure-timeout", "60s"))),
                table.operationDefaults());
    }

    private static Map<String, String> mostly(Chance chance, List<NodeName> names) {
        var meta = new HashMap<String, String>();
        if (chance.happens(0.5)) {
            meta.put(CLONE_MAX, Integer.toString(Math.max(1, names.size() - 1)));
        }
        if (chance.happens(0.3)) {
            meta.put("interleave", "true");
        }
        return meta;
    }

    /** A clone of that id, with {@code -clone} after it. */
    static Clone clone(String id, Resource child, Map<String, String> meta) {
        return new Clone(
                new ResourceId(id + "-clone"),
                child,
                Settings.NONE,
                Settings.of(id + "-clone-meta", new TreeMap<>(meta)));
    }

    /** In half of them the web site wants to be where the promoted instance is. */
    private static void promotable(
            List<Resource> resources, List<Constraint> constraints, Chance chance, List<NodeName> names) {
        var meta = mostly(chance, names);
        meta.put("promotable", "true");
        meta.put("notify", Boolean.toString(chance.happens(0.3)));
        resources.add(clone("db", database(), meta));
        for (int i = 0; i < names.size(); i++) {
            constraints.add(
                    location("db-promoted-" + i, "db-clone", names.get(i), 10 * i + 10, Optional.of(Role.PROMOTED)));
        }
        if (chance.happens(0.5)) {
            constraints.add(new Constraint.Colocation(
                    "web-with-db",
                    Score.of(500),
                    List.of(),
                    Optional.of(new Member("web", Optional.empty(), Optional.empty())),
                    Optional.of(new Member("db-clone", Optional.of(Role.PROMOTED), Optional.empty())),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    /** It is monitored when promoted, too. */
    static Primitive database() {
        Primitive plain = Tables.primitive("db", "crm:web-server");
        var operations = new ArrayList<>(plain.operations());
        operations.add(new OperationSpec(
                "db-monitor-promoted",
                "monitor",
                Duration.ofSeconds(11),
                Settings.of("db-monitor-promoted-meta", Map.of("role", "Promoted")),
                Settings.NONE));
        return new Primitive(
                plain.id(),
                plain.agent(),
                plain.parameters(),
                plain.meta(),
                plain.utilization(),
                operations,
                plain.template());
    }

    /** It moves without being stopped. */
    static Primitive migratable() {
        Primitive plain = Tables.primitive("vm", "crm:web-server");
        return new Primitive(
                plain.id(),
                plain.agent(),
                plain.parameters(),
                Settings.of("vm-meta", Map.of("allow-migrate", "true")),
                plain.utilization(),
                plain.operations(),
                plain.template());
    }

    static Location location(String id, String resource, NodeName node, int score, Optional<Role> role) {
        return new Location(id, new ById(resource), new ForNode(node, Score.of(score)), role, Optional.empty());
    }

    /** The clone that a primitive is in, if it is in one. */
    public static Optional<Clone> clone(Configuration configuration, ResourceId primitive) {
        return configuration.resources().stream()
                .filter(Clone.class::isInstance)
                .map(Clone.class::cast)
                .filter(clone -> clone.primitives().stream().anyMatch(p -> p.id().equals(primitive)))
                .findFirst();
    }

    /** How many instances of a clone there may be in the whole cluster. */
    public static int instances(Configuration configuration, Clone clone) {
        return number(clone, CLONE_MAX, configuration.nodes().size());
    }

    /** How many of them may be on one node. */
    public static int perNode(Clone clone) {
        return number(clone, "clone-node-max", 1);
    }

    /** How many of them may be promoted; none if it is not promotable. */
    public static int promoted(Clone clone) {
        boolean promotable =
                clone.meta().get("promotable").filter("true"::equals).isPresent();
        return promotable ? number(clone, "promoted-max", 1) : 0;
    }

    /** How many of them will be at least, with these nodes: only some are good enough for it, and may be left without one. */
    public static int promotable(Configuration configuration, Clone clone, List<NodeName> nodes) {
        long good = configuration.constraints().stream()
                .filter(Location.class::isInstance)
                .map(Location.class::cast)
                .filter(wish -> wish.role().isPresent()
                        && wish.resource().equals(new ById(clone.id().value())))
                .filter(wish -> wish.wish() instanceof ForNode(NodeName node, Score _) && nodes.contains(node))
                .count();
        long missed = Math.max(0, nodes.size() - instances(configuration, clone));
        return Math.clamp(good - missed, 0, promoted(clone));
    }

    /** Whether its instances are not the same. */
    public static boolean unique(Clone clone) {
        return clone.meta().get("globally-unique").filter("true"::equals).isPresent();
    }

    /**
     * On how many nodes something may be active at once. An instance without a number, of a clone whose instances are all
     * the same, stands for any of them.
     */
    public static int nodesAtMost(Configuration configuration, InstanceId instance) {
        return clone(configuration, instance.resource())
                .filter(clone -> instance.number().isEmpty())
                .map(clone -> instances(configuration, clone))
                .orElse(1);
    }

    /** Whether that many nodes have room for everything: one has none for what must not be together. */
    public static boolean fits(Configuration configuration, int nodes) {
        return nodes > 1
                && configuration.resources().stream()
                        .filter(Clone.class::isInstance)
                        .map(Clone.class::cast)
                        .allMatch(clone -> instances(configuration, clone) <= nodes * perNode(clone));
    }

    private static int number(Clone clone, String name, int otherwise) {
        return clone.meta().get(name).map(Integer::parseInt).orElse(otherwise);
    }
}
