package crm.policy.situation;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.policy.rule.BundleReplicas;
import crm.policy.rule.Definition;
import crm.policy.rule.EffectiveConfiguration;
import crm.state.ResourceHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Unfolds configured resources into units, clones into as many instances as they may have. */
final class UnfoldResources {

    private final EffectiveConfiguration configuration;
    private final List<Unit> units = new ArrayList<>();
    private final List<Unit> top = new ArrayList<>();
    /**
     * How many nodes there are as far as the configuration is unfolded: the reference has a clone be as large as that,
     * the containers of bundles that stand before it included.
     */
    private int nodesKnown;

    UnfoldResources(EffectiveConfiguration configuration) {
        this.configuration = configuration;
        long inContainers = configuration.resources().stream()
                .filter(Resource.Bundle.class::isInstance)
                .map(Resource.Bundle.class::cast)
                .filter(bundle -> bundle.child().isPresent())
                .mapToLong(bundle -> new BundleReplicas(bundle).count())
                .sum();
        this.nodesKnown = configuration.nodes().size() - (int) inContainers;
        configuration
                .resources()
                .forEach(resource -> top.add(unfold(resource, OptionalInt.empty(), OptionalInt.empty())));
    }

    List<Unit> units() {
        return units;
    }

    List<Unit> top() {
        return top;
    }

    private Unit unfold(Resource resource, OptionalInt number, OptionalInt parent) {
        int index = reserve();
        InstanceId id = new InstanceId(resource.id(), number);
        Definition definition = configuration.definitions().get(resource.id());
        if (definition == null) {
            throw new IllegalStateException("not defined: " + resource.id());
        }
        Unit unit = switch (resource) {
            case Resource.Primitive _ -> new Unit.Instance(index, id, definition, parent);
            case Resource.Group group ->
                new Unit.GroupUnit(
                        index,
                        id,
                        definition,
                        parent,
                        group.members().stream()
                                .map(member -> (Unit.Instance) unfold(member, number, OptionalInt.of(index)))
                                .toList());
            case Resource.Clone clone -> {
                Unit.CloneOptions options = options(definition);
                var copies = new ArrayList<Unit>();
                for (int i = 0; i < options.max(); i++) {
                    copies.add(unfold(clone.child(), OptionalInt.of(i), OptionalInt.of(index)));
                }
                yield new Unit.CloneUnit(index, id, definition, parent, options, copies);
            }
            case Resource.Bundle bundle -> bundle(bundle, index, id, definition, parent);
        };
        units.set(index, unit);
        return unit;
    }

    private Unit.BundleUnit bundle(
            Resource.Bundle bundle, int index, InstanceId id, Definition definition, OptionalInt parent) {
        var parts = new BundleReplicas(bundle);
        nodesKnown += bundle.child().isPresent() ? parts.count() : 0;
        OptionalInt here = OptionalInt.of(index);
        var replicas = new ArrayList<Unit.Replica>();
        for (BundleReplicas.Replica replica : parts.replicas()) {
            replicas.add(new Unit.Replica(
                    replica.number(),
                    part(replica.container(), here),
                    replica.address().map(address -> part(address, here)),
                    replica.connection().map(connection -> part(connection, here))));
        }
        Optional<Unit.CloneUnit> contained =
                parts.contained().map(clone -> (Unit.CloneUnit) unfold(clone, OptionalInt.empty(), here));
        return new Unit.BundleUnit(index, id, definition, parent, parts.perNode(), replicas, contained);
    }

    private Unit.Instance part(Resource.Primitive primitive, OptionalInt parent) {
        return (Unit.Instance) unfold(primitive, OptionalInt.empty(), parent);
    }

    private int reserve() {
        units.add(PLACEHOLDER);
        return units.size() - 1;
    }

    private static final Unit PLACEHOLDER = new Unit.Instance(
            -1,
            InstanceId.of(new ResourceId("unfolding")),
            new Definition(
                    new Resource.Primitive(
                            new ResourceId("unfolding"),
                            new AgentId("crm", Optional.empty(), "none"),
                            Settings.NONE,
                            Settings.NONE,
                            Settings.NONE,
                            List.of(),
                            Optional.empty()),
                    Optional.empty(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    Map.of(),
                    new LinkedHashMap<>(),
                    List.of()),
            OptionalInt.empty());

    private Unit.CloneOptions options(Definition definition) {
        int nodes = Math.max(1, nodesKnown);
        boolean promotable = definition.flag("promotable", false);
        boolean unique = canTellInstancesApart(definition.resource())
                && definition.flag("globally-unique", definition.number("clone-node-max", 1) > 1);
        int perNode = unique ? Math.max(0, definition.number("clone-node-max", 1)) : 1;
        int promotedMax = definition.number("promoted-max", definition.number("master-max", 1));
        int promotedPerNode = definition.number("promoted-node-max", definition.number("master-node-max", 1));
        return new Unit.CloneOptions(
                unique,
                promotable,
                definition.flag("ordered", false),
                definition.flag("interleave", false),
                definition.flag("notify", false),
                Math.max(0, definition.number("clone-max", nodes)),
                perNode,
                promotedMax,
                promotedPerNode);
    }

    /** Agents without parameters do the same whatever the instance is called. */
    private static boolean canTellInstancesApart(Resource resource) {
        return resource.primitives().stream()
                .map(primitive -> primitive.agent().standard())
                .noneMatch(List.of("lsb", "systemd", "service", "upstart", "nagios")::contains);
    }

    /** One more instance of a clone than its configuration wants, because a history speaks of it. */
    Unit oneMore(Unit.CloneUnit known) {
        Unit.CloneUnit clone = (Unit.CloneUnit) units.get(known.index());
        if (!(clone.definition().resource() instanceof Resource.Clone resource)) {
            throw new IllegalStateException("not a clone: " + clone.id());
        }
        Unit copy = unfold(resource.child(), OptionalInt.of(clone.copies().size()), OptionalInt.of(clone.index()));
        var copies = new ArrayList<>(clone.copies());
        copies.add(copy);
        var grown = new Unit.CloneUnit(
                clone.index(), clone.id(), clone.definition(), clone.parent(), clone.options(), copies);
        units.set(clone.index(), grown);
        top.replaceAll(unit -> unit.index() == grown.index() ? grown : unit);
        if (grown.parent().isPresent() && units.get(grown.parent().getAsInt()) instanceof Unit.BundleUnit around) {
            var whole = new Unit.BundleUnit(
                    around.index(),
                    around.id(),
                    around.definition(),
                    around.parent(),
                    around.perNode(),
                    around.replicas(),
                    Optional.of(grown));
            units.set(whole.index(), whole);
            top.replaceAll(unit -> unit.index() == whole.index() ? whole : unit);
        }
        return copy;
    }

    /** A resource the configuration does not know any more, made up from what a history says of it. */
    Unit.Instance removed(ResourceHistory history) {
        InstanceId id = history.instance();
        AgentId agent = history.agent();
        var meta = new LinkedHashMap<String, String>();
        history.container().ifPresent(container -> meta.put("container", container));
        var primitive = new Resource.Primitive(
                id.resource(), agent, Settings.NONE, Settings.NONE, Settings.NONE, List.of(), Optional.empty());
        var definition = new Definition(
                primitive, Optional.of(agent), meta, new LinkedHashMap<>(), Map.of(), new LinkedHashMap<>(), List.of());
        var unit = new Unit.Instance(units.size(), id, definition, OptionalInt.empty());
        units.add(unit);
        top.add(unit);
        return unit;
    }
}
