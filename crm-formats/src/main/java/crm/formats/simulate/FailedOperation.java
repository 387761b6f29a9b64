package crm.formats.simulate;

import crm.model.Resource;
import crm.state.NodeState;
import crm.state.OperationRecord;
import java.time.Instant;
import java.util.Optional;

/** The result that an operation leaves which is supposed to have failed. */
final class FailedOperation {

    private FailedOperation() {}

    static OperationRecord record(
            Supposition.Operation operation, Resource.Primitive primitive, NodeState node, Instant now) {
        return OperationRecord.supposed(
                operation.instance(),
                primitive.agent(),
                operation.node(),
                operation.task(),
                operation.interval(),
                node.nextCallId(),
                operation.exitCode(),
                0,
                "Simulated",
                now,
                Optional.empty());
    }
}
