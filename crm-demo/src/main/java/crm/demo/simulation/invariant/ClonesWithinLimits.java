package crm.demo.simulation.invariant;

import crm.configuration.Configuration;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.SimulatedCluster;
import crm.model.NodeName;
import crm.model.Resource.Clone;
import crm.model.ResourceId;
import java.util.Optional;

/** A clone never has more instances than it may, in all and on one node, nor more that are promoted. */
final class ClonesWithinLimits implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        Configuration configuration = world.agreed().configuration();
        return switch (happening) {
            case Happening.Started(NodeName node, var instance) ->
                Repertoire.clone(configuration, instance.resource())
                        .flatMap(clone -> tooMany(world, configuration, clone, instance.resource(), node));
            case Happening.Promoted(NodeName _, var instance) ->
                Repertoire.clone(configuration, instance.resource())
                        .flatMap(clone -> tooManyPromoted(world, clone, instance.resource()));
            default -> Optional.empty();
        };
    }

    private static Optional<String> tooMany(
            SimulatedCluster world, Configuration configuration, Clone clone, ResourceId resource, NodeName node) {
        long here = count(world, node, resource);
        if (here > Repertoire.perNode(clone)) {
            return Optional.of(node + " runs " + here + " instances of " + resource);
        }
        long all = world.names().stream()
                .mapToLong(name -> count(world, name, resource))
                .sum();
        return all > Repertoire.instances(configuration, clone)
                ? Optional.of("there are " + all + " instances of " + resource)
                : Optional.empty();
    }

    private static long count(SimulatedCluster world, NodeName node, ResourceId resource) {
        return world.activeOn(node).stream()
                .filter(instance -> instance.resource().equals(resource))
                .count();
    }

    private static Optional<String> tooManyPromoted(SimulatedCluster world, Clone clone, ResourceId resource) {
        var promoted = world.promotedOn(resource);
        return promoted.size() > Repertoire.promoted(clone)
                ? Optional.of(resource + " is promoted on " + promoted)
                : Optional.empty();
    }
}
