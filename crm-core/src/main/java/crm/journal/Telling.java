package crm.journal;

import crm.journal.Entry.FencingFailed;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodePowered;
import crm.journal.Entry.OperationEnded;
import crm.state.OperationRecord;
import crm.transition.Outcome;
import java.util.Optional;

/** What happened, in the words in which incidents and whoever waits for a change are told. */
public final class Telling {

    private Telling() {}

    /** What somebody who waits should know at once: what failed, and what became of a node's power. */
    public static Optional<String> ofTrouble(Entry entry) {
        return switch (entry) {
            case OperationEnded ended
            when OperationFold.failed(ended.operation()) -> Optional.of(failure(ended.operation()));
            case NodeFenced fenced -> Optional.of(off(fenced));
            case FencingFailed failed -> Optional.of(notOff(failed));
            case NodePowered powered
            when powered.outcome() instanceof Outcome.Succeeded ->
                Optional.of(powered.node() + " was given power again");
            default -> Optional.empty();
        };
    }

    static String failure(OperationRecord operation) {
        return operation.instance() + " " + operation.task() + " on " + operation.node() + " failed"
                + (operation.exitReason().isEmpty() ? "" : ": " + operation.exitReason());
    }

    static String off(NodeFenced fenced) {
        return fenced.node() + " is off: " + Evidences.sentence(fenced.proof());
    }

    static String notOff(FencingFailed failed) {
        return failed.node()
                + (failed.refused() ? " cannot be switched off: " : " is not known to be off: ")
                + failed.why();
    }
}
