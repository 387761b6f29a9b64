package crm.policy.rule;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.state.ClusterState;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Adds what a configuration implies: a node for every connection to a remote node, and for every resource that is a
 * guest node ({@code remote-node}) that node and the connection to it.
 */
final class ImpliedNodes {

    private static final AgentId CONNECTION = new AgentId("ocf", Optional.of("pacemaker"), "remote");
    private static final String GUEST = "remote-node";

    private final Configuration configuration;
    private final ClusterState state;
    private final Map<NodeName, Node> nodes = new LinkedHashMap<>();
    private final List<Resource> resources;

    ImpliedNodes(Configuration configuration, ClusterState state) {
        this.configuration = configuration;
        this.state = state;
        configuration.nodes().forEach(node -> nodes.put(node.name(), node));
        this.resources = new ArrayList<>(configuration.resources());
    }

    Configuration result() {
        for (Resource resource : configuration.resources()) {
            switch (resource) {
                case Resource.Primitive _, Resource.Group _ ->
                    resource.primitives().forEach(this::imply);
                case Resource.Clone _ -> {}
                case Resource.Bundle bundle -> imply(bundle);
            }
        }
        state.nodes().stream().flatMap(node -> node.history().stream()).forEach(this::remember);
        return configuration.withNodes(List.copyOf(nodes.values())).withResources(resources);
    }

    private void imply(Resource.Bundle bundle) {
        for (BundleReplicas.Replica replica : new BundleReplicas(bundle).replicas()) {
            replica.connection().ifPresent(connection -> add(connection.id(), Node.Kind.GUEST));
        }
    }

    private void imply(Resource.Primitive primitive) {
        if (primitive.agent().equals(CONNECTION)) {
            add(primitive.id(), Node.Kind.REMOTE);
        }
        Optional<ResourceId> guest = meta(primitive, GUEST).flatMap(ResourceId::parse);
        if (guest.isPresent() && configuration.resource(guest.get()).isEmpty()) {
            add(guest.get(), Node.Kind.GUEST);
            resources.add(connectionTo(guest.get(), primitive));
        }
    }

    /** A connection that is configured no more still leads to a node, until it is closed. */
    private void remember(ResourceHistory history) {
        // Asked first, for it is seldom so, and there are as many histories as resources times nodes.
        if (!history.agent().equals(CONNECTION)) {
            return;
        }
        ResourceId id = history.instance().resource();
        boolean known = nodes.containsKey(new NodeName(id.value()))
                || configuration.resource(id).isPresent();
        if (!known) {
            add(id, history.container().isPresent() ? Node.Kind.GUEST : Node.Kind.REMOTE);
        }
    }

    private Optional<String> meta(Resource.Primitive primitive, String name) {
        return primitive
                .meta()
                .get(name)
                .or(() -> configuration.templates().stream()
                        .filter(template -> primitive
                                .template()
                                .equals(Optional.of(template.id().value())))
                        .findFirst()
                        .flatMap(template -> template.meta().get(name)));
    }

    private void add(ResourceId id, Node.Kind kind) {
        var name = new NodeName(id.value());
        Node known = nodes.get(name);
        nodes.put(
                name,
                known == null
                        ? new Node(name, name.value(), kind, Settings.NONE, Settings.NONE)
                        : new Node(name, known.id(), kind, known.attributes(), known.utilization()));
    }

    private Resource.Primitive connectionTo(ResourceId guest, Resource.Primitive launcher) {
        var parameters = new LinkedHashMap<String, String>();
        meta(launcher, "remote-addr").ifPresent(address -> parameters.put("addr", address));
        meta(launcher, "remote-port").ifPresent(port -> parameters.put("port", port));
        var meta = new LinkedHashMap<String, String>();
        meta(launcher, "remote-allow-migrate").ifPresent(may -> meta.put("allow-migrate", may));
        meta(launcher, "is-managed").ifPresent(managed -> meta.put("is-managed", managed));
        return connection(guest, launcher.id(), parameters, meta, meta(launcher, "remote-connect-timeout"));
    }

    /** The connection to what runs inside another resource. */
    static Resource.Primitive connection(
            ResourceId id,
            ResourceId launcher,
            Map<String, String> parameters,
            Map<String, String> meta,
            Optional<String> startTimeout) {
        var all = new LinkedHashMap<>(meta);
        all.put("container", launcher.value());
        all.put(Definition.IMPLIED, "true");
        var operations = new ArrayList<OperationSpec>();
        operations.add(operation(id, "monitor", Duration.ofSeconds(30), "30s"));
        startTimeout.ifPresent(timeout -> operations.add(operation(id, "start", Duration.ZERO, timeout)));
        return new Resource.Primitive(
                id,
                CONNECTION,
                Settings.of(id + "-parameters", parameters),
                Settings.of(id + "-meta", all),
                Settings.NONE,
                operations,
                Optional.empty());
    }

    private static OperationSpec operation(ResourceId of, String name, Duration interval, String timeout) {
        String id = of + "-" + name;
        return new OperationSpec(
                id, name, interval, Settings.of(id + "-options", Map.of("timeout", timeout)), Settings.NONE);
    }
}
