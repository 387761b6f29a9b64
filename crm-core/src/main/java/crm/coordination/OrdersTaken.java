package crm.coordination;

import crm.port.Message.Order;
import java.util.ArrayList;
import java.util.List;

/**
 * Which orders a node has taken from the leader it obeys, so that one that comes twice, or so late that its plan was given
 * up meanwhile, is not carried out: by then the same service may have been stopped here and started elsewhere.
 *
 * @param term of the leader
 * @param transition the newest of its plans that anything was ordered of
 * @param steps of that plan
 */
public record OrdersTaken(long term, int transition, List<Integer> steps) {

    static final OrdersTaken NONE = new OrdersTaken(0, 0, List.of());

    public OrdersTaken {
        steps = List.copyOf(steps);
    }

    /** Whether it came before, or belongs to a plan that another has followed. */
    boolean overtook(Order order) {
        boolean olderPlan = order.term() < term || (order.term() == term && order.transition() < transition);
        return olderPlan || (isOfNewest(order) && steps.contains(order.step()));
    }

    OrdersTaken with(Order order) {
        var known = new ArrayList<>(isOfNewest(order) ? steps : List.<Integer>of());
        known.add(order.step());
        return new OrdersTaken(order.term(), order.transition(), known);
    }

    private boolean isOfNewest(Order order) {
        return order.term() == term && order.transition() == transition;
    }
}
