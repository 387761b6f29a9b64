package crm.demo.simulation.invariant;

import crm.demo.simulation.Happening;
import crm.demo.simulation.SimulatedCluster;
import crm.model.NodeName;
import crm.port.Message.Order;
import crm.state.Incarnation;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** However often an order arrives, it is carried out once. */
final class OrdersCarriedOutOnce implements Invariant {

    private record Key(NodeName node, Incarnation life, long term, int transition, int step) {}

    private final Set<Key> done = new HashSet<>();

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Performed performed)
                || performed.order().transition() < 0) {
            return Optional.empty();
        }
        Order order = performed.order();
        var key = new Key(performed.node(), order.addressee(), order.term(), order.transition(), order.step());
        return done.add(key) ? Optional.empty() : Optional.of("an order is carried out twice: " + performed);
    }
}
