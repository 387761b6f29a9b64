package crm.membership.journal;

import crm.coordination.Event;
import crm.coordination.Event.LeadershipChanged;
import crm.model.NodeName;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells who leads, each change once and in order. This node itself is announced only when a record of its own term is
 * committed: before that it may not have seen all that was agreed under the leader before.
 *
 * <p>Elections, raft's thread and the clock report here, hence the lock; events are queued while it is held, so that
 * they keep the order of the changes.
 */
final class Leadership {

    private final NodeName self;
    private final Consumer<Event> events;
    private final ReentrantLock lock = new ReentrantLock();

    private LeadershipChanged told = new LeadershipChanged(0, Optional.empty());
    private long electedIn = -1;

    Leadership(NodeName self, Consumer<Event> events) {
        this.self = self;
        this.events = events;
    }

    /** Raft learned that this term has this leader, or none yet, or none any more. */
    void learned(long term, Optional<NodeName> leader) {
        lock.lock();
        try {
            if (term < told.term()) {
                return;
            }
            boolean selfElected = leader.filter(self::equals).isPresent();
            if (!selfElected) {
                electedIn = -1;
                tell(new LeadershipChanged(term, leader));
            } else if (electedIn != term && !told.equals(new LeadershipChanged(term, leader))) {
                electedIn = term;
                tell(new LeadershipChanged(term, Optional.empty()));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A record of this term was committed and applied here. */
    void applied(long term) {
        lock.lock();
        try {
            if (electedIn == term) {
                electedIn = -1;
                tell(new LeadershipChanged(term, Optional.of(self)));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether this node was elected and has not committed a record of its term yet. */
    boolean waits() {
        lock.lock();
        try {
            return electedIn >= 0;
        } finally {
            lock.unlock();
        }
    }

    private void tell(LeadershipChanged change) {
        if (!change.equals(told)) {
            told = change;
            events.accept(change);
        }
    }
}
