package crm.membership.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.transition.Outcome.Failed;
import crm.transition.Outcome.Succeeded;
import crm.transition.Outcome.TimedOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalsTest {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final List<Event> told = new ArrayList<>();
    private final Proposals proposals = new Proposals(told::add, LIMIT);

    @Test
    void endsEachProposalOnce() {
        proposals.begin(1, 1, 0);
        proposals.succeeded(1, 17);
        proposals.succeeded(1, 17);
        proposals.failed(1, "late");
        assertEquals(List.of(new AppendEnded(1, new Succeeded("journal index 17"))), told);
    }

    @Test
    void knowsThatAProposalFailedWhenALaterTermHasBegun() {
        proposals.begin(1, 1, 0);
        proposals.begin(2, 2, 0);
        proposals.termBegun(1);
        assertEquals(List.of(), told);
        proposals.termBegun(2);
        assertEquals(List.of(new AppendEnded(1, new Failed("the leader changed before it was agreed"))), told);
    }

    @Test
    void admitsAfterAWhileThatItDoesNotKnow() {
        proposals.begin(1, 1, 0);
        proposals.timePassed(LIMIT.toNanos() - 1);
        assertEquals(List.of(), told);
        proposals.timePassed(LIMIT.toNanos());
        assertEquals(List.of(new AppendEnded(1, new TimedOut(LIMIT))), told);
    }

    @Test
    void doesNotKnowWhatASnapshotHides() {
        proposals.begin(1, 1, 0);
        proposals.begin(2, 1, 0);
        proposals.lostSight();
        assertEquals(List.of(new AppendEnded(1, new TimedOut(LIMIT)), new AppendEnded(2, new TimedOut(LIMIT))), told);
    }
}
