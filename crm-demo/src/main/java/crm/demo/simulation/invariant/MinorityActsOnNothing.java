package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.port.Message.Order;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Nothing is ordered and nobody is fenced but what a majority has put into the journal before. */
final class MinorityActsOnNothing implements Invariant {

    private record PlanKey(long term, int number) {}

    private final Set<PlanKey> begun = new HashSet<>();
    private final Set<NodeName> toBeFenced = new HashSet<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        return switch (happening) {
            case Happening.Committed committed -> {
                committed.entries().forEach(this::note);
                yield Optional.empty();
            }
            case Happening.Performed performed
            when ordered(performed.order()) && !begun.contains(key(performed.order())) ->
                Optional.of(performed.node() + " carries out "
                        + performed.order().action().id() + " of a plan that no majority knows");
            case Happening.CutBegun cut
            when !toBeFenced.contains(cut.target()) ->
                Optional.of(cut.by() + " cuts the power of " + cut.target() + ", which no majority has decided");
            default -> Optional.empty();
        };
    }

    private void note(Entry entry) {
        switch (entry) {
            case Entry.TransitionBegun plan -> begun.add(new PlanKey(plan.term(), plan.number()));
            case Entry.FencingRequested request -> toBeFenced.add(request.node());
            default -> {
                // Nothing to go by.
            }
        }
    }

    /** A retreat is ordered by nobody. */
    private static boolean ordered(Order order) {
        return order.transition() >= 0;
    }

    private static PlanKey key(Order order) {
        return new PlanKey(order.term(), order.transition());
    }
}
