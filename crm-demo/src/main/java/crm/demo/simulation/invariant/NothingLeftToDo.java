package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import java.util.List;
import java.util.Optional;

/** After the last plan there is nothing to plan: no plan goes on, and a new one would be empty. */
final class NothingLeftToDo implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Rested)) {
            return Optional.empty();
        }
        if (world.agreed().plan().isPresent()) {
            return Optional.of(
                    "a plan goes on for ever: " + world.agreed().plan().get());
        }
        List<String> more = world.wouldDo();
        return more.isEmpty() ? Optional.empty() : Optional.of("there would be something left to do: " + more);
    }
}
