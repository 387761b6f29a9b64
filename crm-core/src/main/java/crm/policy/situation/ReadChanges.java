package crm.policy.situation;

import crm.model.AgentId;
import crm.model.NodeName;
import crm.policy.situation.ParameterDigests.Difference;
import crm.state.OperationRecord;
import crm.state.ResourceHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what histories say was run with what the configuration says now: what is no longer configured is forgotten,
 * what was configured otherwise is restarted, reloaded or ordered again.
 */
final class ReadChanges {

    private static final Set<String> STARTING = Set.of("monitor", "start", "promote", "migrate_from");

    private final Findings findings;
    private final List<Situation.Change> changes = new ArrayList<>();
    /** Of each top-level resource, by its index, the instances that a name may mean: a clone has as many as nodes. */
    private final Map<Integer, Map<String, List<Unit.Instance>>> named = new HashMap<>();

    ReadChanges(Findings findings) {
        this.findings = findings;
    }

    List<Situation.Change> changes() {
        return changes;
    }

    void read(NodeFinding node, ResourceHistory history, Unit.Instance unit) {
        boolean usable = node.online && !node.isUnclean() && !node.standby && !node.shuttingDown;
        if (node.maintenance || usable) {
            Unit top = findings.topOf(unit);
            named.computeIfAbsent(top.index(), _ -> named(top))
                    .getOrDefault(history.instance().toString(), List.of())
                    .forEach(one -> readOf(node, history, one));
        }
    }

    /** By its name a history is about any instance that has or had that name. */
    private Map<String, List<Unit.Instance>> named(Unit top) {
        var named = new HashMap<String, List<Unit.Instance>>();
        instances(top).forEach(one -> {
            String own = one.id().toString();
            String had = findings.of(one).historyName;
            named.computeIfAbsent(own, _ -> new ArrayList<>()).add(one);
            if (had != null && !had.equals(own)) {
                named.computeIfAbsent(had, _ -> new ArrayList<>()).add(one);
            }
        });
        return named;
    }

    private static Stream<Unit.Instance> instances(Unit unit) {
        return unit instanceof Unit.Instance instance
                ? Stream.of(instance)
                : unit.children().stream().flatMap(ReadChanges::instances);
    }

    private void readOf(NodeFinding node, ResourceHistory history, Unit.Instance unit) {
        NodeName name = node.facts.name();
        Finding finding = findings.of(unit);
        if (finding.removed) {
            boolean alike = findings.topOf(unit) instanceof Unit.CloneUnit clone
                    && !clone.options().unique();
            if (!alike) {
                changes.add(new Situation.Cleanup(unit.index(), name));
            }
            return;
        }
        boolean active = finding.active.contains(name);
        if (agentChanged(history, unit)) {
            if (active) {
                changes.add(new Situation.AgentChanged(unit.index(), name));
            }
            changes.add(new Situation.Cleanup(unit.index(), name));
        } else if (active) {
            compare(node, history, unit);
        }
    }

    private static boolean agentChanged(ResourceHistory history, Unit.Instance unit) {
        AgentId then = history.agent();
        return unit.definition().agent().map(now -> !now.equals(then)).orElse(false);
    }

    private void compare(NodeFinding node, ResourceHistory history, Unit.Instance unit) {
        List<OperationRecord> sorted = HistoryReader.sorted(history);
        var span = RunningMonitors.Span.of(sorted);
        for (int i = 0; i < sorted.size(); i++) {
            OperationRecord operation = sorted.get(i);
            boolean compared = operation.isRecurring() || STARTING.contains(operation.task());
            boolean maintenance = operation.isRecurring() && (findings.of(unit).maintenance || node.maintenance);
            if (span.isRunningAt(i) && compared && !maintenance) {
                compare(node, unit, operation);
            }
        }
    }

    private void compare(NodeFinding node, Unit.Instance unit, OperationRecord operation) {
        NodeName name = node.facts.name();
        boolean configured = !operation.isRecurring()
                || unit.definition()
                        .operation(operation.task(), operation.interval())
                        .isPresent();
        if (!configured) {
            forgetFailures(unit, name);
            return;
        }
        Difference difference = findings.digests.difference(unit.definition(), name, operation);
        if (findings.of(unit).reordered.contains(operation)
                && operation.digests().all().isPresent()) {
            difference = Difference.RELOADABLE;
        }
        switch (difference) {
            case NONE -> {
                return;
            }
            case NEEDS_RESTART -> {
                String task = ParameterDigests.taskCompared(operation);
                changes.add(new Situation.NeedsRestart(unit.index(), name, task, operation.interval()));
            }
            case RELOADABLE ->
                changes.add(
                        operation.isRecurring()
                                ? new Situation.OrderAgain(unit.index(), name, operation.task(), operation.interval())
                                : new Situation.NeedsReload(unit.index(), name));
        }
        forgetFailures(unit, name);
    }

    private void forgetFailures(Unit.Instance unit, NodeName node) {
        var forget = new Situation.Forget(unit.index(), node, "action definition changed");
        boolean known = findings.forgets.stream()
                .anyMatch(f -> f.unit() == unit.index() && f.node().equals(node));
        if (!known
                && findings.failCounts.effective(unit, node).isPositive()
                && !changes.contains(new Situation.FailuresMoot(forget))) {
            changes.add(new Situation.FailuresMoot(forget));
        }
    }
}
