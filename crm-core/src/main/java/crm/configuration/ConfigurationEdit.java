package crm.configuration;

import crm.model.Constraint;
import crm.model.NameValueSet;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.Resource.Bundle;
import crm.model.Resource.Clone;
import crm.model.Resource.Group;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Small changes to a configuration, as commands make them; each returns the changed configuration. */
public final class ConfigurationEdit {

    private final Configuration configuration;

    public ConfigurationEdit(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Sets a meta attribute of a resource, or removes it if there is no value. */
    public Configuration setMeta(ResourceId id, String name, Optional<String> value) {
        return configuration.withResources(
                changed(configuration.resources(), id, meta -> set(meta, id + "-meta_attributes", name, value)));
    }

    /** Sets a permanent attribute of a node, or removes it if there is no value. */
    public Configuration setNodeAttribute(NodeName node, String name, Optional<String> value) {
        List<Node> nodes = configuration.nodes().stream()
                .map(n -> n.name().equals(node)
                        ? new Node(
                                n.name(),
                                n.id(),
                                n.kind(),
                                set(n.attributes(), "nodes-" + n.id(), name, value),
                                n.utilization())
                        : n)
                .toList();
        return configuration.withNodes(nodes);
    }

    /** Sets a cluster option, or removes it if there is no value. */
    public Configuration setOption(String name, Optional<String> value) {
        return configuration.withOptions(set(configuration.options(), "cib-bootstrap-options", name, value));
    }

    /** Adds a constraint in place of one with the same id. */
    public Configuration addConstraint(Constraint constraint) {
        Configuration without = removeConstraints(c -> c.id().equals(constraint.id()));
        var constraints = new ArrayList<>(without.constraints());
        constraints.add(constraint);
        return without.withConstraints(constraints);
    }

    public Configuration removeConstraints(Predicate<Constraint> which) {
        return configuration.withConstraints(
                configuration.constraints().stream().filter(which.negate()).toList());
    }

    private static List<Resource> changed(
            List<? extends Resource> resources, ResourceId id, UnaryOperator<Settings> meta) {
        var result = new ArrayList<Resource>(resources.size());
        for (Resource resource : resources) {
            result.add(changed(resource, id, meta));
        }
        return result;
    }

    private static Resource changed(Resource resource, ResourceId id, UnaryOperator<Settings> meta) {
        boolean here = resource.id().equals(id);
        Settings own = here ? meta.apply(resource.meta()) : resource.meta();
        return switch (resource) {
            case Primitive p ->
                new Primitive(p.id(), p.agent(), p.parameters(), own, p.utilization(), p.operations(), p.template());
            case Group g ->
                new Group(
                        g.id(),
                        g.members().stream()
                                .map(m -> (Primitive) changed(m, id, meta))
                                .toList(),
                        g.parameters(),
                        own);
            case Clone c -> new Clone(c.id(), changed(c.child(), id, meta), c.parameters(), own);
            case Bundle b ->
                new Bundle(
                        b.id(),
                        b.technology(),
                        b.container(),
                        b.network(),
                        b.ports(),
                        b.storage(),
                        b.child().map(child -> (Primitive) changed(child, id, meta)),
                        own);
        };
    }

    /** Changes the first set that no rule governs, or begins one. */
    private static Settings set(Settings settings, String newId, String name, Optional<String> value) {
        var sets = new ArrayList<NameValueSet>();
        boolean done = false;
        for (NameValueSet old : settings.sets()) {
            boolean target = !done && old.rule().isEmpty();
            sets.add(target ? set(old, name, value) : old);
            done |= target;
        }
        if (!done && value.isPresent()) {
            sets.add(new NameValueSet(newId, Score.ZERO, Optional.empty(), single(name, value.get())));
        }
        return new Settings(sets.stream().filter(set -> !set.values().isEmpty()).toList());
    }

    private static SequencedMap<String, String> single(String name, String value) {
        var values = new LinkedHashMap<String, String>();
        values.put(name, value);
        return values;
    }

    private static NameValueSet set(NameValueSet old, String name, Optional<String> value) {
        var values = new LinkedHashMap<>(old.values());
        value.ifPresentOrElse(v -> values.put(name, v), () -> values.remove(name));
        return new NameValueSet(old.id(), old.score(), old.rule(), values);
    }
}
