package crm.coordination;

import crm.configuration.Configuration;
import crm.journal.OperationFold;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.Resource.Primitive;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.OperationRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/**
 * What this node may be running whether the cluster knows it or not: a start that goes on or was not agreed on yet, and
 * what a daemon before this one has left.
 */
final class StillRunning {

    private static final int NOT_RUNNING = 7;

    private final Facts facts;
    private final Instant now;

    StillRunning(Facts facts, Instant now) {
        this.facts = facts;
        this.now = now;
    }

    /** The state as this node would have it agreed: itself a member, with all of that in its history. */
    ClusterState in(ClusterState agreed) {
        return agreed.change(facts.self().name(), this::itself);
    }

    private NodeState itself(NodeState before) {
        Configuration configuration = facts.agreed().configuration();
        NodeState node = asMember(before);
        for (InstanceId instance : facts.duties().startedWith().keySet()) {
            Optional<AgentId> agent = agent(configuration, instance);
            if (agent.isPresent() && !isActive(node, instance)) {
                node = OperationFold.of(configuration, node, now, start(node, instance, agent.get()));
            }
        }
        return node;
    }

    private static Optional<AgentId> agent(Configuration configuration, InstanceId instance) {
        return configuration.resources().stream()
                .flatMap(resource -> resource.primitives().stream())
                .filter(primitive -> primitive.id().equals(instance.resource()))
                .map(Primitive::agent)
                .findFirst();
    }

    private static boolean isActive(NodeState node, InstanceId instance) {
        return node.history().stream()
                .filter(history -> history.instance().equals(instance))
                .flatMap(history -> history.operations().stream())
                .filter(operation -> !operation.keptAsFailure())
                .max(Comparator.comparingInt(OperationRecord::callId))
                .filter(last -> !endsIt(last))
                .isPresent();
    }

    private static boolean endsIt(OperationRecord last) {
        boolean done = last.status() == ExecutionStatus.DONE;
        return done && (last.exitCode() == NOT_RUNNING || (last.task().equals("stop") && last.exitCode() == 0));
    }

    private OperationRecord start(NodeState node, InstanceId instance, AgentId agent) {
        return OperationRecord.supposed(
                instance,
                agent,
                node.name(),
                "start",
                Duration.ZERO,
                node.nextCallId(),
                0,
                0,
                "",
                now,
                Optional.empty());
    }

    /** Nobody here switches it off, whatever was wished: what is to end on it must be stopped. */
    private static NodeState asMember(NodeState before) {
        return new NodeState(
                before.name(),
                before.incarnation(),
                Membership.MEMBER,
                true,
                Join.MEMBER,
                Join.MEMBER,
                before.memberSince(),
                before.controllerSince(),
                before.attributes().without(Attributes.TERMINATE),
                before.history(),
                before.fenced(),
                before.unfenced(),
                before.inMaintenance());
    }
}
