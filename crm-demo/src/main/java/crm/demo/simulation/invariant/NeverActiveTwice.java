package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.SimulatedCluster;
import crm.model.NodeName;
import java.util.List;
import java.util.Optional;

/** A resource is never active on two machines with power; a clone on no more than it may have instances. */
final class NeverActiveTwice implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Started started)) {
            return Optional.empty();
        }
        List<NodeName> active = world.activeOn(started.instance());
        int most = Repertoire.nodesAtMost(world.agreed().configuration(), started.instance());
        return active.size() > most ? Optional.of(started.instance() + " is active on " + active) : Optional.empty();
    }
}
