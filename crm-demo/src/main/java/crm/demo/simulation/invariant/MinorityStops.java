package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.model.NodeName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A node that does its work and knows that it is with a minority runs nothing after a while: its services are stopped, or
 * it has been reset. Others start them only on proof, so this is about not serving alone for ever.
 */
final class MinorityStops implements Invariant {

    /** A new daemon waits twenty seconds for others; a stop that hangs has twenty before the machine is reset. */
    private static final int PATIENCE_SECONDS = 60;

    private final Map<NodeName, Integer> seconds = new HashMap<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.SecondPassed)) {
            return Optional.empty();
        }
        for (NodeName node : world.names()) {
            boolean serves = world.knowsItIsAMinority(node)
                    && world.voters().contains(node)
                    && !world.activeOn(node).isEmpty();
            int since = serves ? seconds.getOrDefault(node, 0) + 1 : 0;
            seconds.put(node, since);
            if (since > PATIENCE_SECONDS) {
                return Optional.of(
                        node + " has been with a minority for " + since + " s and still runs " + world.activeOn(node));
            }
        }
        return Optional.empty();
    }
}
