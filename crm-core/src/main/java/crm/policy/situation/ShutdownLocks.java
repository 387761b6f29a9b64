package crm.policy.situation;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.state.Attributes;
import crm.state.ResourceHistory;
import crm.transition.PlacementReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps resources for nodes that were shut down in good order: what ran there waits for the node to come back, for as
 * long as the limit says. The lock is noted in the node's history when the resource stops.
 */
final class ShutdownLocks {

    private final Findings findings;
    private final ClusterOptions options;
    private final List<Situation.Change> ended = new ArrayList<>();

    ShutdownLocks(Findings findings) {
        this.findings = findings;
        this.options = findings.configuration.options();
    }

    /** Histories of locks that are over. */
    List<Situation.Change> ended() {
        return ended;
    }

    /** Heeds the lock a history carries. */
    void note(ResourceHistory history, Unit.Instance unit, NodeName node) {
        if (!options.shutdownLock() || history.lockedSince().isEmpty()) {
            return;
        }
        Instant since = history.lockedSince().get();
        Duration limit = options.shutdownLockLimit();
        if (!limit.isZero() && findings.now.isAfter(since.plus(limit))) {
            ended.add(new Situation.LockEnded(unit.index(), node));
        } else {
            findings.of(unit).lock = new InstanceStanding.Lock(node, since, true);
        }
    }

    /** Closes all other nodes to whatever is locked, once it is known what runs where. */
    void settle() {
        if (options.shutdownLock()) {
            findings.unfolded.top().forEach(this::settle);
        }
    }

    private void settle(Unit unit) {
        switch (unit) {
            case Unit.GroupUnit group -> group.members().forEach(this::settleInstance);
            case Unit.Instance instance -> settleInstance(instance);
            case Unit.CloneUnit _, Unit.BundleUnit _ -> {
                // Their instances are all alike: there is nothing to come back to.
            }
        }
    }

    private void settleInstance(Unit.Instance instance) {
        if (instance.definition().isFencing() || instance.definition().isRemoteConnection()) {
            return;
        }
        Finding finding = findings.of(instance);
        InstanceStanding.Lock lock = finding.lock;
        if (lock != null && !finding.active.isEmpty()) {
            ended.add(new Situation.LockEnded(instance.index(), lock.node()));
            finding.lock = null;
        } else if (lock == null && finding.active.size() == 1) {
            lockToLeaver(finding, finding.active.getFirst());
        }
        InstanceStanding.Lock held = finding.lock;
        if (held != null) {
            close(instance, held);
        }
    }

    private void lockToLeaver(Finding finding, NodeName name) {
        NodeFinding node = findings.nodes.get(name);
        if (node != null && node.shuttingDown && !node.isUnclean()) {
            Instant since = node.facts
                    .attribute(Attributes.SHUTDOWN)
                    .filter(text -> text.matches("[1-9][0-9]{0,11}"))
                    .map(text -> Instant.ofEpochSecond(Long.parseLong(text)))
                    .orElse(findings.now);
            finding.lock = new InstanceStanding.Lock(name, since, false);
        }
    }

    private void close(Unit.Instance instance, InstanceStanding.Lock lock) {
        Duration limit = options.shutdownLockLimit();
        if (!limit.isZero()) {
            findings.changes.note(lock.since().plus(limit).plusSeconds(1));
        }
        for (NodeName other : findings.nodes.keySet()) {
            if (!other.equals(lock.node())) {
                findings.of(instance).ban(other, new PlacementReason.LockedTo(instance.id(), lock.node()));
            }
        }
    }
}
