package crm.coordination;

import crm.alert.Alert;
import crm.alert.ReceiptOrder;
import crm.control.Reply;
import crm.coordination.Event.PowerTask;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.port.Message;
import crm.state.Incarnation;
import crm.state.StartedWith;
import crm.status.StatusView;
import java.time.Duration;
import java.util.List;

/** Something the core wants done. The daemon does it and reports with an event; no command is waited for in the core. */
public sealed interface Command {

    /** Propose entries to the journal, all or none. */
    record Append(long ticket, List<Entry> entries) implements Command {
        public Append {
            entries = List.copyOf(entries);
        }
    }

    /** Carry out an action on this node; a recurring monitor is begun, and goes on until cancelled. */
    record Perform(Message.Order order) implements Command {}

    /**
     * Keep what everything that may be active here was started with, for the daemon that begins when this one has ended. Comes
     * before the start itself.
     */
    record KeepStarted(List<StartedWith> started) implements Command {
        public KeepStarted {
            started = List.copyOf(started);
        }
    }

    /**
     * Ask the fence devices something about a node's power, or tell them to change it.
     *
     * @param life the life of the node that this is about; what comes of it says nothing of a later one
     */
    record SwitchPower(NodeName node, Incarnation life, PowerTask task, Duration limit) implements Command {}

    record Send(NodeName to, Message message) implements Command {}

    /** Tell the membership layer that a node is proven dead. */
    record Suspect(NodeName node, String evidence) implements Command {}

    record Raise(Alert alert) implements Command {}

    /** Alerts that were raised and that nobody has begun to tell are dropped: another leader tells them. */
    record DropAlerts() implements Command {}

    record Print(ReceiptOrder order) implements Command {}

    /** Receipts have been agreed on: those of this node may go to the paper, and what it spooled of others is void. */
    record NoteReceipts(List<AgreedState.ReceiptNote> notes) implements Command {
        public NoteReceipts {
            notes = List.copyOf(notes);
        }
    }

    record Show(StatusView view) implements Command {}

    /** This view is to stay on the screen when the daemon has ended. */
    record ShowLast(StatusView view) implements Command {}

    record Answer(String requestId, Reply reply) implements Command {}

    /** Ask the fence devices what they know and answer the request with it. */
    record ListDevices(String requestId) implements Command {}

    /** Make a token for one more node, and answer the request with it. */
    record IssueToken(String requestId, Duration valid) implements Command {}

    /** Compare a printed roll with the receipts that the journal remembers, and answer the request with what comes out. */
    record VerifyRoll(String requestId, String file, String cluster, List<AgreedState.ReceiptNote> receipts)
            implements Command {
        public VerifyRoll {
            receipts = List.copyOf(receipts);
        }
    }

    /** Add a voter to the journal, or take one away; ends with {@link Event.CommandEnded}. */
    record ChangeVoters(NodeName node, boolean add, Duration limit) implements Command {}

    /** Let the watchdog reset this machine: it could not stop what it must not run any more. */
    record ResetSelf(String why) implements Command {}

    /** End this daemon. */
    record Exit(String why) implements Command {}
}
