package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            if (!node.online()) {
                fenceUnreachable(node);
            } else if (node.looksNow()) {
                situation.top().forEach(unit -> probe(unit, node.name()));
            }
        }
    }

    /** A remote node whose connection failed may be running anything. */
    private void fenceUnreachable(NodeStanding node) {
        boolean failed = node.isRemote()
                && !node.isGuest()
                && new RemoteOutlook(situation, all.placement, sheet).of(node) == RemoteOutlook.State.FAILED;
        if (failed) {
            sheet.mustBeFenced(node.name(), "the connection is unrecoverable");
        }
    }

    private void probe(Unit unit, NodeName node) {
        switch (unit) {
            case Unit.Instance instance -> probeInstance(instance, node);
            case Unit.GroupUnit group -> group.members().forEach(member -> probeInstance(member, node));
            case Unit.CloneUnit clone -> probeClone(clone, node);
            case Unit.BundleUnit bundle -> probeBundle(bundle, node);
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
        Optional<Unit> there = copies.stream().filter(known).findFirst();
        there.or(() -> copies.stream().filter(copy -> isPlacedOn(copy, node)).findFirst())
                .or(() -> copies.stream().findFirst())
                .ifPresent(copy -> probe(copy, node));
        there.filter(copy -> situation.standing(copy).removed()).ifPresent(copy -> probeRest(copy, copies, node));
    }

    /**
     * A copy that is one too many is not looked for, as in Pacemaker; but if only some members of a group are known on the node,
     * the others may be active there, and would be started elsewhere beside that. See docs/differences.md.
     */
    private void probeRest(Unit surplus, List<Unit> copies, NodeName node) {
        for (int i = 0; i < surplus.children().size(); i++) {
            boolean known =
                    situation.standing(surplus.children().get(i)).known().contains(node);
            List<? extends Unit> alike = copies.getFirst().children();
            if (!known && i < alike.size()) {
                probe(alike.get(i), node);
            }
        }
    }

    private void probeBundle(Unit.BundleUnit bundle, NodeName node) {
        for (Unit.Replica replica : bundle.replicas()) {
            replica.address().ifPresent(address -> probeInstance(address, node));
            bundle.inside(replica).filter(_ -> isNodeOf(replica, node)).ifPresent(inside -> probe(inside, node));
            probeInstance(replica.container(), node);
            if (bundle.perNode() == 1) {
                // No container starts before it is known that no other one has the ports already.
                sheet.find(replica.container(), Verb.MONITOR, node)
                        .ifPresent(look -> bundle.containers().stream()
                                .filter(peer ->
                                        peer.index() != replica.container().index())
                                .forEach(peer -> sheet.order(new ActionOrdering(
                                        look.end(), Deed.of(peer.index(), Verb.START), Scope.SAME_NODE, Set.of()))));
            }
            replica.connection().ifPresent(connection -> {
                probeInstance(connection, node);
                // Where the connection leads is known once the container is up.
                sheet.find(connection, Verb.MONITOR, node)
                        .ifPresent(look -> sheet.order(
                                ActionOrdering.of(start(replica.container()), look.end(), whereItLeads(replica))));
            });
        }
    }

    private static Deed start(Unit unit) {
        return Deed.of(unit.index(), Verb.START);
    }

    /** While the container is down and does not come up, there is nothing to find. */
    private Effect[] whereItLeads(Unit.Replica replica) {
        return situation.isActive(replica.container())
                ? new Effect[0]
                : new Effect[] {Effect.BLOCKED_FIRST_BLOCKS_THEN};
    }

    private static boolean isNodeOf(Unit.Replica replica, NodeName node) {
        return replica.connection()
                .filter(connection -> connection.id().toString().equals(node.value()))
                .isPresent();
    }

    private boolean isPlacedOn(Unit copy, NodeName node) {
        Unit first = copy.children().isEmpty() ? copy : copy.children().getFirst();
        return all.placement.of(first).node().equals(Optional.of(node));
    }

    private void probeInstance(Unit.Instance instance, NodeName node) {
        var standing = situation.standing(instance);
        boolean launched = situation.launcher(instance).isPresent()
                && !instance.definition().isRemoteConnection();
        if (launched
                || standing.removed()
                || standing.known().contains(node)
                || cannotBe(instance, node)
                || !all.constraints.discovery().looks(instance, node)
                || guestIsDown(instance, node)) {
            return;
        }
        Sketch probe = sheet.need(instance, Verb.MONITOR, node);
        // Even what is unmanaged is looked at.
        probe.required = true;
        probe.own = new ActionReason.NotLookedYet(instance.id(), node);
        if (!standing.isActiveOn(node)) {
            probe.details.put("op_target_rc", NOT_RUNNING);
        } else if (standing.role() == Role.PROMOTED) {
            probe.details.put("op_target_rc", RUNNING_PROMOTED);
        }
        all.unfencing.before(probe, instance, node);
        Unit waiting = waiting(instance);
        boolean mayWait = probe.blocked && !situation.isActive(waiting);
        sheet.order(
                mayWait
                        ? ActionOrdering.of(
                                probe.end(), Deed.of(waiting.index(), Verb.START), Effect.BLOCKED_FIRST_BLOCKS_THEN)
                        : ActionOrdering.of(probe.end(), Deed.of(waiting.index(), Verb.START)));
        sheet.order(ActionOrdering.of(probe.end(), Deed.of(waiting.index(), Verb.RELOAD)));
    }

    /** Neither fence devices nor connections are run by remote nodes, nor guests by guests. */
    private boolean cannotBe(Unit.Instance instance, NodeName node) {
        NodeStanding standing = situation.node(node);
        boolean elsewhere = standing.isGuest()
                && situation.bundledContainer(node).isPresent()
                && !all.placement.of(instance).allowed().contains(node);
        boolean cannot = instance.definition().isFencing()
                || instance.definition().isRemoteConnection()
                || (standing.isGuest() && situation.guestIn(instance).isPresent());
        return elsewhere || (standing.isRemote() && cannot);
    }

    /** Nothing runs in a guest that is down, or will not once it goes down or moves: what starts waits for that. */
    private boolean guestIsDown(Unit.Instance instance, NodeName node) {
        Optional<Unit> container = situation.node(node).isGuest() ? situation.container(node) : Optional.empty();
        if (container.isEmpty()) {
            return false;
        }
        Unit guest = container.get();
        Deed start = Deed.of(waiting(instance).index(), Verb.START);
        if (situation.standing(guest).role() == Role.STOPPED) {
            sheet.order(ActionOrdering.of(Deed.of(guest.index(), Verb.MONITOR), start));
            return true;
        }
        Placement.Choice choice = all.placement.of(guest);
        boolean moves = choice.node()
                .filter(target -> !situation.standing(guest).isActiveOn(target))
                .isPresent();
        boolean goesDown =
                sheet.needsReset(node) || situation.standing(guest).failed() || choice.role() == Role.STOPPED || moves;
        if (goesDown) {
            sheet.order(ActionOrdering.of(Deed.of(guest.index(), Verb.STOP), start));
            return true;
        }
        return false;
    }

    private Unit waiting(Unit.Instance instance) {
        return situation.cloneOf(instance).map(Unit.class::cast).orElse(instance);
    }
}
