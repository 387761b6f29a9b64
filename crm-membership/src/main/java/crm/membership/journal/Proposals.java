package crm.membership.journal;

import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The proposals of this node of which the end is not known yet. Each ends once, by what this node sees committed: so
 * the entries' own event always comes before the end of their proposal, on the leader and elsewhere alike.
 *
 * <p>The thread that proposes, the one that applies and the one that watches the time meet here, hence the lock.
 */
final class Proposals {

    private record Waiting(long ticket, long term, long deadlineNanos) {}

    private final Consumer<Event> events;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Long, Waiting> waiting = new TreeMap<>();

    Proposals(Consumer<Event> events, Duration limit) {
        this.events = events;
        this.limit = limit;
    }

    void begin(long ticket, long term, long nowNanos) {
        lock.lock();
        try {
            waiting.put(ticket, new Waiting(ticket, term, nowNanos + limit.toNanos()));
        } finally {
            lock.unlock();
        }
    }

    /** A proposal was committed, and counted. */
    void succeeded(long ticket, long index) {
        end(w -> w.ticket() == ticket, new Outcome.Succeeded("journal index " + index));
    }

    /** A proposal surely is not and will not be committed. */
    void failed(long ticket, String why) {
        end(w -> w.ticket() == ticket, new Outcome.Failed(why));
    }

    /** A record of this term was committed: what was proposed for an earlier one and is not there never will be. */
    void termBegun(long term) {
        end(w -> w.term() < term, new Outcome.Failed("the leader changed before it was agreed"));
    }

    /** A snapshot replaced the records in which the end of the proposals could have been seen. */
    void lostSight() {
        end(w -> true, new Outcome.TimedOut(limit));
    }

    void timePassed(long nowNanos) {
        end(w -> nowNanos - w.deadlineNanos() >= 0, new Outcome.TimedOut(limit));
    }

    private void end(Predicate<Waiting> which, Outcome outcome) {
        List<Waiting> ended;
        lock.lock();
        try {
            ended = new ArrayList<>(waiting.values().stream().filter(which).toList());
            ended.forEach(w -> waiting.remove(w.ticket()));
        } finally {
            lock.unlock();
        }
        ended.forEach(w -> events.accept(new AppendEnded(w.ticket(), outcome)));
    }
}
