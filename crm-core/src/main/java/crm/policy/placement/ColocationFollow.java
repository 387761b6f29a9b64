package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.constraint.Together;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.List;
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

    /** Changes the scores of {@code dependent}, which is about to be placed, or its claim to be promoted. */
    void follow(PlacementBoard board, Together together, Unit dependent) {
        // A group goes where its first member goes; once it has gone, it is about the promotion of all of it.
        Unit first =
                dependent instanceof Unit.GroupUnit group && !group.members().isEmpty() && !board.isDone(group)
                        ? group.members().getFirst()
                        : dependent;
        Unit primary = situation.units().get(together.primary());
        switch (primary) {
            case Unit.Instance instance -> followInstance(board, together, first, instance);
            case Unit.GroupUnit group -> followGroup(board, together, first, group);
            case Unit.CloneUnit clone -> {
                if (board.isDone(clone)) {
                    new FollowClone(situation, this, sameness, board).follow(together, first, clone);
                }
            }
            case Unit.BundleUnit bundle -> {
                if (board.isDone(bundle)) {
                    new FollowClone(situation, this, sameness, board).follow(together, first, bundle);
                }
            }
        }
    }

    private void followGroup(PlacementBoard board, Together together, Unit dependent, Unit.GroupUnit group) {
        if (!group.members().isEmpty()) {
            // To need a group is to need all of it; to like it is to like where it begins.
            Unit.Instance member = together.score().isInfinite()
                    ? group.members().getLast()
                    : group.members().getFirst();
            followInstance(board, together, dependent, member);
        }
    }

    /** Follows one instance of a clone, be it a primitive's or a group's. */
    void followCopy(PlacementBoard board, Together together, Unit dependent, Unit copy) {
        switch (copy) {
            case Unit.Instance instance -> followInstance(board, together, dependent, instance);
            case Unit.GroupUnit group -> followGroup(board, together, dependent, group);
            case Unit.CloneUnit clone -> throw new IllegalStateException("a clone inside a clone: " + clone.id());
            case Unit.BundleUnit bundle -> throw new IllegalStateException("a bundle inside a clone: " + bundle.id());
        }
    }

    /** What a colocation changes. */
    enum Matter {
        NOTHING,
        PLACE,
        PROMOTION
    }

    Matter matter(PlacementBoard board, Together together, Unit dependent, Unit primary) {
        if (!board.isDone(primary)) {
            return Matter.NOTHING;
        }
        Unit dependentInRole = inRole(dependent);
        boolean byRole = together.dependentRole()
                .map(role -> role.compareTo(Role.UNPROMOTED) >= 0)
                .orElse(false);
        if (byRole && situation.isPartOfPromotable(dependentInRole) && board.isDone(dependentInRole)) {
            return Matter.PROMOTION;
        }
        boolean applies = !board.isDone(dependent)
                && matches(together.dependentRole(), board.nextRole(dependentInRole))
                && matches(together.primaryRole(), board.nextRole(inRole(primary)));
        return applies ? Matter.PLACE : Matter.NOTHING;
    }

    /** A container has the role of what runs in it. */
    private Unit inRole(Unit unit) {
        return situation.insideOf(unit).orElse(unit);
    }

    static boolean matches(Optional<Role> wanted, Optional<Role> known) {
        return wanted.isEmpty() || wanted.equals(known);
    }

    private void followInstance(PlacementBoard board, Together together, Unit dependent, Unit.Instance primary) {
        switch (matter(board, together, dependent, primary)) {
            case NOTHING -> {}
            case PLACE -> followPlace(board, together, dependent, primary);
            case PROMOTION -> followRole(board, together, dependent, primary);
        }
    }

    /** What is with another in one role only has its place already; now it is about that role. */
    private void followRole(PlacementBoard board, Together together, Unit dependent, Unit.Instance primary) {
        boolean same = isSame(board, together, dependent, primary);
        boolean promotion = together.dependentRole().equals(Optional.of(Role.PROMOTED));
        if (!same) {
            if (together.score().isInfinite() && promotion) {
                board.priority(dependent, Score.NEVER);
            }
        } else if (matches(together.primaryRole(), board.nextRole(inRole(primary)))) {
            Score change = promotion ? together.score() : together.score().negated();
            board.priority(dependent, change.plus(board.priority(dependent)));
        }
    }

    /** Whether two units that have their places share one, or what counts as one. */
    boolean isSame(PlacementBoard board, Together together, Unit dependent, Unit primary) {
        Optional<Integer> where = board.location(primary);
        Optional<Integer> own = board.location(dependent);
        return where.isPresent()
                && own.isPresent()
                && sameness.value(board, dependent, together, own.get())
                        .equals(sameness.value(board, primary, together, where.get()));
    }

    private void followPlace(PlacementBoard board, Together together, Unit dependent, Unit.Instance primary) {
        Optional<Integer> where = board.chosen(primary);
        if (where.isEmpty() && together.score().isNegative()) {
            return;
        }
        @Nullable Score[] row = board.copyOfRow(dependent);
        Optional<String> there = where.flatMap(node -> sameness.value(board, dependent, together, node));
        for (int node = 0; node < row.length; node++) {
            Score before = row[node];
            if (before != null) {
                boolean same = where.isPresent()
                        && sameness.value(board, dependent, together, node).equals(there);
                row[node] = before.plus(change(together.score(), where.isPresent(), same));
            }
        }
        if (together.isMandatory() || choice.anyAvailable(board, row)) {
            explain(board, together, dependent, primary, row);
            board.replace(dependent, row);
        }
    }

    private static Score change(Score score, boolean somewhere, boolean same) {
        if (!somewhere) {
            return score.negated();
        }
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
            return new PlacementReason.OtherNowhere(dependent.id(), primary.id());
        }
        return together.score().isNegative()
                ? new PlacementReason.ApartFrom(dependent.id(), primary.id(), where.get())
                : new PlacementReason.TogetherWith(dependent.id(), primary.id(), where.get());
    }

    /** Nodes open to a unit with these scores, the best first. */
    List<Integer> bestFirst(PlacementBoard board, @Nullable Score[] row) {
        return choice.sorted(board, row, Optional.empty());
    }
}
