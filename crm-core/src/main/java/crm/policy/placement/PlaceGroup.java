package crm.policy.placement;

import crm.policy.ScoreLine;
import crm.policy.situation.Unit;

/** Places a group: its members one after the other, each following the one before. */
final class PlaceGroup {

    private final PlaceResources all;

    PlaceGroup(PlaceResources all) {
        this.all = all;
    }

    void apply(Unit.GroupUnit group, PlacementBoard board, Attempt attempt) {
        if (board.progress(group) != PlacementBoard.Progress.OPEN) {
            return;
        }
        board.begin(group);
        if (!group.members().isEmpty()) {
            all.trace.note(ScoreLine.Step.GROUP, group, board);
        }
        for (Unit.Instance member : group.members()) {
            all.placeMember(member, board, attempt);
        }
        if (!group.members().isEmpty()) {
            board.nextRole(group.members().getFirst()).ifPresent(role -> board.nextRole(group, role));
        }
        board.end(group);
    }
}
