package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Reads what an interrupted or failed live migration leaves behind: an instance on the source, the target or both. A
 * complete migration is three operations: the source hands over, the target takes over, the source stops.
 */
final class MigrationReading {

    private static final int OK = 0;
    private static final int NOT_RUNNING = 7;
    private static final Set<String> MOVES = Set.of("start", "stop", "migrate_to", "migrate_from");

    private final Findings findings;
    private final Unit.Instance unit;
    private final Finding finding;
    private final Consumer<Role> role;

    MigrationReading(Findings findings, Unit.Instance unit, Consumer<Role> role) {
        this.findings = findings;
        this.unit = unit;
        this.finding = findings.of(unit);
        this.role = role;
    }

    /** The source handed over; whether it arrived the target's history says, if it says anything. */
    void succeeded(OperationRecord handover) {
        if (handover.migration().isEmpty()) {
            role.accept(Role.STARTED);
            return;
        }
        NodeName source = handover.migration().get().source();
        NodeName target = handover.migration().get().target();
        boolean leftSince = moved(source, handover);
        Optional<OperationRecord> arrival = arrival(source, target);
        if (arrival.isPresent() && leftSince) {
            return;
        }
        boolean targetChanged = changed(target, arrival.orElse(handover));
        if (leftSince && targetChanged) {
            return;
        }
        if (arrival.filter(MigrationReading::isSuccess).isPresent()) {
            // It arrived; what is left on the source only needs its stop.
            finding.danglingMigrations.add(source);
            role.accept(Role.STOPPED);
            return;
        }
        role.accept(Role.STARTED);
        boolean onTarget = !targetChanged && isOnline(target);
        boolean failed =
                arrival.filter(a -> a.status() != ExecutionStatus.PENDING).isPresent();
        if (failed) {
            if (onTarget) {
                new Activity(findings).note(unit, target);
            } else {
                finding.fail(true);
            }
        } else if (isOnline(target) && isUnknownOn(target)) {
            // What was known of the target was forgotten: it will be looked at again.
            return;
        } else if (onTarget) {
            new Activity(findings).note(unit, target);
            if (isOnline(source)) {
                finding.migration = new InstanceStanding.Migration(source, target);
            }
        } else if (!leftSince) {
            finding.fail(true);
        }
    }

    /** It did not leave properly: it may be on both. */
    void departureFailed(OperationRecord handover) {
        role.accept(Role.STARTED);
        handover.migration().ifPresent(migration -> {
            NodeName target = migration.target();
            Optional<OperationRecord> arrival =
                    arrival(migration.source(), target).filter(MigrationReading::isSuccess);
            if (!isUnknownOn(target) && !changed(target, arrival.orElse(handover))) {
                if (isOnline(target)) {
                    new Activity(findings).note(unit, target);
                }
            } else if (!moved(migration.source(), handover)) {
                finding.danglingMigrations.add(migration.source());
            }
        });
    }

    /** It did not arrive properly: unless the source has done something since, it may be on both. */
    void arrivalFailed(OperationRecord arrival) {
        role.accept(Role.STARTED);
        arrival.migration().ifPresent(migration -> {
            NodeName source = migration.source();
            Optional<OperationRecord> handover = findings.histories
                    .of(unit, source)
                    .filter(op -> op.task().equals("migrate_to") && isSuccess(op))
                    .findFirst();
            if (!isUnknownOn(source) && !changed(source, handover.orElse(arrival)) && isOnline(source)) {
                new Activity(findings).note(unit, source);
            }
        });
    }

    private static boolean isSuccess(OperationRecord operation) {
        return operation.exitCode() == OK && operation.status() == ExecutionStatus.DONE;
    }

    private boolean isOnline(NodeName node) {
        NodeFinding there = findings.nodes.get(node);
        return there != null && there.online;
    }

    private boolean isUnknownOn(NodeName node) {
        return findings.histories.of(unit, node).findAny().isEmpty();
    }

    private Optional<OperationRecord> arrival(NodeName source, NodeName target) {
        return findings.histories
                .of(unit, target)
                .filter(op -> op.task().equals("migrate_from"))
                .filter(op -> op.migration().map(m -> m.source().equals(source)).orElse(false))
                .findFirst();
    }

    /** Whether the instance was started, stopped or moved on a node since. */
    private boolean moved(NodeName node, OperationRecord since) {
        return findings.histories.of(unit, node).anyMatch(op -> MOVES.contains(op.task()) && op.isLaterThan(since));
    }

    /** Whether there is news of a node since: that it moved there or was found stopped. */
    private boolean changed(NodeName node, OperationRecord since) {
        return moved(node, since)
                || findings.histories
                        .of(unit, node)
                        .anyMatch(op ->
                                op.task().equals("monitor") && op.exitCode() == NOT_RUNNING && op.isLaterThan(since));
    }

    /** Looks things up in the histories of other nodes. */
    static final class Histories {

        private record Place(NodeName node, String resource) {}

        private final Map<Place, List<OperationRecord>> operations = new HashMap<>();

        Histories(ClusterState state) {
            for (NodeState node : state.nodes()) {
                node.history()
                        .forEach(history -> operations.merge(
                                new Place(
                                        node.name(),
                                        history.instance().resource().value()),
                                history.operations(),
                                (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));
            }
        }

        /** What a node did with an instance, the latest first. */
        Stream<OperationRecord> of(Unit unit, NodeName node) {
            return operations
                    .getOrDefault(new Place(node, unit.definition().id().value()), List.of())
                    .stream()
                    .sorted(Comparator.comparingInt(OperationRecord::callId).reversed());
        }
    }
}
