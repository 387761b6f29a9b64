package crm.policy.placement;

import crm.model.Score;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Scores being weighed: null where a node is not open. A node that a colocation would have driven below zero may be
 * marked as too low instead: whatever else is added to it is lost until that colocation is done with.
 */
final class WorkRow {

    final @Nullable Score[] scores;
    private final BitSet tooLow;

    WorkRow(@Nullable Score[] scores) {
        this(scores.clone(), new BitSet());
    }

    private WorkRow(@Nullable Score[] scores, BitSet tooLow) {
        this.scores = scores;
        this.tooLow = tooLow;
    }

    WorkRow copy() {
        return new WorkRow(scores.clone(), (BitSet) tooLow.clone());
    }

    void markTooLow(int node) {
        tooLow.set(node);
        scores[node] = Score.NEVER;
    }

    boolean isTooLow(int node) {
        return tooLow.get(node);
    }

    /** What was too low is hardly wanted, but not forbidden. */
    void settle() {
        tooLow.stream().forEach(node -> scores[node] = new Score(1));
        tooLow.clear();
    }
}
