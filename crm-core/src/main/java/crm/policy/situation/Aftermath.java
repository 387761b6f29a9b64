package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.transition.ActionReason;
import crm.transition.PlacementReason;
import java.time.Duration;
import java.util.Optional;

/**
 * What one node's history of one instance comes to once all of it has been replayed: where the instance is known and
 * active, and what recovery its failures call for.
 */
final class Aftermath {

    private final Findings findings;
    private final NodeFinding node;
    private final Unit.Instance unit;
    private final Finding finding;

    Aftermath(Findings findings, NodeFinding node, Unit.Instance unit) {
        this.findings = findings;
        this.node = node;
        this.unit = unit;
        this.finding = findings.of(unit);
    }

    private NodeName name() {
        return node.facts.name();
    }

    /** Notes in what role a history leaves the instance, and what the worst of its failures calls for. */
    void of(Role known, Recovery worst) {
        noteKnown();
        boolean isActive = known != Role.STOPPED;
        if (isActive && !node.online && !node.maintenance && finding.managed) {
            activeOutOfReach();
        }
        // A node to be fenced takes its failures with it.
        Recovery recovery = node.isUnclean() ? Recovery.IGNORE : worst;
        recover(recovery, isActive);
        finding.role = known;
        if (isActive) {
            boolean isNew = !finding.active.contains(name());
            new Activity(findings).note(unit, name());
            if (isNew && worst == Recovery.IGNORE) {
                weigh();
            }
            switch (recovery) {
                case IGNORE -> {}
                case DEMOTE, BLOCK -> finding.fail(false);
                case RESTART, RESET_REMOTE, RESTART_CONTAINER, BAN, STOP, STANDBY, FENCE -> finding.fail(true);
            }
        } else {
            ofInactive();
            InstanceStanding.Migration migration = finding.migration;
            // Having left the source says nothing of the target.
            if (migration != null && migration.source().equals(name())) {
                finding.role = Role.STARTED;
            }
        }
    }

    /** Notes that a history leaves the instance inactive, or says nothing of that at all. */
    void ofInactive() {
        finding.stopsNeeded.remove(name());
        String name = finding.historyName;
        if (name != null && name.contains(":")) {
            // Where a number was given to an instance that does not run, another instance may get it.
            finding.historyName = null;
        }
    }

    /** What runs in a guest makes the guest's own node as important. */
    private void weigh() {
        int priority = unit.definition().priority();
        int weight = priority != 0 && finding.role == Role.PROMOTED ? priority + 1 : priority;
        node.priority += weight;
        findings.connection(name())
                .flatMap(findings::launcher)
                .map(findings::of)
                .ifPresent(container -> container.active.stream()
                        .flatMap(host -> Optional.ofNullable(findings.nodes.get(host)).stream())
                        .forEach(host -> host.priority += weight));
    }

    /** What is active where nobody can look after it calls for fencing, of a guest even if fencing is not enabled. */
    private void activeOutOfReach() {
        if (node.isGuest()) {
            finding.fail(true);
        } else if (!findings.configuration.options().fencingEnabled()) {
            return;
        }
        boolean connectionWell = findings.connection(name())
                .map(findings::of)
                .map(connection -> !connection.failed)
                .orElse(false);
        boolean mayComeBack = node.isRemote() && !node.isGuest() && connectionWell;
        node.reachable |= mayComeBack;
        findings.mustBeFenced(
                node,
                mayComeBack
                        ? unit.id()
                                + " is active there (fencing will be revoked if remote connection can be re-established"
                                + " elsewhere)"
                        : unit.id() + " is thought to be active there");
    }

    /** Notes what is thought of because of the history, in the order of reading. */
    void notice(String task, Duration interval) {
        findings.noticed.add(new Situation.Noticed(unit.index(), name(), task, interval));
    }

    private void noteKnown() {
        Optional<Unit> current = Optional.of(unit);
        while (current.isPresent()) {
            findings.of(current.get()).known.add(name());
            boolean unique = findings.topOf(unit) instanceof Unit.CloneUnit clone
                    && clone.options().unique();
            current = unique ? Optional.empty() : findings.parent(current.get());
        }
    }

    private void recover(Recovery recovery, boolean isActive) {
        switch (recovery) {
            case IGNORE -> {}
            case DEMOTE -> {
                finding.fail(false);
                finding.demotesNeeded.add(name());
                notice("demote", Duration.ZERO);
            }
            case FENCE -> findings.mustBeFenced(node, unit.id() + " failed there");
            case STANDBY -> {
                node.standby = true;
                node.standbyOnFail = true;
            }
            case BLOCK -> {
                finding.managed = false;
                finding.blocked = true;
            }
            case BAN -> finding.ban(name(), new ActionReason.Failed(unit.id(), name()));
            case STOP -> finding.limit(Role.STOPPED, new PlacementReason.StoppedByFailure(unit.id()));
            case RESTART_CONTAINER -> {
                finding.fail(true);
                Unit launcher = findings.launcher(unit).orElse(unit);
                if (findings.bundleOf(launcher).isPresent()) {
                    findings.containersToStop.add(launcher);
                } else if (isActive || launcher.index() != unit.index()) {
                    findings.of(launcher).stopsNeeded.add(name());
                    findings.noticed.add(new Situation.Noticed(launcher.index(), name(), "stop", Duration.ZERO));
                }
            }
            case RESET_REMOTE -> new RemoteReset(findings, unit).call(isActive, name());
            case RESTART -> {
                if (isActive) {
                    finding.fail(true);
                    finding.stopsNeeded.add(name());
                    notice("stop", Duration.ZERO);
                }
            }
        }
    }
}
