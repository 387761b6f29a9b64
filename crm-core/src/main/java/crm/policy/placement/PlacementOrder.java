package crm.policy.placement;

import crm.configuration.ClusterOptions.PlacementStrategy;
import crm.model.NodeName;
import crm.model.Score;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The order in which top-level resources are placed: by priority. Where nodes' capacity matters, those who want most to
 * stay where they are come first among equals, then those who want the best nodes most.
 */
final class PlacementOrder {

    private final PlaceResources all;
    private final PlacementBoard board;
    private final Map<Integer, @Nullable Score[]> wishes = new HashMap<>();

    PlacementOrder(PlaceResources all, PlacementBoard board) {
        this.all = all;
        this.board = board;
    }

    List<Unit> result() {
        if (all.options.placementStrategy() == PlacementStrategy.DEFAULT) {
            return all.situation.top();
        }
        @Nullable Score[] even = new @Nullable Score[board.nodes().size()];
        java.util.Arrays.fill(even, Score.ZERO);
        List<Integer> nodes = all.choice.sorted(board, even, Optional.empty());
        List<Unit> order = new ArrayList<>(all.situation.top());
        order.sort((a, b) -> compare(a, b, nodes));
        return order;
    }

    private int compare(Unit a, Unit b, List<Integer> nodes) {
        int priority = board.priority(b).compareTo(board.priority(a));
        if (priority != 0) {
            return priority;
        }
        int stay = here(b).compareTo(here(a));
        if (stay != 0) {
            return stay;
        }
        for (int node : nodes) {
            int wish = score(b, node).compareTo(score(a, node));
            if (wish != 0) {
                return wish;
            }
        }
        return 0;
    }

    private Score here(Unit unit) {
        Optional<NodeName> current = all.situation.current(unit);
        return current.map(node -> score(unit, board.column(node))).orElse(Score.NEVER);
    }

    private Score score(Unit unit, int node) {
        Score score = wishes.computeIfAbsent(unit.index(), _ -> all.pull.wishes(board, unit))[node];
        return score == null ? Score.NEVER : score;
    }
}
