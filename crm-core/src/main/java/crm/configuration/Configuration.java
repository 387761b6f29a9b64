package crm.configuration;

import crm.model.AlertTarget;
import crm.model.Constraint;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a person decides about a cluster, in the order in which it was written. Fence devices are primitives of
 * class {@code stonith} among the resources, as in Pacemaker.
 *
 * @param options cluster options ({@code crm_config}), such as {@code no-quorum-policy}
 * @param templates primitives that are not run but lend their content ({@code <template>})
 * @param resourceDefaults defaults for meta attributes of resources ({@code rsc_defaults})
 * @param operationDefaults defaults for options of operations ({@code op_defaults})
 */
public record Configuration(
        Settings options,
        List<Node> nodes,
        List<Resource> resources,
        List<Resource.Primitive> templates,
        List<Constraint> constraints,
        List<FencingLevel> fencingTopology,
        List<Tag> tags,
        List<AlertTarget> alerts,
        Settings resourceDefaults,
        Settings operationDefaults) {

    /** A cluster about which nothing has been said. */
    public static final Configuration EMPTY = new Configuration(
            Settings.NONE,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Settings.NONE,
            Settings.NONE);

    public Configuration {
        nodes = List.copyOf(nodes);
        resources = List.copyOf(resources);
        templates = List.copyOf(templates);
        constraints = List.copyOf(constraints);
        fencingTopology = List.copyOf(fencingTopology);
        tags = List.copyOf(tags);
        alerts = List.copyOf(alerts);
    }

    /** The same configuration with other nodes. */
    public Configuration withNodes(List<Node> changed) {
        return new Configuration(
                options,
                changed,
                resources,
                templates,
                constraints,
                fencingTopology,
                tags,
                alerts,
                resourceDefaults,
                operationDefaults);
    }

    /**
     * The same configuration with the nodes of another that it does not name; remote nodes excepted. Nodes come by joining
     * and go by being removed, and not because a file is older than they are.
     */
    public Configuration keepingNodesOf(Configuration other) {
        var kept = new ArrayList<>(nodes);
        for (Node node : other.nodes()) {
            if (node.kind() != Node.Kind.REMOTE && node(node.name()).isEmpty()) {
                boolean taken = kept.stream().anyMatch(n -> n.id().equals(node.id()));
                String id = taken ? nextNodeId(kept) : node.id();
                kept.add(new Node(node.name(), id, node.kind(), node.attributes(), node.utilization()));
            }
        }
        return kept.equals(nodes) ? this : withNodes(kept);
    }

    /** Alert programs tell nodes by their number, so one that was removed leaves its number unused. */
    public static String nextNodeId(List<Node> nodes) {
        int last = nodes.stream()
                .map(Node::id)
                .filter(id -> id.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
        return Integer.toString(last + 1);
    }

    /** The same configuration with other resources. */
    public Configuration withResources(List<Resource> changed) {
        return new Configuration(
                options,
                nodes,
                changed,
                templates,
                constraints,
                fencingTopology,
                tags,
                alerts,
                resourceDefaults,
                operationDefaults);
    }

    /** The same configuration with other constraints. */
    public Configuration withConstraints(List<Constraint> changed) {
        return new Configuration(
                options,
                nodes,
                resources,
                templates,
                changed,
                fencingTopology,
                tags,
                alerts,
                resourceDefaults,
                operationDefaults);
    }

    /** The same configuration with other cluster options. */
    public Configuration withOptions(Settings changed) {
        return new Configuration(
                changed,
                nodes,
                resources,
                templates,
                constraints,
                fencingTopology,
                tags,
                alerts,
                resourceDefaults,
                operationDefaults);
    }

    public Optional<Node> node(NodeName name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** The resource of that id, at whatever depth it stands. */
    public Optional<Resource> resource(ResourceId id) {
        return find(resources, id);
    }

    private static Optional<Resource> find(List<? extends Resource> among, ResourceId id) {
        for (Resource resource : among) {
            if (resource.id().equals(id)) {
                return Optional.of(resource);
            }
            Optional<Resource> inside = find(resource.children(), id);
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    /** Every primitive, at whatever depth, in configured order. */
    public List<Resource.Primitive> primitives() {
        return resources.stream().flatMap(r -> r.primitives().stream()).toList();
    }

    /** The configured operations of a primitive; empty if there is no such primitive. */
    public List<OperationSpec> operations(ResourceId primitive) {
        return resource(primitive)
                .filter(Resource.Primitive.class::isInstance)
                .map(r -> ((Resource.Primitive) r).operations())
                .orElse(List.of());
    }
}
