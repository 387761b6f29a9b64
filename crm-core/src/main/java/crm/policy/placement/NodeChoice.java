package crm.policy.placement;

import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.NodeName;
import crm.model.Score;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
        return standing(board, node).available();
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

    private NodeStanding standing(PlacementBoard board, int node) {
        return board.standing(node);
    }

    /** The best node; one nobody may use, if there is no better. */
    Optional<Integer> best(PlacementBoard board, Unit.Instance instance, Optional<Integer> preferred) {
        Optional<Integer> current = situation.current(instance).map(board::column);
        @Nullable Score[] row = board.row(instance);
        List<Integer> candidates = open(row);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int best = Collections.min(candidates, order(board, row, current));
        Score bestScore = scoreOf(row, best);
        if (preferred.isPresent()) {
            int wanted = preferred.get();
            if (row[wanted] != null
                    && scoreOf(row, wanted).compareTo(bestScore) >= 0
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
            if (available(board, now, row[now]) && scoreOf(row, now).equals(bestScore)) {
                return current;
            }
        }
        return Optional.of(best);
    }

    /** The open nodes, the best first. */
    List<Integer> sorted(PlacementBoard board, @Nullable Score[] row, Optional<Integer> current) {
        List<Integer> candidates = open(row);
        candidates.sort(order(board, row, current));
        return candidates;
    }

    private static List<Integer> open(@Nullable Score[] row) {
        var open = new ArrayList<Integer>();
        for (int node = 0; node < row.length; node++) {
            if (row[node] != null) {
                open.add(node);
            }
        }
        return open;
    }

    /** Higher score, then less load, then where it is now, then the name. */
    private Comparator<Integer> order(PlacementBoard board, @Nullable Score[] row, Optional<Integer> current) {
        Comparator<Integer> byScore = Comparator.comparing(
                (Integer node) -> available(board, node) ? scoreOf(row, node) : Score.NEVER, Comparator.reverseOrder());
        Comparator<Integer> byName = Comparator.comparing((Integer node) -> name(board, node));
        if (strategy == PlacementStrategy.MINIMAL) {
            return byScore.thenComparing(byName);
        }
        Comparator<Integer> byRoom =
                strategy == PlacementStrategy.BALANCED ? byScore.thenComparing(capacity::compare) : byScore;
        return byRoom.thenComparingInt(board::load)
                .thenComparingInt(node -> current.equals(Optional.of(node)) ? 0 : 1)
                .thenComparing(byName);
    }

    private static NodeName name(PlacementBoard board, int node) {
        return board.nodes().get(node);
    }

    private static Score scoreOf(@Nullable Score[] row, int node) {
        Score score = row[node];
        return score == null ? Score.NEVER : score;
    }
}
