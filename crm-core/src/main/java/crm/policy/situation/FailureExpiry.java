package crm.policy.situation;

import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Decides whether a recorded failure still counts, and has its fail count forgotten when all of it has expired. */
final class FailureExpiry {

    /** Exit codes by which a look says in what state it found something: running or not, promoted or degraded. */
    private static final Set<Integer> FINDINGS = Set.of(0, 7, 8, 190, 191);

    private final Findings findings;
    private final Unit.Instance unit;
    private final NodeName node;

    FailureExpiry(Findings findings, Unit.Instance unit, NodeName node) {
        this.findings = findings;
        this.unit = unit;
        this.node = node;
    }

    /**
     * Whether no failure of a history expires, because one of them blocks, and what blocks must not vanish by the mere
     * passing of time. That an operation blocks counts if it is configured so itself, not by default.
     */
    static boolean isSuspended(Unit.Instance unit, ResourceHistory history) {
        return history.operations().stream()
                .filter(operation -> operation.keptAsFailure() || (operation.isRecurring() && isUnexpected(operation)))
                .anyMatch(operation -> unit.definition()
                        .settings(operation.task(), operation.interval())
                        .flatMap(configured -> configured.option("on-fail"))
                        .equals(Optional.of("block")));
    }

    boolean expired(OperationRecord operation, OperationResult result) {
        boolean old = isOld(operation, result);
        boolean expired = old && !isBesideNewerFailures(operation);
        boolean starting = operation.task().equals("start") || operation.task().equals("monitor");
        if (!expired
                && operation.keptAsFailure()
                && starting
                && findings.digests.recordedDifference(unit.definition(), node, operation)
                        != ParameterDigests.Difference.NONE) {
            forget("resource parameters have changed");
        }
        return expired && isUnexpected(operation) && !isPlainFinding(operation);
    }

    private Duration timeout() {
        return findings.failCounts.timeout(unit, node);
    }

    private boolean isOld(OperationRecord operation, OperationResult result) {
        if (timeout().isZero()
                || operation.lastChange().isEmpty()
                || result.status() == ExecutionStatus.NOT_INSTALLED) {
            return false;
        }
        if (findings.failCounts.effective(unit, node).isPositive()) {
            Instant last = findings.failCounts.last(unit, node);
            findings.changes.note(last.plus(timeout()).plusSeconds(1));
        }
        return !findings.now.isBefore(operation.lastChange().get().plus(timeout())) && !waitsForFencing(operation);
    }

    /**
     * A monitor tells a change only: while a remote node behind a failed connection has not been fenced, nothing says
     * that the failure does not last.
     */
    private boolean waitsForFencing(OperationRecord operation) {
        NodeFinding behind =
                findings.nodes.get(new NodeName(unit.id().resource().value()));
        return !unit.definition().reconnectInterval().isZero()
                && unit.definition().isRemoteConnection()
                && findings.configuration.options().fencingEnabled()
                && operation.isRecurring()
                && operation.task().equals("monitor")
                && behind != null
                && !behind.fenced;
    }

    /** An old result where newer failures count is hardly a failure; where none count any more, all are forgotten. */
    private boolean isBesideNewerFailures(OperationRecord operation) {
        if (findings.failCounts.recorded(unit, node).isPositive()) {
            if (findings.failCounts.effective(unit, node).isPositive()) {
                return true;
            }
            forget("it expired");
        } else if (operation.keptAsFailure()
                && unit.definition().isRemoteConnection()
                && !unit.definition().reconnectInterval().isZero()) {
            forget("reconnect interval is set");
        }
        return false;
    }

    private void forget(String because) {
        var forget = new Situation.Forget(unit.index(), node, because);
        if (findings.forgets.stream()
                .noneMatch(f -> f.unit() == unit.index() && f.node().equals(node))) {
            findings.forgets.add(forget);
            findings.noticed.add(new Situation.Noticed(unit.index(), node, "clear_failcount", Duration.ZERO));
        }
    }

    private static boolean isUnexpected(OperationRecord operation) {
        return operation.exitCode() != operation.expectedExitCode().orElse(0);
    }

    /** What a look found is so, however long ago it was. */
    private static boolean isPlainFinding(OperationRecord operation) {
        return operation.isProbe() && FINDINGS.contains(operation.exitCode());
    }
}
