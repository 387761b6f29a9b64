package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Score;
import crm.policy.constraint.Together;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which instances of a collective are placed first: those that are well where they are. */
final class InstanceOrder implements Comparator<Unit> {

    private final PlaceResources all;
    private final PlacementBoard board;
    private final Unit collective;
    private final Map<Integer, Traits> traits = new HashMap<>();
    private final Map<Integer, Score> pulls = new HashMap<>();

    InstanceOrder(PlaceResources all, PlacementBoard board, Unit collective) {
        this.all = all;
        this.board = board;
        this.collective = collective;
    }

    /** The same instances, in order. */
    List<Unit> sorted(List<? extends Unit> copies) {
        List<Unit> sorted = new ArrayList<>(copies);
        sorted.sort(this);
        return sorted;
    }

    /**
     * What an instance is judged by.
     *
     * @param node where it is, if it may be there
     * @param misplaced whether it is where it may not be any more
     * @param failed whether it or a part of it failed
     */
    private record Traits(Optional<NodeName> node, int activeOn, boolean misplaced, boolean failed) {}

    private Traits traits(Unit copy) {
        return traits.computeIfAbsent(copy.index(), _ -> {
            Optional<NodeName> node = all.situation.current(copy);
            boolean allowed = node.map(board::column)
                    .map(column -> board.score(copy, column)
                            .map(score -> !score.isNegative())
                            .orElse(false))
                    .orElse(true);
            return new Traits(
                    allowed ? node : Optional.empty(),
                    node.isPresent() ? all.situation.activeCount(copy) : 0,
                    !allowed,
                    hasFailed(copy));
        });
    }

    private boolean hasFailed(Unit copy) {
        return all.situation.standing(copy).failed() || copy.children().stream().anyMatch(this::hasFailed);
    }

    @Override
    public int compare(Unit a, Unit b) {
        Traits left = traits(a);
        Traits right = traits(b);
        if (left.activeOn > 0 && right.activeOn > 0 && left.activeOn != right.activeOn) {
            return Integer.compare(left.activeOn, right.activeOn);
        }
        if (left.misplaced != right.misplaced) {
            return left.misplaced ? 1 : -1;
        }
        int priority = board.priority(b).compareTo(board.priority(a));
        if (priority != 0) {
            return priority;
        }
        if (left.node.isEmpty() || right.node.isEmpty()) {
            return Boolean.compare(left.node.isEmpty(), right.node.isEmpty());
        }
        return whereTheyAre(a, left, b, right);
    }

    private int whereTheyAre(Unit a, Traits left, Unit b, Traits right) {
        int leftNode = board.column(left.node.orElseThrow());
        int rightNode = board.column(right.node.orElseThrow());
        boolean leftUsable = all.choice.available(board, leftNode);
        boolean rightUsable = all.choice.available(board, rightNode);
        if (leftUsable != rightUsable) {
            return leftUsable ? -1 : 1;
        }
        boolean leftOpen = board.score(collective, leftNode).isPresent();
        boolean rightOpen = board.score(collective, rightNode).isPresent();
        if (!leftOpen || !rightOpen) {
            return Boolean.compare(!leftOpen, !rightOpen);
        }
        int[] counts = board.counts(collective);
        if (counts[leftNode] != counts[rightNode]) {
            return Integer.compare(counts[leftNode], counts[rightNode]);
        }
        if (left.failed != right.failed) {
            return left.failed ? 1 : -1;
        }
        int pull = pull(b, rightNode).compareTo(pull(a, leftNode));
        return pull != 0 ? pull : Integer.compare(number(a), number(b));
    }

    private static int number(Unit copy) {
        return copy.id().number().orElse(0);
    }

    /** Whether a node is out of the question by itself: it is gone, or about to go. */
    private static boolean isLeft(NodeStanding node) {
        return !node.online() || node.shuttingDown();
    }

    /** What its colocations make of the node it is on. */
    private Score pull(Unit copy, int node) {
        Score known = pulls.get(copy.index());
        if (known != null) {
            return known;
        }
        @Nullable Score[] only = new @Nullable Score[board.nodes().size()];
        only[node] = isLeft(board.standing(node)) ? Score.NEVER : Score.ZERO;
        var row = new WorkRow(only);
        for (Together together : all.colocations.thisWith(copy)) {
            Unit other = all.situation.units().get(together.primary());
            row = all.pull.collect(board, other, copy, row, ColocationPull.Pull.of(together, false, false));
        }
        for (Together together : all.colocations.withThis(copy)) {
            if (all.pull.hasInfluence(together, copy)) {
                Unit other = all.situation.units().get(together.dependent());
                row = all.pull.collect(board, other, copy, row, ColocationPull.Pull.of(together, true, false));
            }
        }
        Score pulled = row.scores[node];
        Score result = pulled == null ? Score.ZERO : pulled;
        pulls.put(copy.index(), result);
        return result;
    }
}
