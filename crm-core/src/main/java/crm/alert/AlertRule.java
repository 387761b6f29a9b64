package crm.alert;

import crm.journal.Entry;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.OperationEnded;
import crm.journal.Evidences;
import crm.journal.Untold.Happening;
import crm.model.NodeName;
import crm.state.OperationRecord;
import crm.transition.Outcome;
import java.util.Optional;

/** Which committed entries deserve an alert, and which alert; the same entry always gives the same alert id. */
public final class AlertRule {

    private AlertRule() {}

    /**
     * The alert of something that happened, if it deserves one.
     *
     * @param origin the node that raises it
     */
    public static Optional<Alert> of(Happening happening, NodeName origin) {
        String id = happening.index() + "." + happening.place();
        return of(id, happening.entry(), origin);
    }

    private static Optional<Alert> of(String id, Entry entry, NodeName origin) {
        return switch (entry) {
            case NodeJoined joined -> Optional.of(new Alert.NodeJoined(id, joined.at(), joined.node()));
            case NodeLost lost -> Optional.of(new Alert.NodeLost(id, lost.at(), lost.node(), false));
            case NodeLeft left -> Optional.of(new Alert.NodeLost(id, left.at(), left.node(), true));
            case NodeFenced fenced ->
                Optional.of(new Alert.Fencing(
                        id,
                        fenced.at(),
                        fenced.node(),
                        "off",
                        origin,
                        true,
                        fenced.node() + " is off: " + Evidences.sentence(fenced.proof())));
            case FencingFailed failed ->
                Optional.of(new Alert.Fencing(id, failed.at(), failed.node(), "off", origin, false, failed.why()));
            case NodePowered powered ->
                Optional.of(new Alert.Fencing(
                        id,
                        powered.at(),
                        powered.node(),
                        "on",
                        origin,
                        powered.outcome() instanceof Outcome.Succeeded,
                        powered.node() + " was given power again"));
            case OperationEnded ended -> operation(id, ended);
            case AttributeChanged changed ->
                Optional.of(
                        new Alert.AttributeChanged(id, changed.at(), changed.node(), changed.name(), changed.value()));
            case Entry.ConfigurationChanged _,
                    Entry.LeadershipTaken _,
                    Entry.NodeEnrolled _,
                    Entry.NodeAdmitted _,
                    Entry.RemovalRequested _,
                    Entry.NodeRemoved _,
                    Entry.FencingRequested _,
                    Entry.FencingWithdrawn _,
                    Entry.NodeQuarantined _,
                    Entry.QuarantineEnded _,
                    Entry.FencingDrilled _,
                    Entry.TransitionBegun _,
                    Entry.TransitionEnded _,
                    Entry.HistoryCleared _,
                    Entry.MoveRequested _,
                    Entry.MoveEnded _,
                    Entry.AlertsTold _,
                    Entry.ReceiptOrdered _,
                    Entry.ReceiptPrinted _ -> Optional.empty();
        };
    }

    /** A probe that found what was expected is not told. */
    private static Optional<Alert> operation(String id, OperationEnded ended) {
        OperationRecord operation = ended.operation();
        boolean expected = operation.expectedExitCode().equals(Optional.of(operation.exitCode()));
        return operation.isProbe() && expected
                ? Optional.empty()
                : Optional.of(new Alert.ResourceOperation(id, ended.at(), operation));
    }
}
