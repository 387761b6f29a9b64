package crm.policy.constraint;

import static crm.policy.constraint.ActionOrdering.Deed;

import crm.model.Score;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a group implies: members are together, start in order and stop in reverse; the deprecated options
 * {@code ordered} and {@code collocated} take that back.
 */
final class ImpliedByGroup {

    private final Unit.GroupUnit group;
    private final Situation situation;
    private final boolean ordered;
    private final boolean together;
    private final List<Together> colocations = new ArrayList<>();

    ImpliedByGroup(Unit.GroupUnit group, Situation situation) {
        this.group = group;
        this.situation = situation;
        this.ordered = group.definition().flag("ordered", true);
        this.together = group.definition().flag("collocated", true);
    }

    List<Together> colocations() {
        return colocations;
    }

    void addTo(List<ActionOrdering> orderings) {
        orderings.add(
                ActionOrdering.of(deed(group, Verb.STOP), deed(group, Verb.STOPPED), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(ActionOrdering.of(
                deed(group, Verb.START), deed(group, Verb.RUNNING), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(ActionOrdering.of(deed(group, Verb.STOPPED), deed(group, Verb.START)));
        boolean promotable = situation.isPartOfPromotable(group);
        Unit.@Nullable Instance previous = null;
        Unit.@Nullable Instance lastActive = null;
        for (Unit.Instance member : group.members()) {
            var own = new ImpliedByInstance(member, situation);
            own.addTo(orderings);
            colocations.addAll(own.colocations());
            if (promotable) {
                promotion(member, orderings);
            }
            bracket(member, orderings);
            if (previous != null && together) {
                colocate(member, previous);
            }
            if (!ordered) {
                onItsOwn(member, promotable, orderings);
            } else if (previous != null) {
                chain(previous, member, promotable, orderings);
            }
            if (situation.isActive(member) && ordered) {
                // A gap in the middle must not let members on both sides of it stop at once.
                if (lastActive != null && (previous == null || lastActive.index() != previous.index())) {
                    orderings.add(ActionOrdering.of(deed(member, Verb.STOP), deed(lastActive, Verb.STOP)));
                }
                lastActive = member;
            }
            previous = member;
        }
    }

    private void colocate(Unit.Instance member, Unit.Instance previous) {
        colocations.add(new Together(
                "#group-members",
                member.index(),
                Optional.empty(),
                previous.index(),
                Optional.empty(),
                Score.INFINITY,
                Together.NODE_NAME,
                member.definition().flag("critical", true),
                true));
    }

    /** The group's own points stand around what its members do. */
    private void bracket(Unit.Instance member, List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(deed(group, Verb.STOP), deed(member, Verb.STOP), Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(deed(member, Verb.STOP), deed(group, Verb.STOPPED), Effect.FIRST_SHOWS_THEN));
        orderings.add(ActionOrdering.of(deed(group, Verb.START), deed(member, Verb.START), Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(
                deed(member, Verb.START),
                deed(group, Verb.RUNNING),
                Effect.BLOCKED_FIRST_BLOCKS_THEN,
                Effect.FIRST_REQUIRES_THEN,
                Effect.FIRST_SHOWS_THEN));
    }

    private void promotion(Unit.Instance member, List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(deed(group, Verb.DEMOTE), deed(member, Verb.DEMOTE), Effect.THEN_SHOWS_FIRST));
        orderings.add(ActionOrdering.of(deed(member, Verb.DEMOTE), deed(group, Verb.DEMOTED), Effect.FIRST_SHOWS_THEN));
        orderings.add(ActionOrdering.of(
                deed(member, Verb.PROMOTE),
                deed(group, Verb.PROMOTED),
                Effect.BLOCKED_FIRST_BLOCKS_THEN,
                Effect.FIRST_REQUIRES_THEN,
                Effect.FIRST_SHOWS_THEN));
        orderings.add(
                ActionOrdering.of(deed(group, Verb.PROMOTE), deed(member, Verb.PROMOTE), Effect.THEN_SHOWS_FIRST));
    }

    /** Where order does not matter, a member waits only for what the group as a whole waits for. */
    private void onItsOwn(Unit.Instance member, boolean promotable, List<ActionOrdering> orderings) {
        for (Verb verb : promotable ? List.of(Verb.START, Verb.PROMOTE) : List.of(Verb.START)) {
            orderings.add(ActionOrdering.of(deed(group, verb), deed(member, verb), Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
    }

    private void chain(
            Unit.Instance previous, Unit.Instance member, boolean promotable, List<ActionOrdering> orderings) {
        orderings.add(ActionOrdering.of(
                deed(previous, Verb.START),
                deed(member, Verb.START),
                Effect.FIRST_REQUIRES_THEN,
                Effect.BLOCKED_FIRST_BLOCKS_THEN));
        orderings.add(ActionOrdering.of(deed(member, Verb.STOP), deed(previous, Verb.STOP), Effect.RESTART));
        if (situation.isActive(member) && !situation.isActive(previous)) {
            // A member added in front of active ones: they stop before it starts.
            orderings.add(ActionOrdering.of(
                    deed(member, Verb.STOP),
                    deed(previous, Verb.START),
                    Effect.THEN_KEEPS_FIRST_FROM_MIGRATING,
                    Effect.BLOCKED_FIRST_BLOCKS_THEN));
        }
        if (promotable) {
            orderings.add(ActionOrdering.of(
                    deed(previous, Verb.PROMOTE),
                    deed(member, Verb.PROMOTE),
                    Effect.FIRST_REQUIRES_THEN,
                    Effect.BLOCKED_FIRST_BLOCKS_THEN));
            orderings.add(ActionOrdering.of(deed(member, Verb.DEMOTE), deed(previous, Verb.DEMOTE), Effect.RESTART));
        }
    }

    private static Deed deed(Unit unit, Verb verb) {
        return Deed.of(unit.index(), verb);
    }
}
