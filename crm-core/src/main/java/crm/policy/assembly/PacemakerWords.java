package crm.policy.assembly;

import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
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
            case Reason.RequiredBy(var other, var task) -> Optional.of("required " + other + " " + task);
            case Reason.RequiredByCluster(var step) -> Optional.of("required " + step);
            case Reason.WaitsForImpossible(var other, var task) -> Optional.of("unrunnable " + other + " " + task);
            case Reason.TooFewCan(var gate) -> Optional.of("unrunnable " + gate);
            case Reason.CannotMigrate(var other, var task) -> Optional.of("unmigrateable " + other + " " + task);
            case Reason.ColocationBlocked(var other) -> Optional.of("colocation with " + other);
            case Reason.NoQuorum _ -> Optional.of("no quorum");
            case Reason.QuorumFreeze _ -> Optional.of("quorum freeze");
            case Reason.MultiplyActive _ -> Optional.of("being multiply active");
            case Reason.DefinitionChanged _ -> Optional.of("resource definition change");
            case Reason.NodeMustBeOff off -> Optional.of(off.because());
            case Reason.NoLongerWatched _,
                    Reason.Wanted _,
                    Reason.Stays _,
                    Reason.BestNode _,
                    Reason.Moves _,
                    Reason.Failed _,
                    Reason.NotLookedYet _,
                    Reason.Watched _,
                    Reason.FailuresForgotten _,
                    Reason.NodeLeaves _,
                    Reason.StartUnfinished _,
                    Reason.Waypoint _,
                    Reason.Removed _,
                    Reason.NodeOffline _,
                    Reason.NodeUnclean _,
                    Reason.NodeStandby _,
                    Reason.NodeMaintenance _,
                    Reason.NodeJoining _,
                    Reason.NodeUnhealthy _,
                    Reason.NoTicket _,
                    Reason.NoRoom _,
                    Reason.Banned _,
                    Reason.NotAllowed _,
                    Reason.TooManyFailures _,
                    Reason.CannotRunThere _,
                    Reason.CannotRunAnywhere _,
                    Reason.TogetherWith _,
                    Reason.OtherNowhere _,
                    Reason.ApartFrom _,
                    Reason.DependentCannot _,
                    Reason.RunsElsewhere _,
                    Reason.Unwelcome _,
                    Reason.WantedStopped _,
                    Reason.EverythingStopped _,
                    Reason.StoppedByFailure _,
                    Reason.Unmanaged _,
                    Reason.Blocked _,
                    Reason.NoNodeLeft _,
                    Reason.EnoughInstances _,
                    Reason.FencingImpossible _,
                    Reason.NoFenceDevice _,
                    Reason.WaitsForItself _ -> Optional.empty();
        };
    }
}
