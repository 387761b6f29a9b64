package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Score;
import crm.policy.constraint.ColocationIndex;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.constraint.Together;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What those who want to be with a unit make of its scores: their own preferences count for it too, weighed by how
 * much they want to be with it, and so on through those who want to be with them.
 */
final class ColocationPull {

    private final Situation situation;
    private final ConstraintIndex constraints;
    private final ColocationIndex colocations;
    private final NodeChoice choice;
    private final NodeSameness sameness;
    private final Set<Integer> visiting = new HashSet<>();

    ColocationPull(Situation situation, ConstraintIndex constraints, NodeChoice choice, NodeSameness sameness) {
        this.situation = situation;
        this.constraints = constraints;
        this.colocations = constraints.colocations();
        this.choice = choice;
        this.sameness = sameness;
    }

    /**
     * How a colocation is weighed.
     *
     * @param factor its score as a part of infinity, times those of the colocations that led to it
     * @param nonNegative whether nodes are only to be made more welcome
     * @param optional whether it is dropped if it would leave no node at all
     */
    record Pull(Together together, double factor, boolean nonNegative, boolean optional) {

        static Pull of(Together together, boolean nonNegative, boolean optional) {
            return new Pull(together, together.score().value() / INFINITY, nonNegative, optional);
        }

        Pull further(Together next) {
            return new Pull(next, factor * next.score().value() / INFINITY, nonNegative, true);
        }
    }

    private static final double INFINITY = Score.INFINITY.value();

    /** Adds what the colocation's dependent wants to the scores of {@code target}, which is about to be placed. */
    void pull(PlacementBoard board, Together together, Unit target) {
        if (hasInfluence(together)) {
            Unit dependent = situation.units().get(together.dependent());
            weigh(board, dependent, target, Pull.of(together, target instanceof Unit.CloneUnit, true));
        }
    }

    /** Adds what {@code source} and all who want to be with it want to the scores of {@code target}. */
    void weigh(PlacementBoard board, Unit source, Unit target, Pull pull) {
        @Nullable Score[] before = board.copyOfRow(target);
        @Nullable Score[] after = collect(board, source, target, new WorkRow(before), pull).scores;
        board.replace(target, after);
        for (int node = 0; node < after.length; node++) {
            Score now = after[node];
            Score then = before[node];
            if (now != null && then != null && now.isNever() && !then.isNever()) {
                NodeName name = board.nodes().get(node);
                board.refuse(target, node, new PlacementReason.DependentCannot(target.id(), source.id(), name));
            }
        }
    }

    /** What a unit wants, what those it wants to be with want included. */
    @Nullable
    Score[] wishes(PlacementBoard board, Unit unit) {
        return wishes(board, unit, Optional.empty(), unit, new WorkRow(board.copyOfRow(unit)), 1).scores;
    }

    private WorkRow wishes(
            PlacementBoard board, Unit source, Optional<Together> by, Unit target, WorkRow row, double factor) {
        if (!visiting.add(source.index())) {
            return row;
        }
        try {
            if (source instanceof Unit.GroupUnit group && !group.members().isEmpty()) {
                boolean own = by.isEmpty();
                Unit member = own ? group.members().getLast() : group.members().getFirst();
                WorkRow start = own ? new WorkRow(board.copyOfRow(member)) : row;
                return wishes(board, member, by, own ? member : target, start, factor);
            }
            WorkRow work = row.copy();
            by.ifPresent(together -> add(board, source, target, work, new Pull(together, factor, false, true)));
            if (!choice.anyAvailable(board, work.scores)) {
                return by.isPresent() ? row : work;
            }
            WorkRow result = work;
            for (Together further : colocations.thisWith(source)) {
                Unit primary = situation.units().get(further.primary());
                double weight = factor * further.score().value() / INFINITY;
                result = wishes(board, primary, Optional.of(further), target, result, weight);
            }
            return result;
        } finally {
            visiting.remove(source.index());
        }
    }

    boolean hasInfluence(Together together) {
        return hasInfluence(together, situation.units().get(together.primary()));
    }

    /** Whether the dependent's preferences count for {@code primary}, which may be an instance of the one meant. */
    boolean hasInfluence(Together together, Unit primary) {
        return together.influence() || !situation.isActive(primary);
    }

