package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.constraint.Together;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the place of a primary, once chosen, makes of the scores of those who want to be with it. */
final class ColocationFollow {

    private final Situation situation;
    private final NodeChoice choice;
    private final NodeSameness sameness;

    ColocationFollow(Situation situation, NodeChoice choice, NodeSameness sameness) {
        this.situation = situation;
        this.choice = choice;
        this.sameness = sameness;
    }

    /** Changes the scores of {@code dependent}, which is about to be placed. */
    void follow(PlacementBoard board, Together together, Unit dependent) {
        Unit primary = situation.units().get(together.primary());
        switch (primary) {
            case Unit.Instance instance -> followInstance(board, together, dependent, instance);
            case Unit.GroupUnit group -> {
                if (!group.members().isEmpty()) {
                    // To need a group is to need all of it; to like it is to like where it begins.
                    Unit.Instance member = together.score().isInfinite()
                            ? group.members().getLast()
                            : group.members().getFirst();
                    followInstance(board, together, dependent, member);
                }
            }
            case Unit.CloneUnit clone -> followClone(board, together, dependent, clone);
        }
    }

    private boolean applies(PlacementBoard board, Together together, Unit dependent, Unit primary) {
        return board.isDone(primary)
                && matches(together.dependentRole(), board.nextRole(dependent))
                && matches(together.primaryRole(), board.nextRole(primary));
    }

    private static boolean matches(Optional<Role> wanted, Optional<Role> known) {
        return wanted.isEmpty() || wanted.equals(known);
    }

    private void followInstance(PlacementBoard board, Together together, Unit dependent, Unit.Instance primary) {
        if (!applies(board, together, dependent, primary)) {
            return;
        }
        Optional<Integer> where = board.chosen(primary);
        if (where.isEmpty() && together.score().isNegative()) {
            return;
        }
        @Nullable Score[] row = board.copyOfRow(dependent);
        for (int node = 0; node < row.length; node++) {
            Score before = row[node];
            if (before != null) {
                row[node] = before.plus(change(board, together, dependent, where, node));
            }
        }
        if (together.isMandatory() || choice.anyAvailable(board, row)) {
            explain(board, together, dependent, primary, row);
            board.replace(dependent, row);
        }
    }

    private Score change(PlacementBoard board, Together together, Unit dependent, Optional<Integer> where, int node) {
        Score score = together.score();
        if (where.isEmpty()) {
            return score.negated();
        }
        Optional<String> there = sameness.value(board, dependent, together, where.get());
        boolean same = sameness.value(board, dependent, together, node).equals(there) && there.isPresent();
        if (same) {
            // A requirement is no preference: it only closes the other nodes.
            return score.isInfinite() ? Score.ZERO : score;
        }
        return score.isInfinite() ? Score.NEVER : Score.ZERO;
    }

    private void explain(PlacementBoard board, Together together, Unit dependent, Unit primary, @Nullable Score[] row) {
        Optional<NodeName> where = board.chosenNode(primary);
        for (int node = 0; node < row.length; node++) {
            Score after = row[node];
            Score before = board.row(dependent)[node];
            if (after != null && before != null && after.isNegative() && !before.isNegative()) {
                board.refuse(dependent, node, reason(together, dependent, primary, where));
            }
        }
    }

    private static Reason reason(Together together, Unit dependent, Unit primary, Optional<NodeName> where) {
        if (where.isEmpty()) {
            return new Reason.OtherNowhere(dependent.id(), primary.id());
        }
        return together.score().isNegative()
                ? new Reason.ApartFrom(dependent.id(), primary.id(), where.get())
                : new Reason.TogetherWith(dependent.id(), primary.id(), where.get());
    }

    private void followClone(PlacementBoard board, Together together, Unit dependent, Unit.CloneUnit primary) {
        if (!board.isDone(primary)) {
            return;
        }
        if (!together.score().isInfinite()) {
            for (Unit copy : primary.copies()) {
                for (Unit.Instance part : representatives(copy)) {
                    followInstance(board, together, dependent, part);
                }
            }
            return;
        }
        if (!matches(together.dependentRole(), board.nextRole(dependent))) {
            return;
        }
        @Nullable Score[] row = board.copyOfRow(dependent);
        for (int node = 0; node < row.length; node++) {
            if (row[node] != null && !hasCopyOn(board, together, primary, node)) {
                row[node] = Score.NEVER;
                board.refuse(dependent, node, new Reason.OtherNowhere(dependent.id(), primary.id()));
            }
        }
        board.replace(dependent, row);
    }

    private boolean hasCopyOn(PlacementBoard board, Together together, Unit.CloneUnit primary, int node) {
        Optional<String> here = sameness.value(board, primary, together, node);
        for (Unit copy : primary.copies()) {
            for (Unit.Instance part : representatives(copy)) {
                Optional<Integer> where = board.chosen(part);
                if (where.isPresent()
                        && !situation.standing(part).blocked()
                        && matches(together.primaryRole(), board.nextRole(part))
                        && sameness.value(board, primary, together, where.get()).equals(here)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static java.util.List<Unit.Instance> representatives(Unit copy) {
        return switch (copy) {
            case Unit.Instance instance -> java.util.List.of(instance);
            case Unit.GroupUnit group -> group.members().stream().limit(1).toList();
            case Unit.CloneUnit clone -> throw new IllegalStateException("a clone inside a clone: " + clone.id());
        };
    }
}
