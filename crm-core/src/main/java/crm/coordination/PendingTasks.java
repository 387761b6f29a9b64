package crm.coordination;

import crm.journal.AgreedState;
import crm.model.InstanceId;
import crm.state.NodeState;
import crm.status.StatusView.Pending;
import crm.transition.ActionId;
import java.util.List;
import java.util.Optional;

/**
 * What the plan under way does to an instance next or now: the first of its orders that has no result yet. Which of them
 * was handed out already is the leader's knowledge alone; every node can show this.
 */
final class PendingTasks {

    private final AgreedState agreed;

    PendingTasks(AgreedState agreed) {
        this.agreed = agreed;
    }

    Optional<Pending> of(InstanceId instance) {
        return agreed.plan()
                .flatMap(plan -> plan.orders().stream()
                        .filter(order -> order.instance().equals(instance))
                        .filter(PendingTasks::isNoticed)
                        .filter(order -> !hasEnded(order, plan))
                        .findFirst()
                        .map(order -> new Pending(order.task().toString(), order.node(), plan.since())));
    }

    private static boolean isNoticed(ActionId order) {
        return switch (order.task()) {
            case START, STOP, PROMOTE, DEMOTE, MIGRATE_TO, MIGRATE_FROM, RELOAD_AGENT -> true;
            case MONITOR, NOTIFY, DELETE, CANCEL, CLEAR_FAIL_COUNT -> false;
        };
    }

    private boolean hasEnded(ActionId order, AgreedState.Plan plan) {
        String key = plan.term() + ":" + plan.number() + ":";
        return agreed.cluster().node(order.node()).map(NodeState::history).orElse(List.of()).stream()
                .filter(history -> history.instance().equals(order.instance()))
                .flatMap(history -> history.operations().stream())
                .anyMatch(o -> o.task().equals(order.task().toString())
                        && o.orderedBy().filter(by -> by.startsWith(key)).isPresent());
    }
}
