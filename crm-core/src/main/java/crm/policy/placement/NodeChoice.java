package crm.policy.placement;

import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.Score;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Chooses the best node for an instance from its scores. */
final class NodeChoice {

    private final Situation situation;
    private final PlacementStrategy strategy;
    private final Capacity capacity;

    NodeChoice(Situation situation, PlacementStrategy strategy, Capacity capacity) {
        this.capacity = capacity;
        this.situation = situation;
        this.strategy = strategy;
    }

    /** Whether a node can take anything at all. */
    boolean available(PlacementBoard board, int node) {
        return board.standing(node).available();
    }

    boolean available(PlacementBoard board, int node, @Nullable Score score) {
        return score != null && !score.isNegative() && available(board, node);
    }

    /** Whether any node is open, available and not unwanted. */
    boolean anyAvailable(PlacementBoard board, @Nullable Score[] row) {
        for (int node = 0; node < row.length; node++) {
            if (available(board, node, row[node])) {
                return true;
            }
        }
        return false;
    }

    /** The best node; one nobody may use, if there is no better. */
    Optional<Integer> best(PlacementBoard board, Unit.Instance instance, Optional<Integer> preferred) {
        Optional<Integer> current = situation.current(instance).map(board::column);
        @Nullable Score[] row = board.row(instance);
        int best = order(board, row, current).first();
        if (best == NodeOrder.NOWHERE) {
            return Optional.empty();
        }
        Score bestScore = NodeOrder.scoreOf(row, best);
        if (preferred.isPresent()) {
            int wanted = preferred.get();
            if (row[wanted] != null
                    && NodeOrder.scoreOf(row, wanted).compareTo(bestScore) >= 0
                    && available(board, wanted, row[wanted])) {
                return preferred;
            }
        }
        boolean unique = situation
                .cloneOf(instance)
                .map(clone -> clone.options().unique())
                .orElse(false);
        if (!unique && bestScore.isPositive() && available(board, best) && current.isPresent()) {
            int now = current.get();
            // What is as good as anything else and already there need not move.
            if (available(board, now, row[now]) && NodeOrder.scoreOf(row, now).equals(bestScore)) {
                return current;
            }
        }
        return Optional.of(best);
    }

    /** The open nodes, the best first. */
    List<Integer> sorted(PlacementBoard board, @Nullable Score[] row, Optional<Integer> current) {
        var open = new ArrayList<Integer>();
        for (int node = 0; node < row.length; node++) {
            if (row[node] != null) {
                open.add(node);
            }
        }
        open.sort(order(board, row, current)::compare);
        return open;
    }

    private NodeOrder order(PlacementBoard board, @Nullable Score[] row, Optional<Integer> current) {
        return new NodeOrder(board, row, current.orElse(NodeOrder.NOWHERE), strategy, capacity);
    }
}
