package crm.policy.placement;

import crm.policy.ScoreLine;
import crm.policy.constraint.Together;
import crm.policy.placement.PlacementBoard.Progress;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Places a clone: those of its instances first that can stay where they are, then the others, no more than wanted on a
 * node.
 *
 * <p>An instance stays only if the node it is on is as good a choice as any. If another node would be chosen, an
 * instance is set aside for that one and the choice is made again, until either its own node comes up or no instance is
 * left to set aside. So nodes get as many instances as they would without regard to where instances are now, and yet
 * few instances move.
 */
final class PlaceClone {

    private final PlaceResources all;

    PlaceClone(PlaceResources all) {
        this.all = all;
    }

    void apply(Unit.CloneUnit clone, PlacementBoard board) {
        if (board.progress(clone) != Progress.OPEN) {
            return;
        }
        board.begin(clone);
        if (clone.options().promotable()) {
            new PromotionScores(all.situation, board, all.choice).prefer(clone);
        }
        for (Together together : all.colocations.thisWith(clone)) {
            all.place(all.situation.units().get(together.primary()), board, Attempt.DEFINITE);
        }
        for (Together together : all.colocations.withThis(clone)) {
            all.pull.pull(board, together, clone);
        }
        all.trace.note(ScoreLine.Step.CLONE, clone, board);
        List<Unit> copies = new InstanceOrder(all, board, clone).sorted(clone.copies());
        all.haveTurns(clone, copies);
        placeInstances(clone, copies, clone.options().max(), clone.options().perNode(), board);
        if (clone.options().promotable()) {
            new ChoosePromoted(all, board, clone).choose();
        }
        board.end(clone);
    }

    /** Places the instances of a collective, at most {@code max} in all and {@code perNode} on a node. */
    void placeInstances(Unit collective, List<Unit> copies, int max, int perNode, PlacementBoard board) {
        var counting = new Counting(collective, perNode, board);
        int usual = Math.max(1, counting.usableNodes() == 0 ? 0 : max / counting.usableNodes());
        int placed = 0;
        for (Unit copy : copies) {
            if (placed >= max) {
                break;
            }
            Optional<Integer> current = preferredNode(copy, counting, usual);
            if (current.isPresent() && placeEarly(copy, current.get(), counting, max - placed)) {
                placed++;
            }
        }
        for (Unit copy : copies) {
            if (board.progress(copy) != Progress.OPEN) {
                continue;
            }
            if (placed >= max) {
                forbid(copy, board, new PlacementReason.EnoughInstances(collective.id(), max));
            } else if (placeOn(copy, Attempt.DEFINITE, counting).isPresent()) {
                placed++;
            }
        }
    }

    /** How many instances of a collective which node has. */
    private final class Counting {
        final Unit collective;
        final int perNode;
        final PlacementBoard board;
        final int[] counts;

        Counting(Unit collective, int perNode, PlacementBoard board) {
            this.collective = collective;
            this.perNode = perNode;
            this.board = board;
            this.counts = board.counts(collective);
        }

        int usableNodes() {
            int usable = 0;
            for (int node = 0; node < counts.length; node++) {
                counts[node] = 0;
                if (board.score(collective, node).isPresent() && all.choice.available(board, node)) {
                    usable++;
                }
            }
            return usable;
        }

        boolean mayTake(Unit copy, int node) {
            return !all.situation.standing(copy).removed()
                    && all.choice.available(board, node, board.row(collective)[node])
                    && counts[node] < perNode;
        }
    }

    /** Where a healthy instance is, if that node has not got its share of instances yet. */
    private Optional<Integer> preferredNode(Unit copy, Counting counting, int usual) {
        if (counting.board.progress(copy) != Progress.OPEN
                || all.situation.standing(copy).failed()) {
            return Optional.empty();
        }
        return all.situation
                .current(copy)
                .map(counting.board::column)
                .filter(node -> all.choice.available(counting.board, node))
                .filter(node ->
                        counting.board.score(counting.collective, node).isEmpty() || counting.counts[node] < usual);
    }

    private boolean placeEarly(Unit copy, int current, Counting counting, int left) {
        PlacementBoard board = counting.board;
        if (!all.choice.available(board, current, board.row(counting.collective)[current])) {
            return false;
        }
        PlacementBoard.Memory before = board.remember(copy);
        int[] counts = counting.counts.clone();
        boolean stays = false;
        for (int reserved = 0; reserved < left; reserved++) {
            Optional<Integer> chosen = placeOn(copy, Attempt.tentative(current), counting);
            stays = chosen.equals(Optional.of(current));
            if (stays) {
                break;
            }
            board.restore(before);
            if (chosen.isEmpty()) {
                board.reopenItself(copy);
                break;
            }
            board.reopen(copy);
        }
        System.arraycopy(counts, 0, counting.counts, 0, counts.length);
        if (stays) {
            counting.counts[current]++;
        }
        return stays;
    }

    private Optional<Integer> placeOn(Unit copy, Attempt attempt, Counting counting) {
        PlacementBoard board = counting.board;
        if (board.progress(copy) == Progress.UNDER_WAY) {
            return Optional.empty();
        }
        for (int node = 0; node < counting.counts.length; node++) {
            if (!counting.mayTake(copy, node)) {
                close(copy, node, counting);
            }
        }
        all.placeMember(copy, board, attempt);
        Optional<Integer> chosen = copy.children().isEmpty()
                ? board.chosen(copy)
                : copy.children().stream()
                        .flatMap(child -> board.chosen(child).stream())
                        .findFirst();
        chosen.ifPresent(node -> counting.counts[node]++);
        return chosen;
    }

    private void close(Unit copy, int node, Counting counting) {
        PlacementBoard board = counting.board;
        if (board.score(copy, node).isEmpty()) {
            return;
        }
        boolean full = counting.counts[node] >= counting.perNode;
        Reason why = full
                ? new PlacementReason.EnoughInstances(counting.collective.id(), counting.perNode)
                : board.refusal(counting.collective, node)
                        .orElse(new PlacementReason.Unwelcome(
                                copy.id(), board.nodes().get(node)));
        board.ban(copy, node, why);
        for (Unit child : copy.children()) {
            if (board.score(child, node).isPresent()) {
                board.ban(child, node, why);
            }
        }
    }

    private static void forbid(Unit copy, PlacementBoard board, Reason why) {
        board.banEverywhere(copy, why);
        copy.children().forEach(child -> forbid(child, board, why));
    }
}
