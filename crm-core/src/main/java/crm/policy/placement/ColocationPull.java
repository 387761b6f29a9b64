package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Score;
import crm.policy.constraint.ColocationIndex;
import crm.policy.constraint.Together;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
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
    private final ColocationIndex colocations;
    private final NodeChoice choice;
    private final NodeSameness sameness;
    private final Set<Integer> visiting = new HashSet<>();

    ColocationPull(Situation situation, ColocationIndex colocations, NodeChoice choice, NodeSameness sameness) {
        this.situation = situation;
        this.colocations = colocations;
        this.choice = choice;
        this.sameness = sameness;
    }

    /** Adds what the colocation's dependent wants to the scores of {@code target}, which is about to be placed. */
    void pull(PlacementBoard board, Together together, Unit target) {
        if (!hasInfluence(together)) {
            return;
        }
        Unit dependent = situation.units().get(together.dependent());
        double factor = together.score().value() / (double) Score.INFINITY.value();
        boolean onlyPositive = target instanceof Unit.CloneUnit;
        board.replace(
                target,
                collect(board, dependent, target, board.copyOfRow(target), new Pull(together, factor, onlyPositive)));
    }

    private record Pull(Together together, double factor, boolean onlyPositive) {}

    private boolean hasInfluence(Together together) {
        return together.influence() || !situation.isActive(situation.units().get(together.primary()));
    }

    /** The scores as {@code source} and all who want to be with it would have them. */
    private @Nullable Score[] collect(
            PlacementBoard board, Unit source, Unit target, @Nullable Score[] row, Pull pull) {
        if (source instanceof Unit.GroupUnit group) {
            if (group.members().isEmpty() || !visiting.add(group.index())) {
                return row;
            }
            @Nullable Score[] result = collect(board, group.members().getFirst(), target, row, pull);
            visiting.remove(group.index());
            return result;
        }
        if (!visiting.add(source.index())) {
            return row;
        }
        @Nullable Score[] work = row.clone();
        weigh(board, source, target, work, pull);
        if (choice.anyAvailable(board, work)) {
            for (Together further : colocations.withThis(source)) {
                if (hasInfluence(further)) {
                    double factor = pull.factor * further.score().value() / Score.INFINITY.value();
                    Unit dependent = situation.units().get(further.dependent());
                    work = collect(board, dependent, target, work, new Pull(further, factor, pull.onlyPositive));
                }
            }
        } else {
            // What would leave no node at all is not heeded.
            work = row;
        }
        visiting.remove(source.index());
        return work;
    }

    private void weigh(PlacementBoard board, Unit source, Unit target, @Nullable Score[] row, Pull pull) {
        for (int node = 0; node < row.length; node++) {
            Score before = row[node];
            if (before == null) {
                continue;
            }
            Score theirs = bestMatching(board, source, target, pull.together, node);
            if (pull.factor < 0 && theirs.isNegative() && !stuck(board, source, target, pull, theirs)) {
                continue;
            }
            Score after = before.plus(delta(pull.factor, theirs));
            if (pull.onlyPositive && after.isNegative()) {
                if (before.isPositive()) {
                    row[node] = new Score(1);
                }
                continue;
            }
            row[node] = after;
            if (after.isNever() && !before.isNever()) {
                NodeName name = board.nodes().get(node);
                board.refuse(target, node, new crm.transition.Reason.DependentCannot(target.id(), source.id(), name));
            }
        }
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
    private Score bestMatching(PlacementBoard board, Unit source, Unit target, Together together, int node) {
        Score best = Score.NEVER;
        @Nullable Score[] theirs = board.row(source);
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
    private boolean stuck(PlacementBoard board, Unit source, Unit target, Pull pull, Score theirs) {
        int open = 0;
        for (Score score : board.row(source)) {
            if (score != null && !score.isNegative()) {
                open++;
            }
        }
        InstanceStanding standing = situation.standing(target);
        int stickiness = standing.managed() ? target.definition().number("resource-stickiness", 0) : 0;
        double penalty = pull.factor * Score.INFINITY.value();
        return open == 1 && stickiness < -penalty && hasInfluence(pull.together) && theirs.isNegative();
    }
}
