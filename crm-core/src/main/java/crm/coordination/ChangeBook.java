package crm.coordination;

import crm.control.Caller;
import crm.control.Request;
import crm.model.NodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes that a leader was asked for and has not answered.
 *
 * @param waiting not begun yet, in the order in which they were asked: while a proposal of the leader's own is on its way into
 *     the journal, a change would be made from what is about to change, and undo it
 * @param pending proposed to the journal, or written there and waited for
 */
public record ChangeBook(List<Waiting> waiting, List<PendingChange> pending) {

    static final ChangeBook EMPTY = new ChangeBook(List.of(), List.of());

    public ChangeBook {
        waiting = List.copyOf(waiting);
        pending = List.copyOf(pending);
    }

    /**
     * A change that is not begun yet.
     *
     * @param origin the node on which it was asked
     */
    public record Waiting(String requestId, NodeName origin, Caller caller, Request.Change change) {}

    ChangeBook with(Waiting change) {
        var changed = new ArrayList<>(waiting);
        changed.add(change);
        return new ChangeBook(changed, pending);
    }

    ChangeBook without(Waiting change) {
        return new ChangeBook(waiting.stream().filter(w -> !w.equals(change)).toList(), pending);
    }

    ChangeBook with(PendingChange change) {
        var changed = new ArrayList<>(pending);
        changed.add(change);
        return new ChangeBook(waiting, changed);
    }

    ChangeBook without(PendingChange change) {
        return new ChangeBook(
                waiting,
                pending.stream()
                        .filter(p -> !p.requestId().equals(change.requestId()))
                        .toList());
    }
}
