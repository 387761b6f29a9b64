package crm.journal;

import crm.journal.Entry.AlertsTold;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.FencingDrilled;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.FencingWithdrawn;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.MoveRequested;
import crm.journal.Entry.NodeAdmitted;
import crm.journal.Entry.NodeEnrolled;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.NodeQuarantined;
import crm.journal.Entry.NodeRemoved;
import crm.journal.Entry.OperationEnded;
import crm.journal.Entry.QuarantineEnded;
import crm.journal.Entry.ReceiptOrdered;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.Entry.RemovalRequested;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Entry.TransitionEnded;
import crm.state.ClusterState;
import java.util.ArrayList;
import java.util.List;

/**
 * What has happened and has not been told to the world yet: kept until the leader that told it says so, so that a
 * leader that dies in between takes nothing with it.
 *
 * @param toldUpTo the journal index up to which everything has been told
 * @param happenings in their order
 */
public record Untold(long toldUpTo, List<Happening> happenings) {

    /** Where nobody has told anything for so long, the oldest is of no interest any more. */
    private static final int KEPT = 500;

    public static final Untold NOTHING = new Untold(0, List.of());

    public Untold {
        happenings = List.copyOf(happenings);
    }

    /**
     * One entry that may deserve an alert.
     *
     * @param index of the journal record that it stands in
     * @param place in that record
     */
    public record Happening(long index, int place, Entry entry) {}

    Untold with(List<Happening> more) {
        var all = new ArrayList<>(happenings);
        all.addAll(more);
        return new Untold(toldUpTo, all.subList(Math.max(0, all.size() - KEPT), all.size()));
    }

    Untold told(long upTo) {
        return new Untold(
                Math.max(toldUpTo, upTo),
                happenings.stream().filter(h -> h.index() > upTo).toList());
    }

    /** What happens to nodes and services; what the cluster does about it is its own affair. */
    static boolean isToBeTold(Entry entry, ClusterState before) {
        return switch (entry) {
            case NodeJoined _, NodeLost _, NodeLeft _, NodeFenced _, FencingFailed _, NodePowered _ -> true;
            case AttributeChanged _ -> true;
            case OperationEnded ended -> !isRepeated(ended, before);
            case ConfigurationChanged _,
                    LeadershipTaken _,
                    NodeEnrolled _,
                    NodeAdmitted _,
                    RemovalRequested _,
                    NodeRemoved _,
                    FencingRequested _,
                    FencingWithdrawn _,
                    NodeQuarantined _,
                    QuarantineEnded _,
                    FencingDrilled _,
                    TransitionBegun _,
                    TransitionEnded _,
                    HistoryCleared _,
                    MoveRequested _,
                    MoveEnded _,
                    AlertsTold _,
                    ReceiptOrdered _,
                    ReceiptPrinted _ -> false;
        };
    }

    /** A result is proposed again when nobody knows whether it was committed. */
    private static boolean isRepeated(OperationEnded ended, ClusterState before) {
        var operation = ended.operation();
        return before.node(operation.node()).stream()
                .flatMap(node -> node.history().stream())
                .filter(history -> history.instance().equals(operation.instance()))
                .flatMap(history -> history.operations().stream())
                .anyMatch(o -> o.callId() == operation.callId());
    }
}
