package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.demo.simulation.Tables;
import crm.model.InstanceId;
import java.util.Optional;

/** Once everything is mended, every service that can run does, and runs once. */
final class QuietBringsAllBack implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Rested)) {
            return Optional.empty();
        }
        return world.agreed().configuration().resources().stream()
                .filter(resource -> !Tables.isDevice(resource))
                .flatMap(resource -> resource.primitives().stream())
                .map(primitive -> InstanceId.of(primitive.id()))
                .filter(instance -> Tables.canRun(world.agreed().configuration(), instance, world.voters()))
                .filter(instance -> world.activeOn(instance).size() != 1)
                .findFirst()
                .map(instance -> "all is mended, and " + instance + " is active on " + world.activeOn(instance));
    }
}
