package crm.demo.simulation.invariant;

import crm.configuration.Configuration;
import crm.demo.simulation.Happening;
import crm.demo.simulation.Repertoire;
import crm.demo.simulation.SimulatedCluster;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.OperationRecord;
import crm.transition.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What may be active on a lost node is started nowhere else before that node is proven off. Of alike instances those on a
 * lost node count as active.
 */
final class NothingBeforeProof implements Invariant {

    @Override
    public Optional<String> broken(SimulatedCluster world, Happening happening) {
        if (!(happening instanceof Happening.Performed performed)
                || performed.order().action().id().task() != Task.START
                || performed.order().action().agent().isFencing()) {
            return Optional.empty();
        }
        InstanceId instance = performed.order().action().id().instance();
        List<NodeState> others = world.agreed().cluster().nodes().stream()
                .filter(node -> !node.name().equals(performed.node()))
                .filter(node -> mayBeActive(node, instance))
                .toList();
        return others.stream()
                .filter(NothingBeforeProof::lostAndNotProvenOff)
                .filter(_ -> others.size() >= mostInstances(world.agreed().configuration(), instance))
                .map(NodeState::name)
                .findFirst()
                .map(lost -> sentence(performed.node(), instance, lost));
    }

    private static int mostInstances(Configuration configuration, InstanceId instance) {
        return Repertoire.clone(configuration, instance.resource())
                .filter(clone -> !Repertoire.unique(clone))
                .map(clone -> Repertoire.instances(configuration, clone))
                .orElse(1);
    }

    private static String sentence(NodeName node, InstanceId instance, NodeName lost) {
        return node + " starts " + instance + ", which " + lost + " may be running: it is lost and not proven off";
    }

    private static boolean lostAndNotProvenOff(NodeState node) {
        return node.membership() == Membership.LOST && node.expected() == Join.MEMBER;
    }

    private static boolean mayBeActive(NodeState node, InstanceId instance) {
        return node.history().stream()
                .filter(h -> h.instance().equals(instance))
                .flatMap(h -> h.operations().stream())
                .filter(o -> !o.keptAsFailure())
                .max(Comparator.comparingInt(OperationRecord::callId))
                .filter(NothingBeforeProof::leavesActive)
                .isPresent();
    }

    private static boolean leavesActive(OperationRecord last) {
        boolean well = last.status() == ExecutionStatus.DONE && last.exitCode() == 0;
        return switch (last.task()) {
            case "stop" -> !well;
            case "start" -> true;
            case "monitor" -> well;
            default -> false;
        };
    }
}
