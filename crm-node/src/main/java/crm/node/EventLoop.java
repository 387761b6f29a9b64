package crm.node;

import crm.coordination.Command;
import crm.coordination.Coordinator;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Event.TimePassed;
import crm.coordination.Now;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop that owns the state: takes events in the order they were queued, asks the coordinator, and hands its
 * commands on. Nothing here blocks but the queue. An exception is our own mistake: the loop ends with it, and with it
 * the daemon, so that the peers can fence this node instead of waiting for it.
 */
final class EventLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** Time passes at least this often, so that limits are noticed. */
    private static final Duration TICK = Duration.ofMillis(250);

    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private final Coordinator coordinator;
    private final Supplier<Now> clocks;
    private CoordinatorState state;
    private boolean ended;

    EventLoop(Coordinator coordinator, CoordinatorState start, Supplier<Now> clocks) {
        this.coordinator = coordinator;
        this.state = start;
        this.clocks = clocks;
    }

    /** Queues an event; may be called from any thread and never blocks. */
    void post(Event event) {
        queue.add(event);
    }

    /**
     * Runs until {@link #end} is called from within {@code commands} or {@code observer}.
     *
     * @param commands carries out a command; must not block
     * @param observer sees every state that was reached; must not block
     */
    void run(Consumer<Command> commands, Consumer<CoordinatorState> observer) throws InterruptedException {
        long nextTick = System.nanoTime() + TICK.toNanos();
        while (!ended) {
            Event event = queue.poll(Math.max(0, nextTick - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null || System.nanoTime() - nextTick >= 0) {
                nextTick = System.nanoTime() + TICK.toNanos();
                handle(new TimePassed(), commands, observer);
            }
            if (event != null) {
                handle(event, commands, observer);
            }
        }
    }

    void end() {
        ended = true;
    }

    private void handle(Event event, Consumer<Command> commands, Consumer<CoordinatorState> observer) {
        Class<?> before = state.getClass();
        Decision decision = coordinator.on(state, event, clocks.get());
        state = decision.next();
        if (state.getClass() != before) {
            LOG.info("{} -> {} on {}", before.getSimpleName(), state.getClass().getSimpleName(), brief(event));
        }
        decision.commands().forEach(commands);
        observer.accept(state);
    }

    private static String brief(Event event) {
        return event.getClass().getSimpleName();
    }
}
