package crm.policy.placement;

import crm.configuration.ClusterOptions;
import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.ScoreLine;
import crm.policy.constraint.Together;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Places one instance: heeds its colocations, mandatory ones first so that as many as possible are satisfied, then
 * takes the best node that is left.
 */
final class PlacePrimitive {

    private final PlaceResources all;

    PlacePrimitive(PlaceResources all) {
        this.all = all;
    }

    void apply(Unit.Instance instance, PlacementBoard board, Attempt attempt) {
        if (board.progress(instance) != PlacementBoard.Progress.OPEN) {
            return;
        }
        board.begin(instance);
        heedColocations(instance, board);
        Optional<Role> next = board.nextRole(instance);
        InstanceStanding standing = all.situation.standing(instance);
        if (next.equals(Optional.of(Role.STOPPED))) {
            Reason why = standing.limit()
                    .map(InstanceStanding.Limit::why)
                    .orElse(new PlacementReason.WantedStopped(instance.id()));
            board.banEverywhere(instance, why);
        } else if (isFrozen()
                && next.map(role -> role.compareTo(now(standing)) > 0).orElse(false)) {
            board.nextRole(instance, now(standing));
        }
        all.trace.note(ScoreLine.Step.PRIMITIVE, instance, board);
        decide(instance, board, attempt, standing);
        if (instance.definition().isRemoteConnection()) {
            board.connect(instance);
        }
    }

    /** The role it has; one that was neither found nor made unpromoted is just started. */
    private static Role now(InstanceStanding standing) {
        return standing.undecided() ? Role.STARTED : standing.role();
    }

    private boolean isFrozen() {
        return !all.situation.quorate() && all.situation.noQuorum() == ClusterOptions.NoQuorumPolicy.FREEZE;
    }

    private void heedColocations(Unit.Instance instance, PlacementBoard board) {
        List<Together> thisWith = all.colocations.thisWith(instance);
        List<Together> withThis = all.colocations.withThis(instance);
        heed(instance, board, thisWith, withThis, true);
        heed(instance, board, thisWith, withThis, false);
    }

    private void heed(
            Unit.Instance instance,
            PlacementBoard board,
            List<Together> thisWith,
            List<Together> withThis,
            boolean mandatory) {
        for (Together together : thisWith) {
            if (together.isMandatory() == mandatory) {
                follow(instance, board, together);
            }
        }
        for (Together together : withThis) {
            if (together.isMandatory() == mandatory) {
                all.pull.pull(board, together, instance);
            }
        }
    }

    private void follow(Unit.Instance instance, PlacementBoard board, Together together) {
        @Nullable Score[] before = board.copyOfRow(instance);
        all.place(all.situation.units().get(together.primary()), board, Attempt.DEFINITE);
        boolean mayLeaveNothing = together.dependentRole().equals(Optional.of(Role.PROMOTED))
                || (together.score().isNegative() && !together.score().isNever());
        all.follow.follow(board, together, instance);
        if (mayLeaveNothing && !all.choice.anyAvailable(board, board.row(instance))) {
            board.replace(instance, before);
        }
    }

    private void decide(Unit.Instance instance, PlacementBoard board, Attempt attempt, InstanceStanding standing) {
        if (board.isDone(instance)) {
            // A companion it needs is nowhere.
            return;
        }
        if (!all.isManaged(instance)) {
            board.nextRole(instance, now(standing));
            Optional<NodeName> current = all.situation.current(instance);
            board.choose(instance, current.map(board::column));
        } else if (all.options.stopAllResources()) {
            for (int node = 0; node < board.nodes().size(); node++) {
                board.refuse(instance, node, new PlacementReason.EverythingStopped());
            }
            board.nextRole(instance, Role.STOPPED);
            board.choose(instance, Optional.empty());
        } else {
            choose(instance, board, attempt);
        }
    }

    /** Of a guest it is assumed that it will be there; if it is not, nothing will be done on it. */
    private static boolean mayComeUp(Unit.Instance instance, PlacementBoard board, int node) {
        return board.standing(node).isGuest()
                && board.score(instance, node)
                        .filter(score -> !score.isNegative())
                        .isPresent();
    }

    private void choose(Unit.Instance instance, PlacementBoard board, Attempt attempt) {
        Optional<Integer> roomiest = all.options.placementStrategy() == PlacementStrategy.DEFAULT
                ? Optional.empty()
                : all.capacity.closeFullNodes(board, all.choice, instance);
        Optional<Integer> best = all.choice
                .best(board, instance, attempt.preferred().or(() -> roomiest))
                .filter(node -> all.choice.available(board, node, board.row(instance)[node])
                        || mayComeUp(instance, board, node));
        if (best.isEmpty() && attempt.definite()) {
            board.nextRole(instance, Role.STOPPED);
        }
        board.choose(instance, best);
    }
}
