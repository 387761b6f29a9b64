package crm.policy.placement;

import crm.configuration.ClusterOptions.NoQuorumPolicy;
import crm.model.Role;
import crm.model.Score;
import crm.policy.ScoreLine;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.constraint.Together;
import crm.policy.placement.ColocationPull.Pull;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses which instances of a promotable clone, each of which has its node by now, are promoted: those with the highest
 * promotion score on nodes where whoever wants to be with a promoted instance would like to be.
 */
final class ChoosePromoted {

    private static final Score UNSAID = Score.of(-1);

    private final PlaceResources all;
    private final PlacementBoard board;
    private final Unit.CloneUnit clone;
    private final Map<Integer, Score> promotion = new HashMap<>();

    ChoosePromoted(PlaceResources all, PlacementBoard board, Unit.CloneUnit clone) {
        this.all = all;
        this.board = board;
        this.clone = clone;
    }

    void choose() {
        int[] promotedOn = board.counts(clone);
        java.util.Arrays.fill(promotedOn, 0);
        clone.copies().forEach(this::judge);
        weighTogether();
        int promoted = 0;
        List<Unit> sorted = sorted();
        all.haveTurns(clone, sorted);
        for (Unit copy : sorted) {
            all.trace.note(
                    new ScoreLine.Promotion(copy.id(), board.location(copy).map(board.nodes()::get), promotion(copy)));
            boolean more = promoted < clone.options().promotedMax()
                    || !all.situation.standing(clone).managed();
            Optional<Integer> where = promotion(copy).isNegative() || !more
                    ? Optional.empty()
                    : nodeToBePromotedOn(copy, promotedOn).filter(_ -> !isFrozen(copy));
            if (where.isPresent()) {
                promotedOn[where.get()]++;
                promoted++;
                promote(copy);
            } else {
                leaveUnpromoted(copy);
            }
        }
    }

    private Score promotion(Unit copy) {
        return promotion.getOrDefault(copy.index(), Score.ZERO);
    }

    private boolean isFrozen(Unit copy) {
        return all.situation.standing(copy).role() != Role.PROMOTED
                && !all.situation.quorate()
                && all.situation.noQuorum() == NoQuorumPolicy.FREEZE;
    }

    /** An instance's own claim to be promoted. */
    private void judge(Unit copy) {
        Optional<Integer> node = board.location(copy);
        if (node.isEmpty()) {
            // What will not be active cannot be promoted.
            promotion.put(copy.index(), Score.NEVER);
            return;
        }
        Role next = board.futureRole(copy).orElse(Role.STARTED);
        switch (next) {
            case STARTED ->
                board.priority(
                        copy,
                        new PromotionScores(all.situation, board, all.choice)
                                .of(copy, node.get())
                                .orElse(UNSAID));
            case STOPPED, UNPROMOTED -> board.priority(copy, Score.NEVER);
            case PROMOTED -> {}
        }
        addLocations(copy, all.constraints.locations(copy), node.get());
        addLocations(copy, all.constraints.locations(clone), node.get());
        all.situation
                .bundleOf(clone)
                .ifPresent(bundle -> addLocations(copy, all.constraints.locations(bundle), node.get()));
        for (Together together : all.colocations.thisWithInRole(copy)) {
            all.follow.follow(board, together, copy);
        }
        promotion.put(copy.index(), next == Role.PROMOTED ? Score.INFINITY : board.priority(copy));
    }

    private void addLocations(Unit copy, List<ConstraintIndex.UnitWish> wishes, int node) {
        for (ConstraintIndex.UnitWish wish : wishes.reversed()) {
            Score score = wish.scores().get(board.nodes().get(node));
            if (score != null && wish.role().equals(Optional.of(Role.PROMOTED))) {
                board.priority(copy, board.priority(copy).plus(score));
            }
        }
    }

    /** Adds what other resources make of the nodes. */
    private void weighTogether() {
        for (Unit copy : clone.copies()) {
            Optional<Integer> node = board.location(copy);
            if (node.isPresent() && !promotion(copy).isNegative()) {
                var row = board.copyOfRow(clone);
                Score before = row[node.get()];
                row[node.get()] =
                        before == null ? promotion(copy) : promotion(copy).plus(before);
                board.replace(clone, row);
            }
        }
        for (Together together : all.colocations.withThisInRole(clone)) {
            if (together.primaryRole().equals(Optional.of(Role.PROMOTED)) && all.pull.hasInfluence(together)) {
                Unit dependent = all.situation.units().get(together.dependent());
                all.pull.weigh(board, dependent, clone, Pull.of(together, true, true));
            }
        }
        if (all.situation.standing(clone).mayNotBePromoted()) {
            board.banEverywhere(clone, new PlacementReason.NoTicket(clone.id(), "promotion"));
        }
        for (Unit copy : clone.copies()) {
            settle(copy);
        }
    }

    private void settle(Unit copy) {
        Optional<Integer> node = board.location(copy);
        boolean staysPromoted = !all.isManaged(copy) && board.futureRole(copy).equals(Optional.of(Role.PROMOTED));
        if (staysPromoted) {
            promotion.put(copy.index(), Score.INFINITY);
        } else if (node.isPresent() && !promotion(copy).isNegative()) {
            promotion.put(copy.index(), board.score(clone, node.get()).orElse(Score.ZERO));
        }
    }

    private List<Unit> sorted() {
        List<Unit> sorted = new ArrayList<>(new InstanceOrder(all, board, clone).sorted(clone.copies()));
        sorted.sort(Comparator.comparing(this::promotion, Comparator.reverseOrder())
                .thenComparing((Unit copy) -> currentRole(copy), Comparator.reverseOrder()));
        return sorted;
    }

    private Role currentRole(Unit copy) {
        return copy.isCollective()
                ? copy.children().stream()
                        .map(this::currentRole)
                        .max(Comparator.naturalOrder())
                        .orElse(Role.STOPPED)
                : all.situation.standing(copy).role();
    }

    private Optional<Integer> nodeToBePromotedOn(Unit copy, int[] promotedOn) {
        for (Unit child : copy.children()) {
            if (nodeToBePromotedOn(child, promotedOn).isEmpty()) {
                return Optional.empty();
            }
        }
        Optional<Integer> node = board.location(copy);
        boolean managed = all.isManaged(copy);
        if (node.isEmpty()
                || (!managed && currentRole(copy) != Role.PROMOTED)
                || (managed && (board.priority(copy).isNegative() || !all.choice.available(board, node.get())))
                || board.score(clone, node.get()).isEmpty()) {
            return Optional.empty();
        }
        boolean full = promotedOn[node.get()] >= clone.options().promotedPerNode();
        return full && managed ? Optional.empty() : node;
    }

    private void promote(Unit copy) {
        if (board.nextRole(copy).isEmpty()) {
            board.nextRole(copy, Role.PROMOTED);
        }
        copy.children().forEach(this::promote);
    }

    private void leaveUnpromoted(Unit copy) {
        board.nextRole(copy, board.location(copy).isPresent() ? Role.UNPROMOTED : Role.STOPPED);
        copy.children().forEach(this::leaveUnpromoted);
    }
}
