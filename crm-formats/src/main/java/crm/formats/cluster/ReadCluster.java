package crm.formats.cluster;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.AlertTarget;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.Settings;
import crm.model.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sections of a cluster file. */
final class ReadCluster {

    private static final String CLUSTER_NAME = "cluster-name";
    private static final String NODE_NAME = "names hold no spaces, slashes or quotes";
    private static final List<String> ALERT_KINDS = List.of("nodes", "fencing", "resources", "attributes");

    private ReadCluster() {}

    static Configuration read(Section file) {
        Settings options = options(file);
        List<Node> nodes = file.take("nodes").map(ReadCluster::nodes).orElse(List.of());
        var templates = file.take("templates")
                .map(t -> new ReadResources(Map.of()).primitives(t, false))
                .orElse(List.of());
        var agents = new HashMap<String, AgentId>();
        templates.forEach(t -> agents.put(t.id().value(), t.agent()));
        List<Resource> resources = resources(file, new ReadResources(agents));
        var constraints = file.take("constraints").map(ReadConstraints::all).orElse(List.of());
        var levels = file.take("fencing-levels").map(ReadCluster::levels).orElse(List.of());
        var tags = file.take("tags").map(ReadCluster::tags).orElse(List.of());
        var alerts = file.take("alerts").map(ReadCluster::alerts).orElse(List.of());
        Optional<Section> defaults = file.take("defaults").flatMap(Item::section);
        Settings resourceDefaults =
                new ReadSettings(DefaultIds.RESOURCE_DEFAULTS).read(defaults.flatMap(d -> d.take("resources")));
        Settings operationDefaults =
                new ReadSettings(DefaultIds.OPERATION_DEFAULTS).read(defaults.flatMap(d -> d.take("operations")));
        defaults.ifPresent(d -> d.refuseRest("'defaults'"));
        file.refuseRest("a cluster file");
        return new Configuration(
                options,
                nodes,
                resources,
                templates,
                constraints,
                levels,
                tags,
                alerts,
                resourceDefaults,
                operationDefaults);
    }

    private static Settings options(Section file) {
        Optional<String> name = file.take("cluster").flatMap(Item::word);
        Optional<Item> options = file.take("options");
        if (name.isEmpty()) {
            return new ReadSettings(DefaultIds.OPTIONS).read(options);
        }
        if (options.isPresent() && options.get().isListing()) {
            options.get()
                    .error(
                            "'cluster' names the cluster, and options stand in sets",
                            "write cluster-name into one of the sets instead");
            return Settings.NONE;
        }
        var values = new LinkedHashMap<String, String>();
        values.put(CLUSTER_NAME, name.get());
        options.ifPresent(o -> o.values().forEach((option, value) -> {
            if (option.equals(CLUSTER_NAME)) {
                o.error("the cluster is named twice", "keep 'cluster:' and remove the option cluster-name");
            }
            values.put(option, value);
        }));
        return Settings.of(DefaultIds.OPTIONS, values);
    }

    private static List<Node> nodes(Item item) {
        var nodes = new ArrayList<Node>();
        List<Item> items = item.items();
        for (int i = 0; i < items.size(); i++) {
            String id = Integer.toString(i + 1);
            Item one = items.get(i);
            if (one.isMapping()) {
                one.section().flatMap(s -> node(s, id)).ifPresent(nodes::add);
            } else {
                one.made(NodeName::new, NODE_NAME)
                        .ifPresent(n -> nodes.add(new Node(n, id, Node.Kind.MEMBER, Settings.NONE, Settings.NONE)));
            }
        }
        return nodes;
    }

    private static Optional<Node> node(Section section, String position) {
        Optional<NodeName> name =
                section.need("name", "write the host name of the node").flatMap(i -> i.made(NodeName::new, NODE_NAME));
        Node.Kind kind = section.take("role").flatMap(ReadCluster::role).orElse(Node.Kind.MEMBER);
        String id = section.take("id")
                .flatMap(Item::word)
                .orElse(
                        kind == Node.Kind.REMOTE && name.isPresent()
                                ? name.get().value()
                                : position);
        Settings attributes = new ReadSettings(DefaultIds.nodeAttributes(id)).read(section.take("attributes"));
        Settings utilization = new ReadSettings(DefaultIds.utilization(DefaultIds.nodeAttributes(id)))
                .read(section.take("utilization"));
        section.refuseRest("a node");
        return name.map(n -> new Node(n, id, kind, attributes, utilization));
    }

    private static Optional<Node.Kind> role(Item item) {
        Optional<Node.Kind> kind = item.oneOf(Node.Kind.class);
        return kind.isPresent() && kind.get() == Node.Kind.GUEST
                ? item.wrong(
                        "a node cannot be declared a guest",
                        "remove the node, and give the resource it lives in the meta attribute remote-node: NAME")
                : kind;
    }

