package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.policy.rule.EffectiveConfiguration;
import crm.policy.rule.NextChange;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Makes of facts what they mean: nodes first, then every history node by node, so that instances find their state. */
public final class ReadSituation {

    private final EffectiveConfiguration configuration;
    private final ClusterState state;
    private final Instant now;

    public ReadSituation(EffectiveConfiguration configuration, ClusterState state, Instant now) {
        this.configuration = configuration;
        this.state = state;
        this.now = now;
    }

    /** A history that has been read, and of whom it is. */
    private record Read(NodeFinding node, ResourceHistory history, Unit.Instance unit) {}

    private final List<Read> read = new ArrayList<>();

    public Situation result() {
        var changes = new NextChange(now);
        var nodes = new ReadNodes(configuration, state, now, changes).result();
        var findings = new Findings(configuration, nodes, new FailCounts(state, now), changes, state, now);
        var locks = new ShutdownLocks(findings);
        findings.all().forEach(findings::limitToTarget);
        var remote = new ReadRemoteNodes(findings);
        remote.limitLeaving();
        readAsReached(findings, remote, locks);
        // What was found of a connection on other nodes does not keep it open.
        remote.limitLeaving();
        stopContainers(findings);
        remote.settle();
        settle(findings);
        var comparison = new ReadChanges(findings);
        // Node by node in the order of their names: actions that follow from it are numbered in this order.
        read.stream()
                .sorted(Comparator.comparing(one -> one.node.facts.name()))
                .forEach(one -> comparison.read(one.node, one.history, one.unit));
        new ReadTickets(configuration, state, findings).note();
        locks.settle();
        var changed = new ArrayList<>(locks.ended());
        changed.addAll(comparison.changes());
        return freeze(findings, changes, changed);
    }

    /**
     * Reads histories node by node. What a remote node did is of interest once it is known that it is connected, which
     * other nodes' histories tell; where fencing is enabled, those of nodes that are not matter too in the end. Nodes
     * that are offline matter where they may have to be fenced, or something may be kept for them.
     */
    private void readAsReached(Findings findings, ReadRemoteNodes remote, ShutdownLocks locks) {
        boolean fencing = configuration.options().fencingEnabled();
        boolean keeping = configuration.options().shutdownLock();
        var left = new ArrayList<NodeState>(state.nodes());
        left.removeIf(node -> !findings.nodes.containsKey(node.name()));
        boolean progress = true;
        while (progress) {
            progress = false;
            for (NodeState node : List.copyOf(left)) {
                NodeFinding there = finding(findings, node);
                boolean readable = there.isRemote() ? remote.isConnected(there) : there.online || fencing || keeping;
                if (readable) {
                    left.remove(node);
                    progress = true;
                    if (there.isRemote()) {
                        remote.settle(there);
                    }
                    read(findings, locks, there, node);
                }
            }
        }
        if (fencing) {
            left.forEach(node -> read(findings, locks, finding(findings, node), node));
        }
    }

    private static void stopContainers(Findings findings) {
        for (Unit container : findings.containersToStop) {
            findings.of(container).active.stream().findFirst().ifPresent(host -> {
                findings.of(container).stopsNeeded.add(host);
                findings.noticed.add(new Situation.Noticed(container.index(), host, "stop", Duration.ZERO));
            });
        }
    }

    private static NodeFinding finding(Findings findings, NodeState node) {
        NodeFinding there = findings.nodes.get(node.name());
        if (there == null) {
            throw new IllegalArgumentException("no such node: " + node.name());
        }
        return there;
    }

    private void read(Findings findings, ShutdownLocks locks, NodeFinding there, NodeState node) {
        node.history().forEach(history -> read(findings, locks, there, history));
    }

    private void read(Findings findings, ShutdownLocks locks, NodeFinding there, ResourceHistory history) {
        if (history.operations().isEmpty() && history.lockedSince().isEmpty()) {
            return;
        }
        Optional<Unit.Instance> unit = new InstanceNumbering(findings).find(history, there.facts.name());
        if (unit.isEmpty()) {
            return;
        }
        locks.note(history, unit.get(), there.facts.name());
        if (FailureExpiry.isSuspended(unit.get(), history)) {
            findings.failCounts.neverExpires(unit.get(), there.facts.name());
        }
        new HistoryReader(findings, there, history, unit.get()).read();
        read.add(new Read(there, history, unit.get()));
    }

    /** What can be said only once everything has been read. */
    private void settle(Findings findings) {
        ClusterOptions options = configuration.options();
        for (Finding finding : findings.all()) {
            if (finding.removed) {
                if (options.stopRemovedResources()) {
                    finding.banEverywhere(Situation.whyRemoved(finding.unit, findings.topOf(finding.unit)));
                } else if (findings.parent(finding.unit).isEmpty()) {
                    finding.managed = false;
                }
            }
        }
    }

    private Situation freeze(Findings findings, NextChange changes, List<Situation.Change> configurationChanges) {
        var nodes = new LinkedHashMap<NodeName, NodeStanding>();
        findings.nodes.forEach((name, finding) -> nodes.put(name, finding.standing()));
        List<Unit> top = new ArrayList<>(findings.unfolded.top());
        top.sort(Comparator.comparingInt((Unit unit) -> unit.definition().priority())
                .reversed());
        return new Situation(
                nodes,
                findings.unfolded.units(),
                top,
                findings.all().stream()
                        .map(finding -> finding.standing(
                                findings.policy.requires(finding.unit.definition()),
                                findings.isPromotable(finding.unit)))
                        .toList(),
                state.quorum().held(),
                ReadNodes.noQuorumPolicy(configuration.options(), state),
                Findings.canFence(configuration),
                findings.failCounts,
                findings.forgets,
                findings.noticed,
                new ArrayList<>(findings.condemned),
                configurationChanges,
                new ReadUnfencing(findings, state).result(),
                findings.indexes(),
                changes.earliest());
    }
}
