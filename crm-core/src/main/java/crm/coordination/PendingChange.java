package crm.coordination;

import crm.control.Request;
import crm.model.NodeName;
import java.util.Optional;

/**
 * A change that was asked for and whose effect is waited for.
 *
 * @param origin the node on which it was asked
 * @param ticket of the proposal that puts it into the journal; empty once that is committed
 * @param deadline when whoever asked is told that it goes on
 * @param second whether the first of its two stages is through: a restart stops, then starts
 * @param summary what is done, in one short sentence
 */
public record PendingChange(
        String requestId,
        NodeName origin,
        Request.Change request,
        Optional<Long> ticket,
        Now asked,
        Moment deadline,
        boolean second,
        String summary) {

    PendingChange committed() {
        return new PendingChange(requestId, origin, request, Optional.empty(), asked, deadline, second, summary);
    }

    PendingChange secondStage(long newTicket) {
        return new PendingChange(requestId, origin, request, Optional.of(newTicket), asked, deadline, true, summary);
    }
}
