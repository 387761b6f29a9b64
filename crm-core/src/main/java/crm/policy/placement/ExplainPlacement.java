package crm.policy.placement;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.model.Role;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import crm.transition.ObstacleReason;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/** Says why each instance is where it is, and for every other node why it is not there. Never says nothing. */
final class ExplainPlacement {

    private final Situation situation;
    private final boolean stopsAll;
    /** Whether fencing is wanted and impossible. */
    private final boolean helpless;

    private final PlacementBoard board;
    private final NodeChoice choice;

    ExplainPlacement(Situation situation, ClusterOptions options, PlacementBoard board, NodeChoice choice) {
        this.situation = situation;
        this.stopsAll = options.stopAllResources();
        this.helpless = options.fencingEnabled() && !situation.canFence();
        this.board = board;
        this.choice = choice;
    }

    Reason why(Unit unit) {
        InstanceStanding standing = situation.standing(unit);
        Optional<NodeName> node = board.chosenNode(unit);
        if (standing.blocked() && !standing.active().isEmpty()) {
            return new PlacementReason.Blocked(unit.id(), standing.active().getFirst());
        }
        if (!standing.managed()) {
            return new PlacementReason.Unmanaged(unit.id());
        }
        if (helpless) {
            return new ObstacleReason.NoFenceDevice(Optional.empty());
        }
        if (node.isPresent()) {
            return placed(unit, standing, node.get());
        }
        if (stopsAll) {
            return new PlacementReason.EverythingStopped();
        }
        if (standing.removed()) {
            return situation.whyRemoved(unit);
        }
        if (standing.lock().isPresent()) {
            return new PlacementReason.LockedTo(unit.id(), standing.lock().get().node());
        }
        Optional<InstanceStanding.Limit> stopped = standing.limit().filter(limit -> limit.role() == Role.STOPPED);
        return stopped.isPresent() ? stopped.get().why() : new PlacementReason.NoNodeLeft(unit.id());
    }

    private Reason placed(Unit unit, InstanceStanding standing, NodeName node) {
        // A companion that alone decided it is a better answer than "the best node".
        for (int other = 0; other < board.nodes().size(); other++) {
            Optional<Reason> refusal = board.refusal(unit, other);
            if (refusal.isPresent()
                    && refusal.get() instanceof PlacementReason.TogetherWith together
                    && together.where().equals(node)) {
                return together;
            }
        }
        return standing.isActiveOn(node)
                ? new ActionReason.Stays(unit.id(), node)
                : new ActionReason.BestNode(unit.id(), node);
    }

    SequencedMap<NodeName, Reason> refusals(Unit.Instance instance) {
        var refusals = new LinkedHashMap<NodeName, Reason>();
        Optional<Integer> chosen = board.chosen(instance);
        for (int node = 0; node < board.nodes().size(); node++) {
            if (!chosen.equals(Optional.of(node))) {
                refusals.put(board.nodes().get(node), refusal(instance, node, chosen));
            }
        }
        return refusals;
    }

    private Reason refusal(Unit.Instance instance, int node, Optional<Integer> chosen) {
        NodeStanding standing = board.standing(node);
        Optional<Reason> unavailable = unavailable(standing);
        if (unavailable.isPresent()) {
            return unavailable.get();
        }
        Optional<Reason> known = board.refusal(instance, node);
        var score = board.score(instance, node);
        if (known.isPresent() && score.map(s -> s.isNegative()).orElse(true)) {
            return known.get();
        }
        if (score.isEmpty()) {
            return new PlacementReason.NotAllowed(instance.id(), standing.name());
        }
        if (chosen.isPresent()) {
            return new PlacementReason.RunsElsewhere(
                    instance.id(), standing.name(), board.nodes().get(chosen.get()));
        }
        return score.get().isNegative() && choice.available(board, node)
                ? new PlacementReason.Unwelcome(instance.id(), standing.name())
                : why(instance);
    }

    private static Optional<Reason> unavailable(NodeStanding node) {
        if (node.isUnclean()) {
            return Optional.of(
                    new PlacementReason.NodeUnclean(node.name(), node.unclean().orElse("")));
        }
        if (node.shuttingDown()) {
            return Optional.of(new ActionReason.NodeLeaves(node.name()));
        }
        if (!node.online()) {
            return Optional.of(new PlacementReason.NodeOffline(node.name()));
        }
        if (node.pending()) {
            return Optional.of(new PlacementReason.NodeJoining(node.name()));
        }
        if (node.standby()) {
            return Optional.of(new PlacementReason.NodeStandby(node.name(), node.standbyOnFail()));
        }
        return node.maintenance() ? Optional.of(new PlacementReason.NodeMaintenance(node.name())) : Optional.empty();
    }
}
