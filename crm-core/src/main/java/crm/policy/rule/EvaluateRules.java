package crm.policy.rule;

import crm.configuration.ClusterOptions;
import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.Constraint;
import crm.model.NameValueSet;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Rule;
import crm.model.Settings;
import crm.model.Tag;
import crm.state.ClusterState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Turns the configuration as written into the configuration as it holds now. */
public final class EvaluateRules {

    private final Configuration configuration;
    private final ClusterState state;
    private final NextChange changes;
    private final RuleEvaluation rules;
    private final SequencedMap<NodeName, NodeFacts> nodes = new LinkedHashMap<>();
    private final SequencedMap<ResourceId, Definition> definitions = new LinkedHashMap<>();

    public EvaluateRules(Configuration configuration, ClusterState state, Instant now) {
        this.configuration = new ImpliedNodes(configuration, state).result();
        this.state = state;
        this.changes = new NextChange(now);
        this.rules = RuleEvaluation.at(now, changes);
    }

    public EffectiveConfiguration result() {
        ClusterOptions options = new ClusterOptions(rules.values(configuration.options()));
        readNodes(options);
        configuration.resources().forEach(resource -> define(resource, Optional.empty()));
        List<Tag> tags = tags();
        List<NodeWish> wishes = new ArrayList<>();
        List<Constraint> relations = new ArrayList<>();
        for (Constraint constraint : configuration.constraints()) {
            switch (constraint) {
                case Constraint.Location location ->
                    wishes.addAll(
                            new EvaluateLocation(location, configuration, tags, nodes, definitions, rules).result());
                case Constraint.Colocation colocation -> relations.add(colocation);
                case Constraint.Ordering ordering -> relations.add(ordering);
                case Constraint.TicketDependency ticket -> relations.add(ticket);
            }
        }
        return new EffectiveConfiguration(
                options,
                nodes,
                configuration.resources(),
                definitions,
                wishes,
                relations,
                configuration.fencingTopology(),
                tags,
                operationDefaults(),
                changes.earliest());
    }

    /** A constraint that names a template means all resources made from it. */
    private List<Tag> tags() {
        var tags = new ArrayList<Tag>(configuration.tags());
        for (Resource.Primitive template : configuration.templates()) {
            String id = template.id().value();
            tags.add(new Tag(
                    id,
                    configuration.resources().stream()
                            .flatMap(resource -> resource.primitives().stream())
                            .filter(primitive -> primitive.template().equals(Optional.of(id)))
                            .map(primitive -> primitive.id().value())
                            .toList()));
        }
        return tags;
    }

    private OperationDefaults operationDefaults() {
        return new OperationDefaults(configuration.operationDefaults().byPrecedence().stream()
                .map(set -> new OperationDefaults.Conditional(set, rules))
                .toList());
    }

    /** Nodes by name, so that what follows never depends on the order in which they became known. */
    private void readNodes(ClusterOptions options) {
        var byName = new TreeMap<NodeName, Node>();
        configuration.nodes().forEach(node -> byName.put(node.name(), node));
        for (Node node : byName.values()) {
            var attributes = new LinkedHashMap<String, String>();
            attributes.put("#uname", node.name().value());
            attributes.put("#id", node.id());
            attributes.put("#kind", kind(node));
            attributes.put("#is_dc", Boolean.toString(state.leader().equals(Optional.of(node.name()))));
            attributes.put("#cluster-name", options.clusterName());
            state.node(node.name())
                    .ifPresent(known -> known.attributes().values().forEach(attributes::putIfAbsent));
            RuleEvaluation here = rules.on(new NodeFacts(node, attributes, new LinkedHashMap<>()));
            here.values(node.attributes()).forEach(attributes::putIfAbsent);
            Optional.ofNullable(attributes.get("site-name"))
                    .ifPresentOrElse(
                            site -> attributes.put("#site-name", site),
                            () -> attributes.put("#site-name", options.clusterName()));
            nodes.put(node.name(), new NodeFacts(node, attributes, here.values(node.utilization())));
        }
    }

    private static String kind(Node node) {
        return switch (node.kind()) {
            case MEMBER, WITNESS -> "cluster";
            case REMOTE -> "remote";
            case GUEST -> "container";
        };
    }

    private void define(Resource resource, Optional<Definition> parent) {
        Definition definition = switch (resource) {
            case Resource.Primitive primitive -> primitive(primitive, parent);
            case Resource.Group group -> collective(group, group.parameters(), parent);
            case Resource.Clone clone -> collective(clone, clone.parameters(), parent);
            case Resource.Bundle bundle -> collective(bundle, Settings.NONE, parent);
        };
        definitions.put(resource.id(), definition);
        if (resource instanceof Resource.Bundle bundle) {
            defineParts(bundle, definition);
        } else {
            resource.children().forEach(child -> define(child, Optional.of(definition)));
        }
    }

    private void defineParts(Resource.Bundle bundle, Definition whole) {
        var replicas = new BundleReplicas(bundle);
        for (BundleReplicas.Replica replica : replicas.replicas()) {
            define(replica.container(), Optional.of(whole));
            replica.address().ifPresent(address -> define(address, Optional.of(whole)));
            replica.connection().ifPresent(connection -> define(connection, Optional.of(whole)));
        }
        replicas.contained().ifPresent(contained -> define(contained, Optional.of(whole)));
    }

    private Definition collective(Resource resource, Settings parameters, Optional<Definition> parent) {
        SequencedMap<String, String> meta = meta(List.of(resource.meta()), Optional.empty(), parent);
        Parameters evaluated = parameters(List.of(parameters), Optional.empty(), meta, parent);
        return new Definition(
                resource, Optional.empty(), meta, evaluated.common, evaluated.byNode, new LinkedHashMap<>(), List.of());
    }

