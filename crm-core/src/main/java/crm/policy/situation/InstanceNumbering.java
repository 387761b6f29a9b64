package crm.policy.situation;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.ResourceHistory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the unit a history is about. Instances of anonymous clones have no identity of their own: a history is given
 * to whichever instance is active on its node, else to a free one, whatever number it carries.
 */
final class InstanceNumbering {

    private final Findings findings;

    InstanceNumbering(Findings findings) {
        this.findings = findings;
    }

    /** The unit, made up if the configuration does not know it; empty if the history is about a collective. */
    Optional<Unit.Instance> find(ResourceHistory history, NodeName node) {
        InstanceId id = history.instance();
        Optional<Unit> exact = findings.unit(id);
        Optional<Unit> candidate = exact.isPresent()
                ? exact
                : findings.unit(InstanceId.of(id.resource(), 0)).filter(this::isOneOfAlike);
        if (candidate.isEmpty()) {
            return Optional.of(
                    findings.unit(id).map(Unit.Instance.class::cast).orElseGet(() -> findings.addRemoved(history)));
        }
        if (!(candidate.get() instanceof Unit.Instance instance)) {
            return Optional.empty();
        }
        if (findings.topOf(instance) instanceof Unit.CloneUnit clone
                && !clone.options().unique()) {
            Optional<Unit.BundleUnit> bundle = findings.bundleOf(clone);
            return Optional.of(
                    bundle.isPresent()
                            ? inside(bundle.get(), node).orElseGet(() -> findings.addRemoved(history))
                            : anonymous(clone, id.resource(), node));
        }
        return Optional.of(instance);
    }

    /** What runs inside a bundle is told apart by the container it runs in. */
    private static Optional<Unit.Instance> inside(Unit.BundleUnit bundle, NodeName node) {
        return bundle.replicas().stream()
                .filter(replica -> replica.connection()
                        .filter(connection -> connection.id().toString().equals(node.value()))
                        .isPresent())
                .findFirst()
                .flatMap(bundle::inside)
                .map(Unit.Instance.class::cast);
    }

    private boolean isOneOfAlike(Unit unit) {
        return findings.topOf(unit) instanceof Unit.CloneUnit clone
                && !clone.options().unique();
    }

    private Unit.Instance anonymous(Unit.CloneUnit clone, ResourceId resource, NodeName node) {
        Unit.@Nullable Instance free = null;
        boolean skipFree = false;
        for (Unit copy : clone.copies()) {
            Unit.Instance part = part(copy, resource);
            if (findings.of(copy).active.contains(node)) {
                if (findings.of(part).active.isEmpty()) {
                    return part;
                }
                // Two histories of one instance on one node: the second is nobody's.
                skipFree = true;
            } else if (!skipFree
                    && free == null
                    && findings.of(copy).active.isEmpty()
                    && !findings.of(part).blocked
                    && pendingNowhereElse(part, node)) {
                free = part;
            }
        }
        boolean everywhere = clone.options().max() == findings.nodes.size();
        if (free != null && !skipFree && (everywhere || mayTake(free, node))) {
            return free;
        }
        return part(findings.addCopy(clone), resource);
    }

    private boolean pendingNowhereElse(Unit.Instance part, NodeName node) {
        InstanceStanding.Pending pending = findings.of(part).pending;
        return pending == null || pending.node().equals(node);
    }

    /** What needs no fencing counts as inactive on nodes that need it, and must not use up a number there. */
    private boolean mayTake(Unit.Instance free, NodeName node) {
        NodeFinding there = findings.nodes.get(node);
        return there == null
                || (there.online && !there.isUnclean())
                || findings.policy.requires(free.definition()).fencing();
    }

    private static Unit.Instance part(Unit copy, ResourceId resource) {
        return switch (copy) {
            case Unit.Instance instance -> instance;
            case Unit.GroupUnit group ->
                group.members().stream()
                        .filter(member -> member.id().resource().equals(resource))
                        .findFirst()
                        .orElseThrow();
            case Unit.BundleUnit bundle -> throw new IllegalStateException("a bundle inside a clone: " + bundle.id());
            case Unit.CloneUnit clone -> throw new IllegalStateException("a clone inside a clone: " + clone.id());
        };
    }
}
