package crm.policy.situation;

import crm.model.NodeName;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import java.util.Optional;

/** Notes that an instance is active on a node, with what follows: for its collectives, and where it is active twice. */
final class Activity {

    private final Findings findings;

    Activity(Findings findings) {
        this.findings = findings;
    }

    void note(Unit unit, NodeName node) {
        Finding finding = findings.of(unit);
        if (finding.active.contains(node)) {
            return;
        }
        finding.active.add(node);
        NodeFinding where = findings.nodes.get(node);
        if (unit instanceof Unit.Instance && where != null && where.maintenance) {
            finding.managed = false;
            finding.maintenance = true;
        }
        if (!finding.managed) {
            finding.keepOn(node, new PlacementReason.Unmanaged(unit.id()));
            noteAround(unit, node);
            return;
        }
        if (unit instanceof Unit.Instance && finding.active.size() > 1) {
            twice(unit, finding);
        }
        findings.parent(unit).ifPresent(parent -> note(parent, node));
    }

    /** What is left alone makes its collectives active as well, though nothing more follows for them. */
    private void noteAround(Unit unit, NodeName node) {
        Optional<Unit> around = findings.parent(unit);
        while (around.isPresent()) {
            Finding finding = findings.of(around.get());
            if (!finding.active.contains(node)) {
                finding.active.add(node);
            }
            around = findings.parent(around.get());
        }
    }

    private void twice(Unit unit, Finding finding) {
        switch (unit.definition().meta("multiple-active").orElse("stop_start")) {
            case "stop_only" -> finding.banEverywhere(new ActionReason.MultiplyActive(unit.id()));
            case "block" -> {
                block(finding);
                findings.parent(unit)
                        .filter(parent -> parent instanceof Unit.GroupUnit)
                        .filter(parent ->
                                parent.definition().meta("multiple-active").equals(Optional.of("block")))
                        .ifPresent(parent -> parent.children().forEach(child -> block(findings.of(child))));
            }
            case "stop_unexpected" -> finding.stopUnexpected = true;
            default -> {}
        }
    }

    private static void block(Finding finding) {
        finding.managed = false;
        finding.blocked = true;
    }
}
