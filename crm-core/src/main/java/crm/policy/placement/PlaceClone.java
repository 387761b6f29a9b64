package crm.policy.placement;

import crm.policy.ScoreLine;
import crm.policy.situation.Unit;
import crm.transition.Reason;

/** Places a clone: its instances one after the other, no more than wanted on a node. */
final class PlaceClone {

    private final PlaceResources all;

    PlaceClone(PlaceResources all) {
        this.all = all;
    }

    void apply(Unit.CloneUnit clone, PlacementBoard board) {
        if (board.progress(clone) != PlacementBoard.Progress.OPEN) {
            return;
        }
        board.begin(clone);
        all.trace.note(ScoreLine.Step.CLONE, clone, board);
        int[] used = new int[board.nodes().size()];
        int placed = 0;
        for (Unit copy : clone.copies()) {
            for (int node = 0; node < used.length; node++) {
                if (placed >= clone.options().max()
                        || used[node] >= clone.options().perNode()) {
                    closeTo(copy, node, board, clone);
                }
            }
            all.placeMember(copy, board, Attempt.DEFINITE);
            Unit first = copy.children().isEmpty() ? copy : copy.children().getFirst();
            var where = board.chosen(first);
            if (where.isPresent()) {
                used[where.get()]++;
                placed++;
            }
        }
        board.end(clone);
    }

    private void closeTo(Unit copy, int node, PlacementBoard board, Unit.CloneUnit clone) {
        board.ban(
                copy,
                node,
                new Reason.EnoughInstances(clone.id(), clone.options().max()));
        copy.children().forEach(child -> closeTo(child, node, board, clone));
    }
}