    private Definition primitive(Resource.Primitive primitive, Optional<Definition> parent) {
        Optional<Resource.Primitive> template = primitive.template().flatMap(this::template);
        Optional<AgentId> agent =
                Optional.of(template.map(Resource.Primitive::agent).orElse(primitive.agent()));
        SequencedMap<String, String> meta =
                meta(withTemplate(primitive.meta(), template.map(Resource.Primitive::meta)), agent, parent);
        Parameters evaluated = parameters(
                withTemplate(primitive.parameters(), template.map(Resource.Primitive::parameters)),
                agent,
                meta,
                parent);
        var utilization = rules.values(primitive.utilization());
        template.ifPresent(t -> rules.values(t.utilization()).forEach(utilization::putIfAbsent));
        return new Definition(
                primitive,
                agent,
                meta,
                evaluated.common,
                evaluated.byNode,
                utilization,
                operations(primitive, template));
    }

    private Optional<Resource.Primitive> template(String id) {
        return configuration.templates().stream()
                .filter(t -> t.id().value().equals(id))
                .findFirst();
    }

    private static List<Settings> withTemplate(Settings own, Optional<Settings> template) {
        return template.map(t -> List.of(own, t)).orElse(List.of(own));
    }

    /** A resource's own word counts before its parent's, and that before the defaults. */
    private SequencedMap<String, String> meta(
            List<Settings> own, Optional<AgentId> agent, Optional<Definition> parent) {
        var merged = new LinkedHashMap<String, String>();
        RuleEvaluation here = rules.about(agent, Map.of(), Map.of());
        own.forEach(settings -> here.values(settings).forEach(merged::putIfAbsent));
        parent.ifPresent(p -> p.meta().forEach(merged::putIfAbsent));
        here.values(configuration.resourceDefaults()).forEach(merged::putIfAbsent);
        return merged;
    }

    private record Parameters(
            SequencedMap<String, String> common, Map<NodeName, SequencedMap<String, String>> byNode) {}

    private Parameters parameters(
            List<Settings> own, Optional<AgentId> agent, Map<String, String> meta, Optional<Definition> parent) {
        RuleEvaluation here = rules.about(agent, Map.of(), meta);
        var common = valuesOf(own, here);
        parent.ifPresent(p -> p.parameters().forEach(common::putIfAbsent));
        boolean dependsOnNode = own.stream().flatMap(s -> s.sets().stream()).anyMatch(EvaluateRules::asksForNode)
                || parent.map(p -> !p.parametersByNode().isEmpty()).orElse(false);
        var byNode = new HashMap<NodeName, SequencedMap<String, String>>();
        if (dependsOnNode) {
            for (NodeFacts node : nodes.values()) {
                var values = valuesOf(own, here.on(node));
                parent.ifPresent(p -> p.parametersOn(node.name()).forEach(values::putIfAbsent));
                byNode.put(node.name(), values);
            }
        }
        return new Parameters(common, byNode);
    }

    private static SequencedMap<String, String> valuesOf(List<Settings> settings, RuleEvaluation here) {
        var merged = new LinkedHashMap<String, String>();
        settings.forEach(s -> here.values(s).forEach(merged::putIfAbsent));
        return merged;
    }

    private static boolean asksForNode(NameValueSet set) {
        return set.rule().map(EvaluateRules::asksForNode).orElse(false);
    }

    private static boolean asksForNode(Rule rule) {
        return rule.conditions().stream().anyMatch(condition -> switch (condition) {
            case Rule.Nested(var inner) -> asksForNode(inner);
            case Rule.AttributeTest _ -> true;
            case Rule.DateRange _,
                    Rule.DateDuration _,
                    Rule.DateSpecification _,
                    Rule.ResourceTest _,
                    Rule.OperationTest _ -> false;
        });
    }

    /** Of several operations of one name and interval the first counts. */
    private List<Operation> operations(Resource.Primitive primitive, Optional<Resource.Primitive> template) {
        var all = new ArrayList<OperationSpec>();
        var overridden = new ArrayList<OperationSpec>(primitive.operations());
        template.ifPresent(t -> t.operations().stream()
                .filter(op -> overridden.stream().noneMatch(own -> overrides(own, op)))
                .forEach(all::add));
        all.addAll(primitive.operations());
        var result = new ArrayList<Operation>();
        for (OperationSpec spec : all) {
            boolean duplicate = result.stream()
                    .anyMatch(
                            op -> op.name().equals(spec.name()) && op.interval().equals(spec.interval()));
            if (!duplicate) {
                result.add(new Operation(
                        spec.id(),
                        spec.name(),
                        spec.interval(),
                        all.stream().filter(other -> sameSlot(other, spec)).count() > 1,
                        rules.values(spec.options()),
                        rules.values(spec.parameters())));
            }
        }
        return result;
    }

    /** A resource's own operation takes the place of the template's of that name and for that role, at any interval. */
    private static boolean overrides(OperationSpec own, OperationSpec inherited) {
        return own.name().equals(inherited.name()) && role(own).equals(role(inherited));
    }

    /** Whoever starts, starts unpromoted: which of the two is meant, or neither, makes no difference. */
    private static Optional<Role> role(OperationSpec operation) {
        return operation
                .options()
                .get("role")
                .flatMap(Role::parse)
                .filter(role -> role == Role.STOPPED || role == Role.PROMOTED);
    }

    private static boolean sameSlot(OperationSpec a, OperationSpec b) {
        return a.name().equals(b.name()) && a.interval().equals(b.interval());
    }
}
