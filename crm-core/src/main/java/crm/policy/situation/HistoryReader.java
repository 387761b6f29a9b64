package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays what one node remembers of one instance, operation by operation in the order in which they ended, and says
 * what state that leaves the instance in.
 */
final class HistoryReader {

    private static final int OK = 0;
    private static final int NOT_RUNNING = 7;

    private final Findings findings;
    private final NodeFinding node;
    private final ResourceHistory history;
    private final Unit.Instance unit;
    private final Finding finding;
    private final FailureExpiry expiry;
    private final Aftermath aftermath;
    /** What is known of the role; empty while nothing is. */
    private @Nullable Role role;

    private Recovery worst = Recovery.IGNORE;
    private @Nullable OperationRecord lastFailure;

    HistoryReader(Findings findings, NodeFinding node, ResourceHistory history, Unit.Instance unit) {
        this.findings = findings;
        this.node = node;
        this.history = history;
        this.unit = unit;
        this.finding = findings.of(unit);
        this.expiry = new FailureExpiry(findings, unit, name());
        this.aftermath = new Aftermath(findings, node, unit);
    }

    void read() {
        if (history.operations().isEmpty()) {
            return;
        }
        if (!history.instance().equals(unit.id())) {
            finding.historyName = history.instance().toString();
        }
        Role before = finding.role;
        List<OperationRecord> sorted = sorted(history);
        sorted.forEach(this::replay);
        new RunningMonitors(finding, name(), node.online).note(sorted);
        for (InstanceStanding.Monitor monitor : finding.monitors) {
            if (monitor.node().equals(name())) {
                aftermath.notice(monitor.task(), monitor.interval());
            }
        }
        Role known = role;
        if (known != null) {
            aftermath.of(known, worst);
        } else {
            aftermath.ofInactive();
        }
        findings.limitToTarget(finding);
        if (before.compareTo(finding.role) > 0) {
            finding.role = before;
        }
    }

    /** Operations in the order in which they ended, those under way last. */
    static List<OperationRecord> sorted(ResourceHistory history) {
        return history.operations().stream()
                .sorted(Comparator.comparingInt((OperationRecord r) -> isPending(r) ? 1 : 0)
                        .thenComparingInt(OperationRecord::callId)
                        .thenComparing(r -> r.lastChange().orElse(java.time.Instant.EPOCH)))
                .toList();
    }

    private NodeName name() {
        return node.facts.name();
    }

    private static boolean isPending(OperationRecord operation) {
        return operation.status() == ExecutionStatus.PENDING;
    }

    /** A failure kept beside a record of the same operation tells nothing about whether that still runs. */
    private boolean isFirstOfItsKind(OperationRecord recorded) {
        return sorted(history).stream()
                .filter(other ->
                        other.task().equals(recorded.task()) && other.interval().equals(recorded.interval()))
                .findFirst()
                .filter(recorded::equals)
                .isPresent();
    }

    private void replay(OperationRecord recorded) {
        if (recorded.task().equals("notify") || recorded.task().equals("meta-data")) {
            return;
        }
        if (recorded.status() == ExecutionStatus.CANCELLED) {
            return;
        }
        var result = OperationResult.of(recorded, finding.managed, findings.canFence(node));
        boolean expired = expiry.expired(recorded, result);
        heed(result);
        if (expired) {
            boolean reachable = node.online && !node.isUnclean();
            if (recorded.isRecurring() && reachable && isFirstOfItsKind(recorded)) {
                finding.reordered.add(recorded);
            }
            if (!recorded.isRecurring() || reachable) {
                return;
            }
        }
        if (isPending(recorded)) {
            pending(recorded);
            return;
        }
        if (result.cannotBeAsked(recorded)) {
            foundOut(result);
            return;
        }
        if (result.status() == ExecutionStatus.DONE) {
            succeeded(recorded, result.exitCode());
        } else {
            failed(recorded, result);
        }
    }

    /** What a result says of the role is so even if it was a failure that has expired. */
    private void heed(OperationResult result) {
        result.role().ifPresent(this::moved);
        if (result.clears()) {
            worst = Recovery.IGNORE;
            finding.limit = null;
        }
        if (result.hopeless()) {
            finding.managed = false;
            finding.blocked = true;
        }
    }

    /** A node where the resource cannot even be asked about does not run it, and shall not. */
    private void foundOut(OperationResult result) {
        role = Role.STOPPED;
        worst = isClearedBySuccess() ? Recovery.IGNORE : worst;
        finding.probeFailures.put(name(), result.words());
        findings.of(banned()).ban(name(), new PlacementReason.CannotRunThere(unit.id(), name(), result.words()));
    }

    private void pending(OperationRecord operation) {
        switch (operation.task()) {
            case "start" -> {
                finding.startPending = true;
                active();
            }
            case "promote" -> role = Role.PROMOTED;
            case "migrate_to" -> {
                if (node.isUnclean()) {
                    operation.migration().ifPresent(m -> finding.stopsNeeded.add(m.target()));
                }
            }
            default -> {}
        }
        boolean probe = operation.isProbe();
        if (finding.pending == null && !probe) {
            finding.pending = new InstanceStanding.Pending(operation.task(), operation.interval(), name());
        }
    }

    /** At least started; promotable instances start unpromoted. */
    private void active() {
        role = findings.isPromotable(unit) ? Role.UNPROMOTED : Role.STARTED;
    }

