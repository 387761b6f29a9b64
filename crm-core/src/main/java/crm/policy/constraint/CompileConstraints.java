package crm.policy.constraint;

import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.Constraint;
import crm.model.InstanceId;
import crm.model.ResourceId;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.NodeWish;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes configured constraints apart into pairs and adds what resources imply. */
public final class CompileConstraints {

    private final EffectiveConfiguration configuration;
    private final Situation situation;
    private final List<Together> colocations = new ArrayList<>();
    private final List<ConstraintIndex.Gate> gates = new ArrayList<>();
    private final List<ActionOrdering> orderings = new ArrayList<>();
    private final Set<Pair> ordered = new HashSet<>();

    /** The two sides of an ordering. */
    private record Pair(ActionOrdering.End first, ActionOrdering.End then) {}

    public CompileConstraints(EffectiveConfiguration configuration, Situation situation) {
        this.configuration = configuration;
        this.situation = situation;
    }

    public ConstraintIndex result() {
        var resolve = new Resolve(configuration, situation);
        for (Constraint constraint : configuration.relations()) {
            switch (constraint) {
                case Constraint.Colocation colocation -> {
                    List<Together> pairs = new CompileColocation(colocation, resolve).result();
                    colocations.addAll(pairs);
                    pairs.forEach(this::keepApart);
                }
                case Constraint.Ordering ordering ->
                    new CompileOrdering(ordering, resolve, gates).result().forEach(this::addUnlessOrdered);
                case Constraint.TicketDependency _ -> {}
                case Constraint.Location _ -> throw new IllegalStateException("a location is no relation");
            }
        }
        List<ConstraintIndex.UnitWish> locations = locations();
        var open = new OpenNodes(configuration.options().symmetricCluster(), situation, locations);
        var utilization = new ImpliedByUtilization(situation, open, gates);
        boolean capacityMatters = configuration.options().placementStrategy() != PlacementStrategy.DEFAULT;
        for (Unit unit : situation.top()) {
            imply(unit);
            if (capacityMatters) {
                utilization.addTo(orderings, unit);
            }
        }
        List<ActionOrdering> all = new MigrationEquivalents(situation).with(orderings);
        return ConstraintIndex.of(
                locations, new DiscoveryIndex(situation), new ColocationIndex(situation, colocations), gates, all);
    }

    /** As in the reference, of several constraints that order the same two actions only the first one is heard. */
    private void addUnlessOrdered(ActionOrdering ordering) {
        if (ordered.add(new Pair(ordering.first(), ordering.then()))) {
            orderings.add(ordering);
        }
    }

    private void imply(Unit unit) {
        switch (unit) {
            case Unit.Instance instance -> {
                var implied = new ImpliedByInstance(instance, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
            case Unit.GroupUnit group -> {
                var implied = new ImpliedByGroup(group, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
            case Unit.BundleUnit bundle -> {
                var implied = new ImpliedByBundle(bundle, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
            case Unit.CloneUnit clone -> {
                var implied = new ImpliedByClone(clone, situation);
                implied.addTo(orderings);
                colocations.addAll(implied.colocations());
            }
        }
    }

    /** What must not share a node with another leaves it before the other comes. */
    private void keepApart(Together together) {
        if (!together.score().isNever()) {
            return;
        }
        apart(together.dependent(), together.dependentRole(), together.primary(), together.primaryRole());
        apart(together.primary(), together.primaryRole(), together.dependent(), together.dependentRole());
    }

    private void apart(int first, Optional<crm.model.Role> firstRole, int then, Optional<crm.model.Role> thenRole) {
        for (Verb leaving : leaving(firstRole)) {
            for (Verb coming : coming(thenRole)) {
                orderings.add(new ActionOrdering(
                        ActionOrdering.Deed.of(
                                first, situation.units().get(first).isCollective() ? leaving.completion() : leaving),
                        ActionOrdering.Deed.of(then, coming),
                        Scope.SAME_NODE_IF_REQUIRED,
                        Set.of()));
            }
        }
    }

    private static List<Verb> leaving(Optional<crm.model.Role> role) {
        return switch (role.orElse(crm.model.Role.STARTED)) {
            case PROMOTED -> List.of(Verb.DEMOTE);
            case UNPROMOTED -> List.of(Verb.STOP, Verb.PROMOTE);
            case STARTED, STOPPED -> List.of(Verb.STOP);
        };
    }

    private static List<Verb> coming(Optional<crm.model.Role> role) {
        return switch (role.orElse(crm.model.Role.STARTED)) {
            case PROMOTED -> List.of(Verb.PROMOTE);
            case UNPROMOTED -> List.of(Verb.START, Verb.DEMOTE);
            case STARTED, STOPPED -> List.of(Verb.START);
        };
    }

    private List<ConstraintIndex.UnitWish> locations() {
        var locations = new ArrayList<ConstraintIndex.UnitWish>();
        for (NodeWish wish : configuration.wishes()) {
            for (ResourceId resource : wish.resources()) {
                unit(resource)
                        .ifPresent(unit -> locations.add(new ConstraintIndex.UnitWish(
                                wish.id(), unit.index(), wish.role(), wish.scores(), wish.discovery())));
            }
        }
        return locations;
    }

    private Optional<Unit> unit(ResourceId resource) {
        return new Resolve(configuration, situation).unit(InstanceId.of(resource));
    }
}
