package crm.formats.simulate;

import crm.model.Resource;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Digests;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The result that an operation leaves which is supposed to have failed. */
final class FailedOperation {

    private FailedOperation() {}

    static OperationRecord record(
            Supposition.Operation operation, Resource.Primitive primitive, NodeState node, Instant now) {
        int lastCall = node.history().stream()
                .flatMap(history -> history.operations().stream())
                .mapToInt(OperationRecord::callId)
                .max()
                .orElse(0);
        return new OperationRecord(
                operation.instance(),
                primitive.agent(),
                operation.node(),
                operation.task(),
                operation.interval(),
                lastCall + 1,
                ExecutionStatus.DONE,
                operation.exitCode(),
                Optional.of(0),
                "Simulated",
                Optional.of(now),
                Duration.ZERO,
                Duration.ZERO,
                Digests.NONE,
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
