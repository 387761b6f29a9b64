package crm.alert;

import crm.journal.AgreedState;
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
import crm.model.NodeName;
import crm.state.OperationRecord;
import crm.transition.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which committed entries deserve an alert, and which alert; the same entry always gives the same alert id. */
public final class AlertRule {

    private AlertRule() {}

    /**
     * The alerts of one journal record.
     *
     * @param before what was agreed before it
     * @param origin the node that raises them
     */
    public static List<Alert> of(long index, List<Entry> entries, AgreedState before, NodeName origin) {
        var alerts = new ArrayList<Alert>();
        for (int i = 0; i < entries.size(); i++) {
            one(index + "." + i, entries.get(i), before, origin).ifPresent(alerts::add);
        }
        return alerts;
    }

    private static Optional<Alert> one(String id, Entry entry, AgreedState before, NodeName origin) {
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
            case OperationEnded ended -> operation(id, ended, before);
            case AttributeChanged changed ->
                Optional.of(
                        new Alert.AttributeChanged(id, changed.at(), changed.node(), changed.name(), changed.value()));
            case Entry.ConfigurationChanged _,
                    Entry.LeadershipTaken _,
                    Entry.NodeAdmitted _,
                    Entry.RemovalRequested _,
                    Entry.NodeRemoved _,
                    Entry.FencingRequested _,
                    Entry.NodeQuarantined _,
                    Entry.QuarantineEnded _,
                    Entry.FencingDrilled _,
                    Entry.TransitionBegun _,
                    Entry.TransitionEnded _,
                    Entry.HistoryCleared _,
                    Entry.MoveRequested _,
                    Entry.MoveEnded _,
                    Entry.ReceiptPrinted _ -> Optional.empty();
        };
    }

    /** A probe that found what was expected is not told, nor a result that was counted before. */
    private static Optional<Alert> operation(String id, OperationEnded ended, AgreedState before) {
        OperationRecord operation = ended.operation();
        boolean expected = operation.expectedExitCode().equals(Optional.of(operation.exitCode()));
        boolean known = before.cluster().node(operation.node()).stream()
                .flatMap(node -> node.history().stream())
                .filter(history -> history.instance().equals(operation.instance()))
                .flatMap(history -> history.operations().stream())
                .anyMatch(o -> o.callId() == operation.callId());
        return (operation.isProbe() && expected) || known
                ? Optional.empty()
                : Optional.of(new Alert.ResourceOperation(id, ended.at(), operation));
    }
}
