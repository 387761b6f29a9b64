package crm.policy.placement;

import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.Score;
import org.jspecify.annotations.Nullable;

/**
 * Which of two nodes is the better for an instance with these scores: higher score, then more room where that is to be
 * balanced, then less load, then where it is now, then the name.
 */
final class NodeOrder {

    /** No node's column. */
    static final int NOWHERE = -1;

    private final PlacementBoard board;
    private final @Nullable Score[] row;
    private final int current;
    private final PlacementStrategy strategy;
    private final Capacity capacity;

    NodeOrder(PlacementBoard board, @Nullable Score[] row, int current, PlacementStrategy strategy, Capacity capacity) {
        this.board = board;
        this.row = row;
        this.current = current;
        this.strategy = strategy;
        this.capacity = capacity;
    }

    /** The best of the nodes open to it, or {@link #NOWHERE}. */
    int first() {
        int best = NOWHERE;
        for (int node = 0; node < row.length; node++) {
            if (row[node] != null && (best == NOWHERE || compare(node, best) < 0)) {
                best = node;
            }
        }
        return best;
    }

    /** Negative if the first node is the better. */
    int compare(int a, int b) {
        int byScore = available(b).compareTo(available(a));
        if (byScore != 0) {
            return byScore;
        }
        if (strategy != PlacementStrategy.MINIMAL) {
            int byRoom = strategy == PlacementStrategy.BALANCED ? capacity.compare(a, b) : 0;
            if (byRoom != 0) {
                return byRoom;
            }
            int byLoad = Integer.compare(board.load(a), board.load(b));
            if (byLoad != 0) {
                return byLoad;
            }
            if ((a == current) != (b == current)) {
                return a == current ? -1 : 1;
            }
        }
        return board.nodes().get(a).compareTo(board.nodes().get(b));
    }

    /** What a node scores, as far as it can take anything. */
    private Score available(int node) {
        return board.standing(node).available() ? scoreOf(row, node) : Score.NEVER;
    }

    static Score scoreOf(@Nullable Score[] row, int node) {
        Score score = row[node];
        return score == null ? Score.NEVER : score;
    }
}
