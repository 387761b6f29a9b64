package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.state.ClusterState;
import crm.state.OperationRecord;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what an interrupted or failed live migration leaves behind: an instance on the source, the target or both. */
final class MigrationReading {

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

    /** It left the source; whether it arrived the target's history says, if it says anything. */
    void succeeded(OperationRecord operation) {
        Optional<OperationRecord.Migration> migration = operation.migration();
        if (migration.isEmpty()) {
            role.accept(Role.STARTED);
            return;
        }
        NodeName target = migration.get().target();
        NodeFinding there = findings.nodes.get(target);
        Optional<OperationRecord> arrival = findings.histories.last(unit, target, "migrate_from");
        boolean superseded = findings.histories.later(unit, target, operation, "stop")
                || findings.histories.later(unit, target, operation, "start");
        if (superseded) {
            return;
        }
        role.accept(Role.STARTED);
        if (arrival.isPresent() && arrival.get().exitCode() == 0) {
            // It arrived; what is left on the source only needs its stop.
            finding.danglingMigrations.add(migration.get().source());
            role.accept(Role.STOPPED);
        } else if (arrival.isEmpty() && there != null && there.online) {
            finding.migration = new InstanceStanding.Migration(migration.get().source(), target);
            new Activity(findings).note(unit, target);
        }
    }

    /** It did not leave properly: it may be on both. */
    void departureFailed(OperationRecord operation) {
        role.accept(Role.STARTED);
        operation.migration().ifPresent(migration -> {
            NodeName target = migration.target();
            NodeFinding there = findings.nodes.get(target);
            boolean known = findings.histories.last(unit, target, "stop").isPresent()
                    || findings.histories.last(unit, target, "monitor").isPresent();
            if (there != null && there.online && !known) {
                new Activity(findings).note(unit, target);
            }
        });
    }

    /** It did not arrive properly: unless the source has stopped it since, it may be on both. */
    void arrivalFailed(OperationRecord operation) {
        role.accept(Role.STARTED);
        operation.migration().ifPresent(migration -> {
            NodeName source = migration.source();
            NodeFinding there = findings.nodes.get(source);
            Optional<OperationRecord> stop = findings.histories.last(unit, source, "stop");
            Optional<OperationRecord> departure = findings.histories.last(unit, source, "migrate_to");
            boolean stopped = stop.isPresent()
                    && (departure.isEmpty()
                            || stop.get().callId() > departure.get().callId());
            if (there != null && there.online && !stopped) {
                new Activity(findings).note(unit, source);
            }
        });
    }

    /** Looks things up in the histories of other nodes. */
    record Histories(ClusterState state) {

        Optional<OperationRecord> last(Unit unit, NodeName node, String task) {
            return state.node(node).stream()
                    .flatMap(n -> n.history().stream())
                    .filter(h ->
                            h.instance().resource().equals(unit.definition().id()))
                    .flatMap(h -> h.operations().stream())
                    .filter(op -> op.task().equals(task) && op.interval().isZero())
                    .max(java.util.Comparator.comparingInt(OperationRecord::callId));
        }

        /** Whether that node did {@code task} after {@code operation}, which another node did. */
        boolean later(Unit unit, NodeName node, OperationRecord operation, String task) {
            return last(unit, node, task)
                    .flatMap(OperationRecord::lastChange)
                    .flatMap(when -> operation.lastChange().map(when::isAfter))
                    .orElse(false);
        }
    }
}