    /** Fence devices are resources too; the sections keep the order in which they stand in the file. */
    private static List<Resource> resources(Section file, ReadResources reading) {
        Optional<Item> fencing = file.take("fencing");
        Optional<Item> services = file.take("resources");
        List<Resource> all = new ArrayList<>();
        boolean fencingFirst = fencing.isEmpty()
                || services.isEmpty()
                || fencing.get().tree().place().line()
                        <= services.get().tree().place().line();
        List<Resource> devices =
                List.copyOf(fencing.map(f -> reading.primitives(f, true)).orElse(List.of()));
        List<Resource> run = services.map(reading::all).orElse(List.of());
        all.addAll(fencingFirst ? devices : run);
        all.addAll(fencingFirst ? run : devices);
        return all;
    }

    private static List<FencingLevel> levels(Item item) {
        var levels = new ArrayList<FencingLevel>();
        for (Item entry : item.items()) {
            entry.section().flatMap(ReadCluster::level).ifPresent(levels::add);
        }
        return levels;
    }

    private static Optional<FencingLevel> level(Section section) {
        Optional<FencingLevel.Target> target;
        if (section.has("pattern")) {
            target = section.take("pattern").flatMap(Item::word).map(FencingLevel.ByPattern::new);
        } else if (section.has("attribute")) {
            Optional<String> value = section.take("value").flatMap(Item::word);
            target = section.take("attribute")
                    .flatMap(Item::word)
                    .flatMap(name -> value.map(v -> new FencingLevel.ByAttribute(name, v)));
            if (value.isEmpty()) {
                section.item().error("'value' is missing", "write the value that the attribute has on those nodes");
            }
        } else {
            target = section.need("node", "write node: NAME, pattern: REGEX, or attribute: and value:")
                    .flatMap(i -> i.made(NodeName::new, NODE_NAME))
                    .map(FencingLevel.ByName::new);
        }
        int number = section.take("level").flatMap(i -> i.number(1, 9)).orElse(1);
        List<String> devices = section.need("devices", "write the fence devices, all of which must succeed")
                .map(Item::words)
                .orElse(List.of());
        Optional<String> id = section.take("id").flatMap(Item::word);
        section.refuseRest("a level of fencing");
        return target.map(
                t -> new FencingLevel(id.orElse(DefaultIds.fencingLevel(name(t), number)), t, number, devices));
    }

    static String name(FencingLevel.Target target) {
        return switch (target) {
            case FencingLevel.ByName byName -> byName.node().value();
            case FencingLevel.ByPattern _ -> "pattern";
            case FencingLevel.ByAttribute byAttribute -> byAttribute.attribute();
        };
    }

    private static List<Tag> tags(Item item) {
        var tags = new ArrayList<Tag>();
        item.section().ifPresent(section -> section.rest().forEach(tag -> tags.add(new Tag(tag.name(), tag.words()))));
        return tags;
    }

    private static List<AlertTarget> alerts(Item item) {
        var alerts = new ArrayList<AlertTarget>();
        for (Item entry : item.section().map(Section::rest).orElse(List.of())) {
            entry.section().flatMap(ReadCluster::alert).ifPresent(alerts::add);
        }
        return alerts;
    }

    private static Optional<AlertTarget> alert(Section section) {
        String id = section.item().name();
        Optional<String> path =
                section.need("path", "write the program that is told").flatMap(Item::word);
        List<String> kinds = section.take("kinds")
                .map(i -> i.items().stream()
                        .flatMap(k -> k
                                .word()
                                .filter(w -> ALERT_KINDS.contains(w)
                                        || k.wrong("alerts are of no kind '" + w + "'", Advice.nearest(w, ALERT_KINDS))
                                                .isPresent())
                                .stream())
                        .toList())
                .orElse(List.of());
        List<String> attributes = section.take("attributes").map(Item::words).orElse(List.of());
        Settings meta = new ReadSettings(DefaultIds.meta(id)).read(section.take("meta"));
        Settings environment = new ReadSettings(DefaultIds.parameters(id)).read(section.take("environment"));
        var recipients = new ArrayList<AlertTarget.Recipient>();
        List<Item> items = section.take("recipients").map(Item::items).orElse(List.of());
        for (int i = 0; i < items.size(); i++) {
            recipient(items.get(i), DefaultIds.recipient(id, i)).ifPresent(recipients::add);
        }
        section.refuseRest("an alert");
        return path.map(p -> new AlertTarget(id, p, meta, environment, recipients, kinds, attributes));
    }

    private static Optional<AlertTarget.Recipient> recipient(Item item, String defaultId) {
        if (!item.isMapping()) {
            return item.word().map(value -> new AlertTarget.Recipient(defaultId, value, Settings.NONE, Settings.NONE));
        }
        return item.section().flatMap(section -> {
            String id = section.take("id").flatMap(Item::word).orElse(defaultId);
            Optional<String> value = section.need("value", "write who is told").flatMap(Item::word);
            Settings meta = new ReadSettings(DefaultIds.meta(id)).read(section.take("meta"));
            Settings environment = new ReadSettings(DefaultIds.parameters(id)).read(section.take("environment"));
            section.refuseRest("a recipient");
            return value.map(v -> new AlertTarget.Recipient(id, v, meta, environment));
        });
    }
}
