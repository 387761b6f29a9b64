package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeoutException;

/**
 * Makes this node the only one that can write to a LUN, and finds out whether it still is.
 *
 * <p>The target remembers a key for each path by which somebody registered one, and lets only those paths write. Taking
 * over means: register our key on the path that will write, then throw every other key out. A node that should be dead
 * keeps its connection and is refused each write by the target itself. The reservation is never given back on a clean
 * stop: a node thrown out earlier, that wakes only then, must find the door still shut.
 */
final class Reserving {

    private static final Duration STEP = Duration.ofMillis(1);

    private final Lun lun;
    private final long key;

    /** @param key this node's own; not zero */
    Reserving(Lun lun, long key) {
        this.lun = lun;
        this.key = key;
    }

    /** Sends a change down the path by which this node will write. */
    interface WritingPath {
        void send(PersistentReservation.Change change) throws AgentFailure, IOException, InterruptedException;
    }

    /** What the target says. */
    record State(List<Long> keys, OptionalLong holder) {}

    State read(Deadline deadline) throws IOException {
        try (IscsiSession session = IscsiSession.open(lun, deadline)) {
            return read(session);
        }
    }

    private State read(IscsiSession session) throws IOException {
        int longest = PersistentReservation.longestAnswer();
        return new State(
                PersistentReservation.keys(session.ask(lun.number(), PersistentReservation.readKeys(), longest)),
                PersistentReservation.holder(
                        session.ask(lun.number(), PersistentReservation.readReservation(), longest)));
    }

    /** Takes the LUN over; returns when the target says that it is ours alone. */
    void take(WritingPath path, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        try (IscsiSession session = IscsiSession.open(lun, deadline)) {
            State before = read(session);
            path.send(PersistentReservation.register(key));
            if (before.holder().isEmpty()) {
                path.send(PersistentReservation.reserve(key));
            }
            for (long other : before.keys().stream().distinct().toList()) {
                path.send(PersistentReservation.preempt(key, other));
            }
            State after = read(session);
            while (!isOurs(after)) {
                deadline.check("waiting for the target to grant the reservation; it says: " + words(after));
                deadline.sleep(STEP);
                after = read(session);
            }
        }
    }

    private boolean isOurs(State state) {
        return state.keys().equals(List.of(key)) && state.holder().equals(OptionalLong.of(key));
    }

    /** @throws AgentFailure if this node is not the only one that can write any more */
    void check(Deadline deadline) throws AgentFailure, IOException {
        State state = read(deadline);
        if (!isOurs(state)) {
            throw AgentFailure.broken("the disk is no longer reserved for this node: " + words(state));
        }
    }

    private static String words(State state) {
        String holder = state.holder().isPresent()
                ? "held by key " + Long.toHexString(state.holder().getAsLong())
                : "held by nobody";
        return holder + ", registered "
                + state.keys().stream().map(Long::toHexString).toList();
    }
}
