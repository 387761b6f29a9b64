package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import java.util.Optional;

/** Who has heard of a new leader takes no order of an old one. */
final class OldOrdersRefused implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        boolean outdated = happening instanceof Happening.Performed performed
                && performed.order().transition() >= 0
                && performed.order().term() < performed.termKnown();
        return outdated ? Optional.of("an order of an old leader is carried out: " + happening) : Optional.empty();
    }
}
