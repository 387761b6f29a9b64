package crm.policy.situation;

import crm.configuration.DurationText;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.policy.rule.Definition;
import crm.policy.rule.Operation;
import crm.policy.situation.InstanceStanding.Change;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import crm.state.ParameterDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Finds out whether what runs was started with other parameters than are configured now, from the digests that were
 * kept with its operations. An operation without digest says nothing.
 */
final class ParameterChanges {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);
    private static final List<String> TOLD_AT = List.of("start", "monitor", "promote", "migrate_from");

    private final Findings findings;
    private final Definition definition;
    private final NodeName node;

    ParameterChanges(Findings findings, Definition definition, NodeName node) {
        this.findings = findings;
        this.definition = definition;
        this.node = node;
    }

    /** Notes what changed since the last start among these operations, in the order in which they ended. */
    void note(List<OperationRecord> sorted, Finding finding) {
        int start = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean starts =
                    List.of("start", "migrate_from").contains(sorted.get(i).task());
            start = starts && sorted.get(i).status() == ExecutionStatus.DONE ? i : start;
        }
        for (OperationRecord operation : sorted.subList(start, sorted.size())) {
            if (operation.isRecurring()) {
                if (configured(operation).filter(o -> differs(operation, o)).isPresent()) {
                    finding.monitors.removeIf(m -> m.node().equals(node) && m.callId() == operation.callId());
                }
            } else if (TOLD_AT.contains(operation.task())) {
                change(operation).ifPresent(change -> finding.changes.merge(node, change, ParameterChanges::graver));
            }
        }
    }

    private static Change graver(Change a, Change b) {
        return a == Change.RESTART ? a : b;
    }

    private Optional<Change> change(OperationRecord operation) {
        SequencedMap<String, String> parameters = parameters(configured(operation));
        Optional<String> before = operation.digests().all();
        boolean same = before.isEmpty() || before.get().equals(ParameterDigest.of(parameters));
        if (same || onlySecretOfFenceDevice(operation, parameters)) {
            return Optional.empty();
        }
        var restarting = new LinkedHashMap<>(parameters);
        restarting.keySet().retainAll(names(operation.digests().restartParameters()));
        boolean reload = operation.digests().restart().equals(Optional.of(ParameterDigest.of(restarting)));
        return Optional.of(reload ? Change.RELOAD : Change.RESTART);
    }

    /** A fence device is asked with what is configured each time: a new password is no reason to start it anew. */
    private boolean onlySecretOfFenceDevice(OperationRecord operation, SequencedMap<String, String> parameters) {
        var open = new LinkedHashMap<>(parameters);
        open.keySet().removeAll(names(operation.digests().secureParameters()));
        return definition.agent().filter(AgentId::isFencing).isPresent()
                && operation.digests().secure().equals(Optional.of(ParameterDigest.of(open)));
    }

    private static List<String> names(Optional<String> list) {
        return Arrays.asList(list.orElse("").strip().split("\\s+"));
    }

    private boolean differs(OperationRecord operation, Operation configured) {
        SequencedMap<String, String> parameters = parameters(Optional.of(configured));
        parameters.put("CRM_meta_timeout", Long.toString(timeout(configured).toMillis()));
        return operation
                .digests()
                .all()
                .filter(before -> !before.equals(ParameterDigest.of(parameters)))
                .isPresent();
    }

    private Optional<Operation> configured(OperationRecord operation) {
        return definition.operations().stream()
                .filter(o -> o.name().equals(operation.task()) && o.interval().equals(operation.interval()))
                .findFirst();
    }

    private SequencedMap<String, String> parameters(Optional<Operation> operation) {
        var parameters = new LinkedHashMap<>(definition.parametersOn(node));
        operation.ifPresent(o -> parameters.putAll(o.parameters()));
        return parameters;
    }

    private Duration timeout(Operation operation) {
        return operation
                .option("timeout")
                .or(() -> Optional.ofNullable(findings.configuration
                        .operationDefaults()
                        .of(definition.agent(), operation.name(), operation.interval())
                        .get("timeout")))
                .flatMap(DurationText::parse)
                .filter(timeout -> !timeout.isZero())
                .orElse(USUAL_TIMEOUT);
    }
}
