package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.journal.Entry.LeadershipTaken;
import crm.model.NodeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A leader tells each happening once, and in the end nothing is left untold. The next leader, or the same one if it led
 * nobody for a while, may tell again what was not noted as told.
 */
final class ToldOnce implements Invariant {

    private record Telling(NodeName by, int life, long term, String id) {}

    private final Set<Telling> tellings = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        return switch (happening) {
            case Happening.Told(var by, int life, long term, var alert) -> {
                told.add(alert.id());
                yield tellings.add(new Telling(by, life, term, alert.id()))
                        ? Optional.empty()
                        : Optional.of(by + " tells " + alert + " a second time");
            }
            case Happening.Committed committed
            when committed.entries().stream().anyMatch(LeadershipTaken.class::isInstance) -> {
                tellings.clear();
                yield Optional.empty();
            }
            case Happening.Rested _ -> {
                var missing = new ArrayList<>(world.alertsDue());
                missing.removeIf(told::contains);
                yield missing.isEmpty() ? Optional.empty() : Optional.of("never told: alerts " + missing);
            }
            default -> Optional.empty();
        };
    }
}
