package crm.state;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The last result of one operation of one instance on one node ({@code lrm_rsc_op} in Pacemaker).
 *
 * @param task {@code start}, {@code stop}, {@code monitor}…
 * @param interval zero for an operation that does not recur; a probe is a monitor with interval zero
 * @param callId grows with each operation on a node; tells the order in which they ended
 * @param exitCode the agent's exit code, in OCF's numbers
 * @param expectedExitCode what the order expected, if there was one
 * @param lastChange when the result was first this one; absent where the input does not say
 * @param digests of the parameters it ran with
 * @param migration the other end of a live migration
 * @param orderedBy transition and action that ordered it, in Pacemaker's {@code transition-key} form
 * @param keptAsFailure whether this is the copy kept as the instance's last failure ({@code …_last_failure_0}), beside
 *     which the latest result of the same operation may stand too
 * @param journalIndex where it was agreed in the cluster's journal; absent before that, and where the input is no journal
 */
public record OperationRecord(
        InstanceId instance,
        AgentId agent,
        NodeName node,
        String task,
        Duration interval,
        int callId,
        ExecutionStatus status,
        int exitCode,
        Optional<Integer> expectedExitCode,
        String exitReason,
        Optional<Instant> lastChange,
        Duration executionTime,
        Duration queueTime,
        Digests digests,
        Optional<Migration> migration,
        Optional<String> orderedBy,
        boolean keptAsFailure,
        OptionalLong journalIndex) {

    /**
     * Digests of the parameters an operation ran with, to see later whether they changed.
     *
     * @param all of every parameter
     * @param restart of those whose change needs a restart
     * @param restartParameters their names
     * @param secure of those that are not private
     * @param secureParameters the names of the private ones
     */
    public record Digests(
            Optional<String> all,
            Optional<String> restart,
            Optional<String> restartParameters,
            Optional<String> secure,
            Optional<String> secureParameters) {

        public static final Digests NONE =
                new Digests(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Source and target of a live migration. */
    public record Migration(NodeName source, NodeName target) {

        /** What the meta attributes of an order say of it; nothing if it is no part of a migration. */
        public static Optional<Migration> of(String task, Map<String, String> meta) {
            return Optional.ofNullable(meta.get("migrate_source"))
                    .filter(_ -> task.startsWith("migrate_"))
                    .flatMap(source -> Optional.ofNullable(meta.get("migrate_target"))
                            .map(target -> new Migration(new NodeName(source), new NodeName(target))));
        }
    }

    /** An operation that is taken to have ended at that time, without an order of ours and at once, with that exit code. */
    public static OperationRecord supposed(
            InstanceId instance,
            AgentId agent,
            NodeName node,
            String task,
            Duration interval,
            int callId,
            int exitCode,
            int expectedExitCode,
            String exitReason,
            Instant at,
            Optional<Migration> migration) {
        return new OperationRecord(
                instance,
                agent,
                node,
                task,
                interval,
                callId,
                ExecutionStatus.DONE,
                exitCode,
                Optional.of(expectedExitCode),
                exitReason,
                Optional.of(at),
                Duration.ZERO,
                Duration.ZERO,
                Digests.NONE,
                migration,
                Optional.empty(),
                false,
                OptionalLong.empty());
    }

    /** The copy of a failed operation that is kept until the failure is forgotten. */
    public OperationRecord asKeptFailure() {
        return with(true, journalIndex);
    }

    /** What became of it in the journal. */
    public OperationRecord agreedAt(long index) {
        return with(keptAsFailure, OptionalLong.of(index));
    }

    private OperationRecord with(boolean kept, OptionalLong index) {
        return new OperationRecord(
                instance,
                agent,
                node,
                task,
                interval,
                callId,
                status,
                exitCode,
                expectedExitCode,
                exitReason,
                lastChange,
                executionTime,
                queueTime,
                digests,
                migration,
                orderedBy,
                kept,
                index);
    }

    /**
     * Whether it ended after another one. Calls of one node are numbered. Of two nodes' the dates must say so, and the order in
     * which they were agreed where that is known: dates come from clocks, which may have been set in between, and what is agreed
     * later may have ended before.
     */
    public boolean isLaterThan(OperationRecord other) {
        if (node.equals(other.node)) {
            return callId > other.callId;
        }
        boolean dated =
                lastChange.flatMap(when -> other.lastChange.map(when::isAfter)).orElse(false);
        boolean agreedBefore = journalIndex.isPresent()
                && other.journalIndex.isPresent()
                && journalIndex.getAsLong() < other.journalIndex.getAsLong();
        return dated && !agreedBefore;
    }

    public boolean isProbe() {
        return task.equals("monitor") && interval.isZero();
    }

    public boolean isRecurring() {
        return !interval.isZero();
    }
}