    private boolean isActive() {
        Role known = role;
        return known != null && known != Role.STOPPED;
    }

    private void succeeded(OperationRecord operation, int exitCode) {
        boolean clears = false;
        if (exitCode == NOT_RUNNING) {
            clears = true;
        } else {
            switch (operation.task()) {
                case "monitor" -> {
                    clears = lastFailure != null
                            && lastFailure.task().equals("monitor")
                            && lastFailure.interval().equals(operation.interval());
                    if (!isActive()) {
                        active();
                    }
                }
                case "start", "migrate_from" -> {
                    role = Role.STARTED;
                    clears = true;
                }
                case "stop" -> {
                    role = Role.STOPPED;
                    clears = true;
                }
                case "promote" -> {
                    role = Role.PROMOTED;
                    clears = true;
                }
                case "demote" -> {
                    // A demotion undoes only a failure that asked for one.
                    clears = worst == Recovery.DEMOTE;
                    role = Role.UNPROMOTED;
                }
                case "migrate_to" -> new MigrationReading(findings, unit, this::moved).succeeded(operation);
                default -> {
                    if (!isActive()) {
                        active();
                    }
                }
            }
        }
        if (clears && isClearedBySuccess()) {
            worst = Recovery.IGNORE;
            finding.limit = null;
        }
    }

    /** What shall be left alone for a while is not well before that, whatever succeeds. */
    private boolean isClearedBySuccess() {
        boolean waits = worst == Recovery.RESET_REMOTE
                && !unit.definition().reconnectInterval().isZero();
        return worst.clearedBySuccess() && !waits;
    }

    private void moved(Role newRole) {
        role = newRole;
    }

    private void failed(OperationRecord operation, OperationResult result) {
        Recovery recovery = findings.policy.recovery(unit.definition(), operation.task(), operation.interval());
        if (result.status() == ExecutionStatus.NOT_INSTALLED) {
            notInstalled(operation, recovery, result);
            return;
        }
        boolean ignored = recovery == Recovery.IGNORE
                || (recovery == Recovery.RESTART_CONTAINER && operation.task().equals("stop"));
        if (ignored) {
            succeeded(operation, operation.expectedExitCode().orElse(OK));
            finding.failureIgnored = true;
            if (recovery == Recovery.RESTART_CONTAINER && worst.compareTo(Recovery.RESTART) <= 0) {
                worst = recovery;
            }
            return;
        }
        note(operation, recovery, result);
        if (result.status() == ExecutionStatus.ERROR_HARD) {
            findings.of(banned()).ban(name(), new PlacementReason.CannotRunThere(unit.id(), name(), result.words()));
        } else if (result.status() == ExecutionStatus.ERROR_FATAL) {
            findings.of(banned()).banEverywhere(new PlacementReason.CannotRunAnywhere(unit.id(), result.words()));
        }
    }

    /** Instances of anonymous clones are alike: what one cannot do none can. */
    private Unit banned() {
        return findings.topOf(unit) instanceof Unit.CloneUnit clone
                        && !clone.options().unique()
                ? clone
                : unit;
    }

    private void notInstalled(OperationRecord operation, Recovery recovery, OperationResult result) {
        if (recovery == Recovery.IGNORE) {
            worst = Recovery.BAN;
        }
        findings.of(banned()).ban(name(), new PlacementReason.CannotRunThere(unit.id(), name(), result.words()));
        note(operation, recovery, result);
    }

    private void note(OperationRecord operation, Recovery recovery, OperationResult result) {
        lastFailure = operation;
        if (recovery.compareTo(worst) > 0) {
            worst = recovery;
        }
        switch (operation.task()) {
            case "stop" ->
                finding.ban(name(), new PlacementReason.CannotRunThere(unit.id(), name(), "it could not be stopped"));
            case "migrate_to" -> new MigrationReading(findings, unit, this::moved).departureFailed(operation);
            case "migrate_from" -> new MigrationReading(findings, unit, this::moved).arrivalFailed(operation);
            case "promote" -> role = Role.PROMOTED;
            case "demote" -> {
                if (recovery == Recovery.BLOCK) {
                    role = Role.PROMOTED;
                    finding.limit(Role.STOPPED, new PlacementReason.StoppedByFailure(unit.id()));
                } else {
                    role = result.exitCode() == NOT_RUNNING ? Role.STOPPED : Role.UNPROMOTED;
                }
            }
            default -> {}
        }
        if (!isActive()) {
            active();
        }
        Role after = FailurePolicy.roleAfter(recovery, unit.definition(), operation.task());
        InstanceStanding.Limit limit = finding.limit;
        if (after != Role.STARTED && (limit == null || after.compareTo(limit.role()) < 0)) {
            finding.limit(after, new PlacementReason.StoppedByFailure(unit.id()));
        }
        if (after == Role.STOPPED) {
            stayDown(new PlacementReason.StoppedByFailure(unit.id()));
        }
    }

    /** Of alike instances none is to run once one of them has failed so. */
    private void stayDown(Reason why) {
        Unit top = findings.topOf(unit);
        if (top instanceof Unit.CloneUnit clone && !clone.options().unique()) {
            findings.of(top).closeEverywhere(why);
        } else {
            finding.banEverywhere(why);
        }
    }
}
