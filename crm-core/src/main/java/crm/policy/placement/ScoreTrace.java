package crm.policy.placement;

import crm.model.Score;
import crm.policy.ScoreLine;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes down the scores of units whose turn it is, theirs and those of all that belongs to them, but for removed ones. */
final class ScoreTrace {

    private final Situation situation;
    private final List<ScoreLine> lines = new ArrayList<>();

    ScoreTrace(Situation situation) {
        this.situation = situation;
    }

    void note(ScoreLine.Step step, Unit unit, PlacementBoard board) {
        if (situation.standing(unit).removed()) {
            return;
        }
        @Nullable Score[] row = board.row(unit);
        for (int node = 0; node < row.length; node++) {
            Score score = row[node];
            if (score != null) {
                lines.add(
                        new ScoreLine.Allocation(step, unit.id(), board.nodes().get(node), score));
            }
        }
        unit.children().forEach(child -> note(step, child, board));
    }

    void note(ScoreLine line) {
        lines.add(line);
    }

    List<ScoreLine> lines() {
        return lines;
    }
}
