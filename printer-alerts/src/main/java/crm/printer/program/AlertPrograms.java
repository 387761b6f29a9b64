package crm.printer.program;

import crm.alert.Alert;
import crm.model.AlertTarget;
import crm.model.NodeName;
import crm.port.AlertSink;
import crm.transition.Outcome;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Tells alert agents of happenings: one process for each alert and recipient, each recipient in order, all recipients at
 * once, each happening once. {@link #tell} never waits for a program.
 */
public final class AlertPrograms implements AlertSink, AutoCloseable {

    /** More happenings than can be under way at the same time. */
    private static final int REMEMBERED = 10_000;

    private final AlertEnvironment environment;
    private final Function<NodeName, String> nodeIds;
    private final AgentUser user;
    private final Map<String, RecipientQueue> queues = new HashMap<>();
    private final LinkedHashSet<String> told = new LinkedHashSet<>();

    /** Guards the fields above: each recipient must get alerts in the order in which they were told. */
    private final ReentrantLock lock = new ReentrantLock();

    private int sequence;

    /**
     * Nobody is told anything yet.
     *
     * @param version what agents are told of our version
     * @param zone in which agents are told the time
     * @param nodeIds a node's id in Pacemaker's sense; a name that is not configured any more must be answered too
     */
    public AlertPrograms(String version, ZoneId zone, Function<NodeName, String> nodeIds, AgentUser user) {
        this.environment = new AlertEnvironment(version, zone);
        this.nodeIds = nodeIds;
        this.user = user;
    }

    /** Success means that the programs will be called, not that they have ended. */
    @Override
    public Outcome tell(Alert alert, List<AlertTarget> targets) {
        Optional<ToldAlert> pacemakers = ToldAlert.of(alert, nodeIds);
        if (pacemakers.isEmpty()) {
            return new Outcome.Succeeded("alert agents do not know this kind of alert");
        }
        lock.lock();
        try {
            if (!told.add(alert.id())) {
                return new Outcome.Succeeded("told before");
            }
            if (told.size() > REMEMBERED) {
                told.removeFirst();
            }
            return call(pacemakers.get(), calls(pacemakers.get(), targets));
        } finally {
            lock.unlock();
        }
    }

    /** Calls nobody any more; programs that run are left to their end. */
    @Override
    public void close() {
        lock.lock();
        try {
            queues.values().forEach(RecipientQueue::close);
            queues.clear();
        } finally {
            lock.unlock();
        }
    }

    private static List<Call> calls(ToldAlert alert, List<AlertTarget> targets) {
        var calls = new ArrayList<Call>();
        for (AlertTarget target : targets) {
            if (!AlertEnvironment.selects(target, alert)) {
                continue;
            }
            if (target.recipients().isEmpty()) {
                calls.add(new Call(target, Optional.empty()));
            }
            target.recipients().forEach(recipient -> calls.add(new Call(target, Optional.of(recipient))));
        }
        return calls.stream().filter(Call::enabled).toList();
    }

    private Outcome call(ToldAlert alert, List<Call> calls) {
        var full = new ArrayList<String>();
        for (Call call : calls) {
            sequence++;
            RecipientQueue queue = queues.computeIfAbsent(call.queue(), RecipientQueue::new);
            var run = new ProgramRun(
                    user.command(call.target().path()), environment.of(alert, call, sequence), call.timeout());
            if (!queue.offer(run)) {
                full.add(call.queue());
            }
        }
        return full.isEmpty()
                ? new Outcome.Succeeded(calls.size() + " programs called")
                : new Outcome.Failed("too many alerts wait already for " + String.join(", ", full));
    }
}
