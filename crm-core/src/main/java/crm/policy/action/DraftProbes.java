package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Drafts a look at every instance on every node of which nobody knows yet whether it is active there. */
final class DraftProbes {

    private static final String NOT_RUNNING = "7";
    private static final String RUNNING_PROMOTED = "8";

    private final DraftActions all;
    private final Situation situation;
    private final ActionSheet sheet;

    DraftProbes(DraftActions all) {
        this.all = all;
        this.situation = all.situation;
        this.sheet = all.sheet;
    }

    void draft() {
        if (!all.options.startupProbes()) {
            return;
        }
        for (NodeStanding node : situation.nodes().values()) {
            if (node.online() && !node.isUnclean()) {
                situation.top().forEach(unit -> probe(unit, node.name()));
            }
        }
    }

    private void probe(Unit unit, NodeName node) {
        switch (unit) {
            case Unit.Instance instance -> probeInstance(instance, node);
            case Unit.GroupUnit group -> group.members().forEach(member -> probeInstance(member, node));
            case Unit.CloneUnit clone -> probeClone(clone, node);
        }
    }

    /** Of alike instances one look is enough: at the one known there, else at the one that shall be, else at any. */
    private void probeClone(Unit.CloneUnit clone, NodeName node) {
        if (clone.options().unique()) {
            clone.copies().forEach(copy -> probe(copy, node));
            return;
        }
        List<Unit> copies = clone.copies();
        Predicate<Unit> known = copy -> situation.standing(copy).known().contains(node);
        copies.stream()
                .filter(known)
                .findFirst()
                .or(() -> copies.stream().filter(copy -> isPlacedOn(copy, node)).findFirst())
                .or(() -> copies.stream().findFirst())
                .ifPresent(copy -> probe(copy, node));
    }

    private boolean isPlacedOn(Unit copy, NodeName node) {
        Unit first = copy.children().isEmpty() ? copy : copy.children().getFirst();
        return all.placement.of(first).node().equals(Optional.of(node));
    }

    private void probeInstance(Unit.Instance instance, NodeName node) {
        var standing = situation.standing(instance);
        boolean launched = situation.launcher(instance).isPresent()
                && !instance.definition().isRemoteConnection();
        if (launched || standing.removed() || standing.known().contains(node)) {
            return;
        }
        Sketch probe = sheet.need(instance, Verb.MONITOR, node);
        // Even what is unmanaged is looked at.
        probe.required = true;
        probe.own = new ActionReason.NotLookedYet(instance.id(), node);
        if (standing.active().isEmpty()) {
            probe.details.put("op_target_rc", NOT_RUNNING);
        } else if (standing.role() == Role.PROMOTED) {
            probe.details.put("op_target_rc", RUNNING_PROMOTED);
        } else {
            probe.details.put("op_target_rc", NOT_RUNNING);
        }
        Unit waiting = situation.cloneOf(instance).map(Unit.class::cast).orElse(instance);
        boolean mayWait = probe.blocked && !situation.isActive(waiting);
        sheet.order(
                mayWait
                        ? ActionOrdering.of(
                                probe.end(), Deed.of(waiting.index(), Verb.START), Effect.BLOCKED_FIRST_BLOCKS_THEN)
                        : ActionOrdering.of(probe.end(), Deed.of(waiting.index(), Verb.START)));
        sheet.order(ActionOrdering.of(probe.end(), Deed.of(waiting.index(), Verb.RELOAD)));
    }
}
