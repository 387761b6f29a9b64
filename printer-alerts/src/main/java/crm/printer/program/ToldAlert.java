package crm.printer.program;

import crm.alert.Alert;
import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/**
 * An alert in Pacemaker's terms.
 *
 * @param variables what this kind of alert sets, without the {@code CRM_alert_} that every name begins with
 */
record ToldAlert(String id, AlertKind kind, Instant at, SequencedMap<String, String> variables) {

    /** An alert as Pacemaker would tell it; empty for those that only we have. */
    static Optional<ToldAlert> of(Alert alert, Function<NodeName, String> nodeIds) {
        return switch (alert) {
            case Alert.NodeJoined joined -> Optional.of(node(joined, joined.node(), "member", nodeIds));
            case Alert.NodeLost lost -> Optional.of(node(lost, lost.node(), "lost", nodeIds));
            case Alert.Fencing fencing -> Optional.of(fencing(fencing));
            case Alert.ResourceOperation ended -> Optional.of(resource(ended));
            case Alert.AttributeChanged changed -> Optional.of(attribute(changed, nodeIds));
            case Alert.ServiceRecovered _, Alert.QuorumChanged _ -> Optional.empty();
        };
    }

    private static ToldAlert node(Alert alert, NodeName node, String what, Function<NodeName, String> nodeIds) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("node", node.value());
        variables.put("nodeid", nodeIds.apply(node));
        variables.put("desc", what);
        return new ToldAlert(alert.id(), AlertKind.NODE, alert.at(), variables);
    }

    private static ToldAlert fencing(Alert.Fencing fencing) {
        String result = fencing.succeeded() ? "OK" : "failed (" + fencing.detail() + ")";
        var variables = new LinkedHashMap<String, String>();
        variables.put("node", fencing.target().value());
        variables.put("task", fencing.operation());
        variables.put(
                "desc",
                "Operation " + fencing.operation() + " of " + fencing.target() + " by " + fencing.origin() + " for crm@"
                        + fencing.origin() + ": " + result + " (ref=" + fencing.id() + ")");
        variables.put("rc", fencing.succeeded() ? "0" : "1");
        return new ToldAlert(fencing.id(), AlertKind.FENCING, fencing.at(), variables);
    }

    private static ToldAlert resource(Alert.ResourceOperation ended) {
        OperationRecord operation = ended.operation();
        boolean done = operation.status() == ExecutionStatus.DONE;
        var variables = new LinkedHashMap<String, String>();
        variables.put("node", operation.node().value());
        variables.put("rsc", operation.instance().toString());
        variables.put("task", operation.task());
        variables.put("interval", milliseconds(operation.interval()));
        variables.put(
                "target_rc", operation.expectedExitCode().map(String::valueOf).orElse("0"));
        variables.put("status", String.valueOf(operation.status().code()));
        variables.put("rc", String.valueOf(operation.exitCode()));
        variables.put("exec_time", milliseconds(operation.executionTime()));
        variables.put(
                "desc",
                done ? exitText(operation.exitCode()) : operation.status().text());
        return new ToldAlert(ended.id(), AlertKind.RESOURCE, ended.at(), variables);
    }

    private static ToldAlert attribute(Alert.AttributeChanged changed, Function<NodeName, String> nodeIds) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("node", changed.node().value());
        variables.put("nodeid", nodeIds.apply(changed.node()));
        variables.put("attribute_name", changed.name());
        changed.value().ifPresent(value -> variables.put("attribute_value", value));
        return new ToldAlert(changed.id(), AlertKind.ATTRIBUTE, changed.at(), variables);
    }

    private static String milliseconds(Duration time) {
        return String.valueOf(time.toMillis());
    }

    /** What Pacemaker says of an agent's exit code. */
    private static String exitText(int code) {
        return switch (code) {
            case 0 -> "OK";
            case 1 -> "Error occurred";
            case 2 -> "Invalid parameter";
            case 3 -> "Unimplemented";
            case 4 -> "Insufficient privileges";
            case 5 -> "Not installed";
            case 6 -> "Not configured";
            case 7 -> "Not running";
            case 8 -> "Promoted";
            case 9 -> "Failed in promoted role";
            case 190 -> "OK (but degraded)";
            case 191 -> "Promoted (but degraded)";
            default -> "Unknown exit status " + code;
        };
    }
}
