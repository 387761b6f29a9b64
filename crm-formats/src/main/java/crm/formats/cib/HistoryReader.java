package crm.formats.cib;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Digests;
import crm.state.OperationRecord.Migration;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads {@code <lrm_resource>}: what one node remembers of one resource. */
final class HistoryReader {

    private final Report report;

    HistoryReader(Report report) {
        this.report = report;
    }

    /** The history; empty, and reported, if it does not say of what. */
    Optional<ResourceHistory> read(NodeName node, XmlElement element) {
        Optional<InstanceId> instance = report.required(element, "id").flatMap(text -> instance(element, text));
        Optional<String> standard = report.required(element, "class");
        Optional<String> type = report.required(element, "type");
        if (instance.isEmpty() || standard.isEmpty() || type.isEmpty()) {
            return Optional.empty();
        }
        AgentId agent = report.agent(standard.get(), element.get("provider"), type.get());
        var operations = new ArrayList<OperationRecord>();
        element.children("lrm_rsc_op")
                .forEach(op -> operation(instance.get(), agent, node, op).ifPresent(operations::add));
        return Optional.of(new ResourceHistory(
                instance.get(),
                agent,
                operations,
                element.get("shutdown-lock").flatMap(Times::epoch),
                element.get("container")));
    }

    /** {@code web:1} is an instance only if what follows the colon is a number as Pacemaker writes it. */
    private Optional<InstanceId> instance(XmlElement element, String text) {
        int colon = text.lastIndexOf(':');
        boolean numbered = colon > 0 && text.substring(colon + 1).matches("0|[1-9][0-9]{0,8}");
        if (!numbered) {
            return report.resourceId(element, text).map(InstanceId::of);
        }
        Optional<ResourceId> id = report.resourceId(element, text.substring(0, colon));
        return id.map(present -> InstanceId.of(present, Integer.parseInt(text.substring(colon + 1))));
    }

    private Optional<OperationRecord> operation(InstanceId instance, AgentId agent, NodeName node, XmlElement op) {
        Optional<String> task = report.required(op, "operation");
        if (task.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OperationRecord(
                instance,
                agent,
                node,
                task.get(),
                millis(op, "interval"),
                report.integer(op, "call-id").orElse(0),
                status(op),
                report.integer(op, "rc-code").orElse(0),
                op.get("transition-key").flatMap(HistoryReader::expectedExitCode),
                op.get("exit-reason", ""),
                op.get("last-rc-change").flatMap(Times::epoch),
                millis(op, "exec-time"),
                millis(op, "queue-time"),
                digests(op),
                migration(op),
                op.get("transition-key"),
                op.id().endsWith("_last_failure_0"),
                OptionalLong.empty()));
    }

    private Duration millis(XmlElement op, String attribute) {
        return Duration.ofMillis(op.get(attribute)
                .flatMap(Report::wholeLong)
                .map(ms -> Math.max(0, ms))
                .orElse(0L));
    }

    private ExecutionStatus status(XmlElement op) {
        return report.parsed(
                        op,
                        "op-status",
                        "a known status",
                        text -> Report.wholeNumber(text).flatMap(HistoryReader::statusOf))
                .orElse(op.has("op-status") ? ExecutionStatus.ERROR : ExecutionStatus.DONE);
    }

    private static Optional<ExecutionStatus> statusOf(int code) {
        for (ExecutionStatus status : ExecutionStatus.values()) {
            if (status.code() == code) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** The third part of {@code action:transition:exit-code:uuid}. */
    static Optional<Integer> expectedExitCode(String transitionKey) {
        String[] parts = transitionKey.split(":", 4);
        return parts.length < 4
                ? Optional.empty()
                : Report.wholeNumber(parts[2]).filter(code -> code >= 0);
    }

    private static Digests digests(XmlElement op) {
        var all = op.get("op-digest");
        var restart = op.get("op-restart-digest");
        var secure = op.get("op-secure-digest");
        if (all.isEmpty() && restart.isEmpty() && secure.isEmpty()) {
            return Digests.NONE;
        }
        return new Digests(all, restart, op.get("op-force-restart"), secure, op.get("op-secure-params"));
    }

    private Optional<Migration> migration(XmlElement op) {
        Optional<NodeName> source = op.get("migrate_source").flatMap(text -> report.nodeName(op, text));
        Optional<NodeName> target = op.get("migrate_target").flatMap(text -> report.nodeName(op, text));
        return source.isPresent() && target.isPresent()
                ? Optional.of(new Migration(source.get(), target.get()))
                : Optional.empty();
    }
}
