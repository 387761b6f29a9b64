package crm.policy.placement;

import crm.model.NodeName;
import crm.model.Role;
import crm.model.Score;
import crm.policy.constraint.Together;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** What the places of a clone's instances make of the scores of one who wants to be with the clone. */
final class FollowClone {

    private final Situation situation;
    private final ColocationFollow follow;
    private final NodeSameness sameness;
    private final PlacementBoard board;

    FollowClone(Situation situation, ColocationFollow follow, NodeSameness sameness, PlacementBoard board) {
        this.situation = situation;
        this.follow = follow;
        this.sameness = sameness;
        this.board = board;
    }

    void follow(Together together, Unit dependent, Unit.CloneUnit primary) {
        if (primary.options().promotable() && together.primaryRole().isPresent()) {
            if (follow.matter(board, together, dependent, primary) == ColocationFollow.Matter.PROMOTION) {
                followPromotion(
                        together, dependent, primary, together.primaryRole().get());
            } else {
                followRole(together, dependent, primary, together.primaryRole().get());
            }
        } else if (interleaves(together, primary)) {
            followCompanion(together, dependent, primary.copies());
        } else if (together.score().isInfinite()) {
            SequencedMap<Integer, Score> open = new LinkedHashMap<>();
            for (Unit copy : primary.copies()) {
                if (!isBlocked(copy)) {
                    board.location(copy).ifPresent(node -> open.put(node, Score.ZERO));
                }
            }
            closeOthers(together, dependent, primary, open, false);
        } else {
            for (Unit copy : primary.copies()) {
                follow.followCopy(board, together, dependent, copy);
            }
        }
    }

    /** With a bundle: with one of its containers, if the dependent is one of several itself, else with all of them. */
    void follow(Together together, Unit dependent, Unit.BundleUnit primary) {
        boolean oneOfSeveral = switch (situation.units().get(together.dependent())) {
            case Unit.CloneUnit _, Unit.BundleUnit _ -> true;
            case Unit.Instance _, Unit.GroupUnit _ -> false;
        };
        if (oneOfSeveral) {
            followCompanion(together, dependent, primary.containers());
            return;
        }
        SequencedMap<Integer, Score> open = new LinkedHashMap<>();
        for (Unit container : primary.containers()) {
            if (!together.score().isInfinite()) {
                follow.followCopy(board, together, dependent, container);
            } else if (!isBlocked(container) && hasRole(container, together)) {
                board.location(container).ifPresent(node -> open.put(node, Score.ZERO));
            }
        }
        if (together.score().isInfinite()) {
            closeOthers(together, dependent, primary, open, false);
        }
    }

    private boolean hasRole(Unit container, Together together) {
        return !together.primaryRole().equals(Optional.of(Role.PROMOTED))
                || situation.insideOf(container).flatMap(board::nextRole).equals(Optional.of(Role.PROMOTED));
    }

    private boolean isBlocked(Unit copy) {
        return situation.standing(copy).blocked() || copy.children().stream().anyMatch(this::isBlocked);
    }

    /** Instances of one clone go with the instance of another that is on the same node. */
    private boolean interleaves(Together together, Unit.CloneUnit primary) {
        return situation.units().get(together.dependent()) instanceof Unit.CloneUnit clone
                && clone.options().interleave()
                && clone.options().perNode() == primary.options().perNode();
    }

    private void followCompanion(Together together, Unit dependent, List<Unit> primaries) {
        Optional<Unit> companion = companion(together, dependent, primaries);
        if (companion.isPresent()) {
            follow.followCopy(board, together, dependent, companion.get());
        } else if (together.score().isInfinite()) {
            board.giveUp(dependent);
        }
    }

    private Optional<Unit> companion(Together together, Unit dependent, List<Unit> primaries) {
        Optional<Integer> where = board.location(dependent).map(node -> sameness.machine(board, node));
        List<Integer> candidates =
                where.isPresent() ? List.of(where.get()) : follow.bestFirst(board, board.row(dependent));
        for (int node : candidates) {
            for (Unit copy : primaries) {
                boolean there = board.location(copy).equals(Optional.of(node)) && !isBlocked(copy);
                // Of a container it is asked later what role that has which runs in it.
                boolean inRole = situation.insideOf(copy).isPresent()
                        || ColocationFollow.matches(together.primaryRole(), board.futureRole(copy));
                if (there && inRole) {
                    return Optional.of(copy);
                }
            }
        }
        return Optional.empty();
    }

    /** To be promoted only where another clone has an instance in a role. */
    private void followPromotion(Together together, Unit dependent, Unit.CloneUnit primary, Role role) {
        boolean companion = primary.copies().stream()
                .anyMatch(copy -> board.futureRole(copy).equals(Optional.of(role))
                        && !isBlocked(copy)
                        && follow.isSame(board, together, dependent, copy));
        if (companion) {
            board.priority(dependent, board.priority(dependent).plus(together.score()));
        } else if (together.score().isInfinite()) {
            board.priority(dependent, Score.NEVER);
        }
    }

    /** With instances in one role only: what they want where they are counts too. */
    private void followRole(Together together, Unit dependent, Unit.CloneUnit primary, Role role) {
        SequencedMap<Integer, Score> open = new LinkedHashMap<>();
        for (Unit copy : primary.copies()) {
            Optional<Integer> node = board.location(copy);
            if (node.isPresent() && board.futureRole(copy).equals(Optional.of(role))) {
                if (!together.score().isInfinite()) {
                    prefer(together, dependent, primary, node.get());
                }
                open.put(node.get(), board.assignedScore(copy));
            }
        }
        boolean promotion = role == Role.PROMOTED && together.dependentRole().equals(Optional.of(Role.PROMOTED));
        // Instances may well be where nothing is promoted, as long as they are not promoted there themselves.
        if (together.score().isInfinite() && !promotion) {
            closeOthers(together, dependent, primary, open, true);
        }
    }

    private void prefer(Together together, Unit dependent, Unit primary, int node) {
        Optional<String> there = sameness.value(board, primary, together, node);
        @Nullable Score[] row = board.copyOfRow(dependent);
        for (int other = 0; other < row.length; other++) {
            Score before = row[other];
            if (before != null
                    && sameness.value(board, dependent, together, other).equals(there)) {
                row[other] = before.plus(together.score());
            }
        }
        board.replace(dependent, row);
    }

    private void closeOthers(
            Together together, Unit dependent, Unit primary, SequencedMap<Integer, Score> open, boolean merge) {
        @Nullable Score[] row = board.copyOfRow(dependent);
        // The nodes found last are compared first.
        var nodes = new ArrayList<>(open.sequencedKeySet().reversed());
        for (int node = 0; node < row.length; node++) {
            Score before = row[node];
            if (before == null) {
                continue;
            }
            Optional<String> here = sameness.value(board, dependent, together, node);
            Score after = before;
            boolean found = false;
            for (int other : nodes) {
                if (sameness.value(board, primary, together, other).equals(here)) {
                    found = true;
                    after = merge ? after.plus(open.getOrDefault(other, Score.ZERO)) : after;
                }
            }
            row[node] = found ? after : Score.NEVER;
            if (!found) {
                board.refuse(dependent, node, reason(dependent, primary, nodes));
            }
        }
        board.replace(dependent, row);
    }

    private Reason reason(Unit dependent, Unit primary, List<Integer> nodes) {
        if (nodes.size() == 1) {
            NodeName only = board.nodes().get(nodes.getFirst());
            return new PlacementReason.TogetherWith(dependent.id(), primary.id(), only);
        }
        return new PlacementReason.OtherNowhere(dependent.id(), primary.id());
    }
}
