package crm.demo.simulation.invariant;

import crm.configuration.Configuration;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.Tables;
import crm.model.InstanceId;
import crm.model.Resource;
import crm.model.Resource.Clone;
import crm.model.ResourceId;
import java.util.Optional;
import java.util.stream.Stream;

/** Once everything is mended, every service that can run does, and as often as it should. */
final class QuietBringsAllBack implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Rested)) {
            return Optional.empty();
        }
        return world.agreed().configuration().resources().stream()
                .filter(resource -> !Tables.isDevice(resource))
                .flatMap(resource -> wrong(world, resource))
                .findFirst()
                .map(what -> "all is mended, and " + what);
    }

    private static Stream<String> wrong(SimulatedCluster world, Resource resource) {
        Configuration configuration = world.agreed().configuration();
        return resource.primitives().stream()
                .map(Resource.Primitive::id)
                .flatMap(id -> resource instanceof Clone clone
                        ? ofClone(world, clone, id).stream()
                        : single(world, configuration, InstanceId.of(id)).stream());
    }

    private static Optional<String> single(SimulatedCluster world, Configuration configuration, InstanceId instance) {
        boolean right = !Tables.canRun(configuration, instance, world.voters())
                || world.activeOn(instance).size() == 1;
        return right ? Optional.empty() : Optional.of(instance + " is active on " + world.activeOn(instance));
    }

    private static Optional<String> ofClone(SimulatedCluster world, Clone clone, ResourceId id) {
        int nodes = world.voters().size();
        int wanted = Math.min(
                Repertoire.instances(world.agreed().configuration(), clone), nodes * Repertoire.perNode(clone));
        long active = world.names().stream()
                .flatMap(node -> world.activeOn(node).stream())
                .filter(instance -> instance.resource().equals(id))
                .count();
        if (active != wanted) {
            return Optional.of(active + " instances of " + id + " are active instead of " + wanted);
        }
        int promoted = world.promotedOn(id).size();
        int toBePromoted = Repertoire.promotable(world.agreed().configuration(), clone, world.voters());
        return promoted >= toBePromoted
                ? Optional.empty()
                : Optional.of(promoted + " instances of " + id + " are promoted instead of " + toBePromoted);
    }
}
