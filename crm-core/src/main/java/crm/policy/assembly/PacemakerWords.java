package crm.policy.assembly;

import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
import crm.transition.ActionReason;
import crm.transition.ObstacleReason;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.Optional;

/** Says a reason as Pacemaker's transition summary would, where it says anything. */
final class PacemakerWords {

    private PacemakerWords() {}

    static Optional<String> of(DraftedAction action, Optional<Reason> why) {
        if (action.unassigned() && action.verb() == Verb.STOP) {
            return Optional.of("node availability");
        }
        return why.flatMap(PacemakerWords::of);
    }

    private static Optional<String> of(Reason reason) {
        return switch (reason) {
            case ActionReason.RequiredBy(var other, var task) -> Optional.of("required " + other + " " + task);
            case ActionReason.RequiredByCluster(var step) -> Optional.of("required " + step);
            case ObstacleReason.WaitsForImpossible(var other, var task) ->
                Optional.of("unrunnable " + other + " " + task);
            case PlacementReason.TooFewCan(var gate) -> Optional.of("unrunnable " + gate);
            case ObstacleReason.CannotMigrate(var other, var task) ->
                Optional.of("unmigrateable " + other + " " + task);
            case ObstacleReason.ColocationBlocked(var other) -> Optional.of("colocation with " + other);
            case ObstacleReason.NoQuorum _ -> Optional.of("no quorum");
            case ObstacleReason.QuorumFreeze _ -> Optional.of("quorum freeze");
            case ActionReason.MultiplyActive _ -> Optional.of("being multiply active");
            case ActionReason.DefinitionChanged _ -> Optional.of("resource definition change");
            case ActionReason.NodeMustBeOff off -> Optional.of(off.because());
            case ActionReason.NodeMustBeUnfenced on -> Optional.of(on.because());
            case ActionReason.NoLongerWatched _,
                    ActionReason.Wanted _,
                    ActionReason.Stays _,
                    ActionReason.BestNode _,
                    ActionReason.Moves _,
                    ActionReason.Failed _,
                    ActionReason.NotLookedYet _,
                    ActionReason.Watched _,
                    ActionReason.FailuresForgotten _,
                    ActionReason.NodeLeaves _,
                    ActionReason.LockEnded _,
                    ActionReason.StartUnfinished _,
                    ActionReason.Waypoint _,
                    ActionReason.Removed _,
                    ActionReason.Surplus _,
                    PlacementReason.NodeOffline _,
                    PlacementReason.NodeUnclean _,
                    PlacementReason.NodeStandby _,
                    PlacementReason.NodeMaintenance _,
                    PlacementReason.NodeJoining _,
                    PlacementReason.NodeUnhealthy _,
                    PlacementReason.NoTicket _,
                    PlacementReason.NoRoom _,
                    PlacementReason.Banned _,
                    PlacementReason.NotAllowed _,
                    PlacementReason.LockedTo _,
                    PlacementReason.TooManyFailures _,
                    PlacementReason.CannotRunThere _,
                    PlacementReason.CannotRunAnywhere _,
                    PlacementReason.TogetherWith _,
                    PlacementReason.OtherNowhere _,
                    PlacementReason.ApartFrom _,
                    PlacementReason.DependentCannot _,
                    PlacementReason.RunsElsewhere _,
                    PlacementReason.Unwelcome _,
                    PlacementReason.WantedStopped _,
                    PlacementReason.EverythingStopped _,
                    PlacementReason.StoppedByFailure _,
                    PlacementReason.Unmanaged _,
                    PlacementReason.Blocked _,
                    PlacementReason.NoNodeLeft _,
                    PlacementReason.EnoughInstances _,
                    ObstacleReason.FencingImpossible _,
                    ObstacleReason.UnfencingImpossible _,
                    ObstacleReason.NoFenceDevice _,
                    ObstacleReason.WaitsForItself _ -> Optional.empty();
        };
    }
}
