package crm.policy.situation;

import crm.model.NodeName;
import crm.state.ExecutionStatus;
import crm.state.OperationRecord;
import java.util.List;

/** Finds the recurring operations that run: those ordered since the last start that no stop has ended. */
final class RunningMonitors {

    private final Finding finding;
    private final NodeName node;
    private final boolean online;

    RunningMonitors(Finding finding, NodeName node, boolean online) {
        this.finding = finding;
        this.node = node;
        this.online = online;
    }

    void note(List<OperationRecord> sorted) {
        if (!online) {
            return;
        }
        Span span = Span.of(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            OperationRecord operation = sorted.get(i);
            if (span.isRunningAt(i)
                    && operation.isRecurring()
                    && operation.status() != ExecutionStatus.PENDING
                    && operation.status() != ExecutionStatus.CANCELLED) {
                finding.monitors.add(
                        new InstanceStanding.Monitor(node, operation.task(), operation.interval(), operation.callId()));
            }
        }
    }

    /**
     * Which operations of a history belong to the present run of the resource.
     *
     * @param start the place of its start
     * @param stop the place of the last stop, -1 if there is none
     */
    record Span(int start, int stop) {

        static Span of(List<OperationRecord> sorted) {
            int start = -1;
            int stop = -1;
            int impliedStart = -1;
            int cloneStart = -1;
            for (int i = 0; i < sorted.size(); i++) {
                OperationRecord operation = sorted.get(i);
                boolean done = operation.status() == ExecutionStatus.DONE;
                switch (operation.task()) {
                    case "stop" -> stop = done ? i : stop;
                    case "start", "migrate_from" -> start = i;
                    case "monitor" -> {
                        // A probe that found it active, or a monitor, stands for a start nobody recorded.
                        if (impliedStart <= stop && (operation.exitCode() == 0 || operation.exitCode() == 8)) {
                            impliedStart = i;
                        }
                    }
                    case "promote", "demote" -> cloneStart = i;
                    default -> {}
                }
            }
            if (start == -1) {
                start = cloneStart != -1 ? cloneStart : impliedStart;
            }
            return new Span(start, stop);
        }

        boolean isRunningAt(int place) {
            boolean stopped = start < stop && place <= stop;
            return !stopped && place >= start;
        }
    }
}
