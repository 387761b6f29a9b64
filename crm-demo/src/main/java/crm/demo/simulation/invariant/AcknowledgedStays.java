package crm.demo.simulation.invariant;

import crm.control.Reply;
import crm.control.Request;
import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.journal.AgreedState;
import crm.journal.Entry.ConfigurationChanged;
import crm.model.NodeName;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A change of which anybody was told that it is made is in the journal, and in the end all nodes have the same one. */
final class AcknowledgedStays implements Invariant {

    private final Set<String> agreed = new LinkedHashSet<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        return switch (happening) {
            case Happening.Committed committed -> {
                committed.entries().stream()
                        .filter(ConfigurationChanged.class::isInstance)
                        .forEach(e -> agreed.add(((ConfigurationChanged) e).summary()));
                yield Optional.empty();
            }
            case Happening.Answered(NodeName _, Request.Configure change, Reply reply)
            when isPromise(reply) && !agreed.contains(change.summary()) ->
                Optional.of("“" + change.summary() + "” was acknowledged and is not in the journal");
            case Happening.Rested _ -> different(world);
            default -> Optional.empty();
        };
    }

    private static boolean isPromise(Reply reply) {
        return reply instanceof Reply.Done || reply instanceof Reply.Progress;
    }

    private static Optional<String> different(SimulatedCluster world) {
        AgreedState all = world.agreed();
        return world.voters().stream()
                .filter(world::alive)
                .filter(node -> !world.agreed(node).equals(all))
                .findFirst()
                .map(node -> node + " knows something else than what was agreed: up to "
                        + world.agreed(node).index() + " of " + all.index());
    }
}
