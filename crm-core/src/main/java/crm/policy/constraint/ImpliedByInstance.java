package crm.policy.constraint;

import static crm.policy.constraint.ActionOrdering.Deed;

import crm.model.Role;
import crm.model.Score;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What every instance implies: it stops before it starts, starts before it is promoted, is demoted before it stops. */
final class ImpliedByInstance {

    private final Unit.Instance instance;
    private final Situation situation;

    ImpliedByInstance(Unit.Instance instance, Situation situation) {
        this.instance = instance;
        this.situation = situation;
    }

    /** What is launched in another resource is where that is. */
    List<Together> colocations() {
        return situation.standing(instance).managed()
                ? host().stream().map(this::withLauncher).toList()
                : List.of();
    }

    /** The resource it is launched in, unless that is a guest: then it runs on that node, not beside the resource. */
    private Optional<Unit> host() {
        Optional<Unit> launcher = situation.launcher(instance);
        boolean inGuest = launcher.isPresent()
                && !instance.definition().isRemoteConnection()
                && (launcher.get().definition().isRemoteConnection()
                        || situation.guestIn(launcher.get()).isPresent());
        return inGuest ? Optional.empty() : launcher;
    }

    /** A bundle's connection may be held by another node than its container's, if need be. */
    private Together withLauncher(Unit launcher) {
        boolean bundled = situation.replicaOf(launcher).isPresent();
        return new Together(
                "#resource-with-container",
                instance.index(),
                Optional.empty(),
                launcher.index(),
                Optional.empty(),
                bundled ? Score.of(10_000) : Score.INFINITY,
                Together.NODE_NAME,
                true,
                true);
    }

    void addTo(List<ActionOrdering> orderings) {
        if (!situation.standing(instance).managed()) {
            return;
        }
        orderings.add(ActionOrdering.of(deed(Verb.STOP), deed(Verb.START), Effect.FIRST_REQUIRES_THEN, Effect.RESTART));
        boolean promoted = situation.standing(instance).role() == Role.PROMOTED;
        if (promoted || situation.isPartOfPromotable(instance)) {
            orderings.add(ActionOrdering.of(deed(Verb.DEMOTE), deed(Verb.STOP), Effect.PROMOTED_THEN_REQUIRES_FIRST));
            orderings.add(ActionOrdering.of(deed(Verb.START), deed(Verb.PROMOTE), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
        host().ifPresent(launcher -> {
            if (instance.definition().isRemoteConnection()) {
                // Where a look finds the guest running, its connection need not be recovered.
                orderings.add(ActionOrdering.of(Deed.of(launcher.index(), Verb.MONITOR), deed(Verb.STOP)));
            }
            orderings.add(ActionOrdering.of(
                    Deed.of(launcher.index(), Verb.START),
                    deed(Verb.START),
                    Effect.FIRST_REQUIRES_THEN,
                    Effect.BLOCKED_FIRST_BLOCKS_THEN));
            orderings.add(ActionOrdering.of(
                    deed(Verb.STOP), Deed.of(launcher.index(), Verb.STOP), Effect.THEN_KEEPS_FIRST_FROM_MIGRATING));
        });
        orderings.add(new ActionOrdering(
                deed(Verb.DELETE), deed(Verb.MONITOR), Scope.SAME_NODE, Set.of(Effect.THEN_CANCELS_FIRST)));
    }

    private Deed deed(Verb verb) {
        return Deed.of(instance.index(), verb);
    }
}
