package crm.policy.constraint;

import crm.model.Score;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle implies: its points stand around what its containers and the clone inside do, and an address is where
 * its container is, up before it and down after it.
 */
final class ImpliedByBundle {

    private final Unit.BundleUnit bundle;
    private final Situation situation;
    private final List<Together> colocations = new ArrayList<>();

    ImpliedByBundle(Unit.BundleUnit bundle, Situation situation) {
        this.bundle = bundle;
        this.situation = situation;
    }

    List<Together> colocations() {
        return colocations;
    }

    void addTo(List<ActionOrdering> orderings) {
        for (Unit.Replica replica : bundle.replicas()) {
            replica(replica, orderings);
        }
        bundle.contained().ifPresent(clone -> contained(clone, orderings));
    }

    private void own(Unit.Instance part, List<ActionOrdering> orderings) {
        var implied = new ImpliedByInstance(part, situation);
        implied.addTo(orderings);
        colocations.addAll(implied.colocations());
    }

    private void replica(Unit.Replica replica, List<ActionOrdering> orderings) {
        Unit.Instance container = replica.container();
        own(container, orderings);
        orderings.add(ActionOrdering.of(
                deed(bundle, Verb.START),
                deed(container, Verb.START),
                Effect.BLOCKED_FIRST_BLOCKS_THEN,
                Effect.THEN_SHOWS_FIRST));
        bundle.inside(replica).ifPresent(inside -> {
            orderings.add(ActionOrdering.of(deed(bundle, Verb.STOP), deed(inside, Verb.STOP), Effect.THEN_SHOWS_FIRST));
        });
        orderings.add(ActionOrdering.of(deed(bundle, Verb.STOP), deed(container, Verb.STOP), Effect.THEN_SHOWS_FIRST));
        orderings.add(
                ActionOrdering.of(deed(container, Verb.START), deed(bundle, Verb.RUNNING), Effect.FIRST_SHOWS_THEN));
        orderings.add(
                ActionOrdering.of(deed(container, Verb.STOP), deed(bundle, Verb.STOPPED), Effect.FIRST_SHOWS_THEN));
        replica.address().ifPresent(address -> {
            own(address, orderings);
            orderings.add(ActionOrdering.of(
                    deed(address, Verb.START), deed(container, Verb.START), Effect.BLOCKED_FIRST_BLOCKS_THEN));
            orderings.add(ActionOrdering.of(
                    deed(container, Verb.STOP), deed(address, Verb.STOP), Effect.THEN_KEEPS_FIRST_FROM_MIGRATING));
            colocations.add(new Together(
                    "#ip-with-container",
                    address.index(),
                    Optional.empty(),
                    container.index(),
                    Optional.empty(),
                    Score.INFINITY,
                    Together.NODE_NAME,
                    true,
                    true));
        });
        replica.connection().ifPresent(connection -> own(connection, orderings));
    }

    private void contained(Unit.CloneUnit clone, List<ActionOrdering> orderings) {
        around(clone, Verb.START, orderings);
        around(clone, Verb.STOP, orderings);
        var implied = new ImpliedByClone(clone, situation);
        implied.addTo(orderings);
        colocations.addAll(implied.colocations());
        if (clone.options().promotable()) {
            orderings.add(ActionOrdering.of(deed(bundle, Verb.STOPPED), deed(bundle, Verb.START)));
            orderings.add(ActionOrdering.of(
                    deed(bundle, Verb.RUNNING), deed(bundle, Verb.PROMOTE), Effect.BLOCKED_FIRST_BLOCKS_THEN));
            orderings.add(ActionOrdering.of(deed(bundle, Verb.STOPPED), deed(bundle, Verb.PROMOTE)));
            orderings.add(ActionOrdering.of(deed(bundle, Verb.DEMOTED), deed(bundle, Verb.PROMOTE)));
            orderings.add(ActionOrdering.of(deed(bundle, Verb.DEMOTED), deed(bundle, Verb.START)));
            orderings.add(ActionOrdering.of(deed(bundle, Verb.DEMOTED), deed(bundle, Verb.STOP)));
            orderings.add(ActionOrdering.of(deed(bundle, Verb.DEMOTE), deed(bundle, Verb.DEMOTED)));
            around(clone, Verb.DEMOTE, orderings);
            around(clone, Verb.PROMOTE, orderings);
        }
    }

    private void around(Unit.CloneUnit clone, Verb verb, List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(deed(bundle, verb), deed(clone, verb), Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(
                deed(clone, verb.completion()), deed(bundle, verb.completion()), Effect.FIRST_SHOWS_THEN));
    }

    private static Deed deed(Unit unit, Verb verb) {
        return Deed.of(unit.index(), verb);
    }
}
