package crm.coordination;

import crm.control.Caller;
import crm.control.Request;
import crm.model.NodeName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Changes that were asked for on this node and that only a leader can accept, by request.
 *
 * @param open what has no last answer yet, in the order it was asked
 */
public record HandedOn(SequencedMap<String, Handed> open) {

    static final HandedOn NONE = new HandedOn(new LinkedHashMap<>());

    public HandedOn {
        open = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(open));
    }

    /**
     * One of them.
     *
     * @param to the leader that has it; empty while none is known
     */
    public record Handed(Caller caller, Request.Change change, Moment asked, Optional<NodeName> to) {}

    HandedOn with(String requestId, Handed handed) {
        var changed = new LinkedHashMap<>(open);
        changed.put(requestId, handed);
        return new HandedOn(changed);
    }

    HandedOn without(String requestId) {
        var changed = new LinkedHashMap<>(open);
        changed.remove(requestId);
        return new HandedOn(changed);
    }
}
