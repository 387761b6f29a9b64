package crm.policy.situation;

import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import java.time.Duration;
import java.time.Instant;

/** Decides whether a recorded failure still counts, and has its fail count forgotten when all of it has expired. */
final class FailureExpiry {

    private final Findings findings;
    private final Unit.Instance unit;
    private final NodeName node;

    FailureExpiry(Findings findings, Unit.Instance unit, NodeName node) {
        this.findings = findings;
        this.unit = unit;
        this.node = node;
    }

    boolean expired(OperationRecord operation, OperationResult result) {
        boolean expired = isOld(operation, result);
        boolean starting = operation.task().equals("start") || operation.task().equals("monitor");
        if (!expired
                && operation.keptAsFailure()
                && starting
                && findings.digests.difference(unit.definition(), node, operation)
                        != ParameterDigests.Difference.NONE) {
            forget("resource parameters have changed");
        }
        return expired;
    }

    private boolean isOld(OperationRecord operation, OperationResult result) {
        Duration timeout = findings.failCounts.timeout(unit, node);
        if (timeout.isZero() || operation.lastChange().isEmpty() || result.status() == ExecutionStatus.NOT_INSTALLED) {
            return false;
        }
        boolean old = !findings.now.isBefore(operation.lastChange().get().plus(timeout));
        boolean counting = findings.failCounts.effective(unit, node).isPositive();
        if (counting) {
            Instant last = findings.failCounts.last(unit, node);
            findings.changes.note(last.plus(timeout).plusSeconds(1));
        }
        if (!old) {
            return false;
        }
        if (findings.failCounts.recorded(unit, node).isPositive()) {
            if (counting) {
                // An old result, but newer failures count: then this is hardly a failure.
                return false;
            }
            forget("it expired");
        }
        return result.status() != ExecutionStatus.DONE || !isPlainFinding(operation, result);
    }

    private void forget(String because) {
        var forget = new Situation.Forget(unit.index(), node, because);
        if (findings.forgets.stream()
                .noneMatch(f -> f.unit() == unit.index() && f.node().equals(node))) {
            findings.forgets.add(forget);
            findings.noticed.add(new Situation.Noticed(unit.index(), node, "clear_failcount", Duration.ZERO));
        }
    }

    /** What a probe or monitor merely saw does not expire. */
    private static boolean isPlainFinding(OperationRecord operation, OperationResult result) {
        return operation.task().equals("monitor") || result.status() == ExecutionStatus.DONE;
    }
}