    /** The scores as {@code source} and all who want to be with it would have them. */
    WorkRow collect(PlacementBoard board, Unit source, Unit target, WorkRow row, Pull pull) {
        if (!visiting.add(source.index())) {
            return row;
        }
        try {
            if (source instanceof Unit.GroupUnit group) {
                return group.members().isEmpty()
                        ? row
                        : collect(board, group.members().getFirst(), target, row, pull);
            }
            WorkRow work = row.copy();
            add(board, source, target, work, pull);
            if (choice.anyAvailable(board, work.scores)) {
                for (Together further : colocations.withThis(source)) {
                    if (hasInfluence(further)) {
                        Unit dependent = situation.units().get(further.dependent());
                        work = collect(board, dependent, target, work, pull.further(further));
                    }
                }
            } else if (pull.optional) {
                // What would leave no node at all is not heeded.
                return row;
            }
            if (pull.nonNegative) {
                work.settle();
            }
            return work;
        } finally {
            visiting.remove(source.index());
        }
    }

    private void add(PlacementBoard board, Unit source, Unit target, WorkRow work, Pull pull) {
        @Nullable Score[] theirs = preferences(board, source, pull.together);
        for (int node = 0; node < work.scores.length; node++) {
            Score before = work.scores[node];
            if (before == null) {
                continue;
            }
            Score best = bestMatching(board, theirs, source, target, pull.together, node);
            if ((pull.factor < 0 && best.isNegative() && !stuck(board, source, pull, best)) || work.isTooLow(node)) {
                continue;
            }
            Score after = delta(pull.factor, best).plus(before);
            if (pull.nonNegative && after.isNegative() && !before.isNegative()) {
                if (before.isPositive()) {
                    work.markTooLow(node);
                }
                continue;
            }
            work.scores[node] = after;
        }
    }

    /**
     * What a unit wants. A group's wishes are its first member's alone; where a later member is meant by name, they
     * count for it too.
     */
    private @Nullable Score[] preferences(PlacementBoard board, Unit source, Together together) {
        Optional<Unit> parent = situation.parent(source);
        boolean laterMember = parent.isPresent()
                && parent.get() instanceof Unit.GroupUnit group
                && group.members().getFirst().index() != source.index();
        if (!laterMember || together.implied() || together.dependent() != source.index()) {
            return board.row(source);
        }
        @Nullable Score[] row = board.copyOfRow(source);
        for (ConstraintIndex.UnitWish wish : constraints.locations(parent.get())) {
            if (wish.role().isEmpty() || wish.role().equals(board.nextRole(source))) {
                wish.scores().forEach((name, score) -> {
                    int node = board.column(name);
                    Score before = row[node];
                    row[node] = before == null ? score : before.plus(score);
                });
            }
        }
        return row;
    }

    private static Score delta(double factor, Score score) {
        double exact = factor * score.value();
        long rounded = (long) (exact < 0 ? exact - 0.5 : exact + 0.5);
        if (rounded == 0 && score.value() != 0) {
            rounded = factor > 0 ? 1 : factor < 0 ? -1 : 0;
        }
        return Score.of(rounded);
    }

    /** The best score {@code source} has on a node that counts as the same as this one. */
    private Score bestMatching(
            PlacementBoard board, @Nullable Score[] theirs, Unit source, Unit target, Together together, int node) {
        if (together.attribute().equals(Together.NODE_NAME)) {
            int machine = sameness.machine(board, node);
            Score score = theirs[machine];
            return score != null && choice.available(board, machine) ? score : Score.NEVER;
        }
        Score best = Score.NEVER;
        Optional<String> value = sameness.value(board, target, together, node);
        for (int other = 0; other < theirs.length; other++) {
            Score score = theirs[other];
            if (score != null
                    && score.compareTo(best) > 0
                    && choice.available(board, other)
                    && sameness.value(board, source, together, other).equals(value)) {
                best = score;
            }
        }
        return best;
    }

    /**
     * Usually a unit is not drawn to nodes its enemy avoids: that would only shuffle things. But an enemy that can run
     * nowhere else is worth moving for, if this unit's stickiness is less than what moving is worth.
     */
    private boolean stuck(PlacementBoard board, Unit source, Pull pull, Score theirs) {
        int open = 0;
        for (Score score : board.row(source)) {
            if (score != null && !score.isNegative()) {
                open++;
            }
        }
        Unit primary = situation.units().get(pull.together.primary());
        int stickiness =
                situation.standing(primary).managed() ? primary.definition().number("resource-stickiness", 0) : 0;
        return open == 1 && stickiness < -pull.factor * INFINITY && hasInfluence(pull.together) && theirs.isNegative();
    }
}
