package crm.coordination;

import crm.coordination.Duties.MonitorKey;
import crm.coordination.Duties.Settlement;
import crm.journal.Entry.OperationEnded;
import crm.port.AgentTraits;
import crm.port.Message.Order;
import crm.port.Message.Settled;
import crm.port.ResourceAgent;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Migration;
import crm.transition.Action.ResourceAction;
import crm.transition.ActionId;
import crm.transition.Outcome;
import crm.transition.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A node's work for the leader: taking orders, and putting their results into the journal. A result is proposed until it
 * is seen committed, however often leaders change meanwhile; the journal's fold counts it once.
 */
final class Performing {

    private static final int NOT_RUNNING = 7;

    private final Turn turn;

    Performing(Turn turn) {
        this.turn = turn;
    }

    /**
     * Orders of an older term, or for an earlier life of this node, are refused: their leader was deposed. So are those that
     * came before, or come too late, and all while this node is with a minority: it is stopping what it runs, and will be
     * asked anew in its next life.
     */
    void accept(Order given) {
        Facts facts = turn.facts();
        Order order = asStarted(given);
        boolean outdated = order.term() < facts.authority().term();
        boolean forAnotherLife = !order.addressee().equals(facts.self().incarnation());
        boolean overtaken = facts.duties().taken().overtook(order);
        boolean alone = !facts.presence().quorum().held();
        if (outdated || forAnotherLife || overtaken || alone || facts.self().witness()) {
            return;
        }
        turn.learn(facts.with(facts.authority().atLeast(order.term()))
                .duties(d -> d.taken(order).begun(order)));
        if (begins(order.action().id().task())) {
            started(order); // Before it is: a start that fails, or that nobody sees end, may leave something behind.
        }
        turn.command(new Command.Perform(order));
    }

    void actionEnded(Order order, ResourceAgent.Result result, AgentTraits agent) {
        turn.learn(turn.facts().duties(d -> d.ended(order)));
        ActionId id = order.action().id();
        remember(order, result);
        if (endsMonitors(id.task())) {
            turn.learn(turn.facts().duties(d -> d.unmonitored(id.instance())));
        }
        if (!id.interval().isZero()) {
            var key = new MonitorKey(id.instance(), id.interval());
            turn.learn(turn.facts().duties(d -> d.monitored(key, result.exitCode())));
        }
        if (ordered(order) && order.addressee().equals(turn.facts().self().incarnation())) {
            propose(record(order, result, agent));
        } else {
            settle();
        }
    }

    private static boolean begins(Task task) {
        return task == Task.START || task == Task.MIGRATE_FROM;
    }

    /** An address that was configured away is still there, and must be looked for and taken down by its own name. */
    Order asStarted(Order order) {
        ResourceAction action = order.action();
        var parameters = turn.facts().duties().startedWith().get(action.id().instance());
        boolean ofOld = endsMonitors(action.id().task()) || action.id().isProbe();
        return !ofOld || parameters == null
                ? order
                : new Order(
                        order.term(),
                        order.transition(),
                        order.step(),
                        order.addressee(),
                        new ResourceAction(
                                action.id(),
                                action.agent(),
                                parameters,
                                action.meta(),
                                action.timeout(),
                                action.expectedExitCode()));
    }

    private void remember(Order order, ResourceAgent.Result result) {
        ActionId id = order.action().id();
        boolean succeeded = result.exitCode() == 0;
        switch (id.task()) {
            case RELOAD_AGENT -> {
                if (succeeded) {
                    started(order);
                }
            }
            case MONITOR -> {
                if (id.isProbe() && result.exitCode() == NOT_RUNNING) {
                    stopped(id);
                } else if (id.isProbe() && succeeded) {
                    started(order);
                }
            }
            case STOP -> {
                if (succeeded) {
                    stopped(id);
                }
            }
            case START, MIGRATE_FROM, PROMOTE, DEMOTE, MIGRATE_TO, NOTIFY, DELETE, CANCEL, CLEAR_FAIL_COUNT -> {
                // What is active stays so, with the parameters it has.
            }
        }
    }

    private void started(Order order) {
        ResourceAction action = order.action();
        turn.learn(turn.facts().duties(d -> d.started(action.id().instance(), action.parameters())));
    }

    private void stopped(ActionId id) {
        turn.learn(turn.facts().duties(d -> d.stopped(id.instance())));
    }

    /** Monitors are told of only when their result changes, as Pacemaker's executor does. */
    void monitorEnded(Order order, ResourceAgent.Result result, AgentTraits agent) {
        ActionId id = order.action().id();
        var key = new MonitorKey(id.instance(), id.interval());
        Integer last = turn.facts().duties().monitors().get(key);
        boolean changed = last != null && last != result.exitCode();
        if (changed && order.addressee().equals(turn.facts().self().incarnation())) {
            turn.learn(turn.facts().duties(d -> d.monitored(key, result.exitCode())));
            propose(record(order, result, agent));
        }
    }

    private static boolean endsMonitors(Task task) {
        return task == Task.STOP || task == Task.DEMOTE || task == Task.MIGRATE_TO;
    }

    /** A retreat is this node's own affair, and nobody waits for its results. */
    private static boolean ordered(Order order) {
        return order.transition() >= 0;
    }

    private OperationRecord record(Order order, ResourceAgent.Result result, AgentTraits agent) {
        ResourceAction action = order.action();
        ActionId id = action.id();
        return new OperationRecord(
                id.instance(),
                action.agent(),
                id.node(),
                id.task().toString(),
                id.interval(),
                turn.facts().duties().lastCallId() + 1,
                result.status(),
                result.exitCode(),
                Optional.of(action.expectedExitCode()),
                result.exitReason(),
                Optional.of(date()),
                result.took(),
                Duration.ZERO,
                OperationDigests.of(action, agent),
                Migration.of(id.task().toString(), action.meta()),
                Optional.of(orderKey(order.term(), order.transition(), order.step())),
                false,
                OptionalLong.empty());
    }

    /** Tells the result of one order from that of any other. */
    static String orderKey(long term, int transition, int step) {
        return term + ":" + transition + ":" + step;
    }

    private void propose(OperationRecord result) {
        long ticket = turn.append(
                List.of(new OperationEnded(date(), turn.facts().self().incarnation(), result)));
        turn.learn(turn.facts().duties(d -> d.proposed(ticket, result)));
    }

    /** Failures expire by the leader's clock. */
    private Instant date() {
        return turn.facts().authority().leadersDate(turn.clocks());
    }

    void appendEnded(long ticket, Outcome outcome) {
        OperationRecord result = turn.facts().duties().unreported().get(ticket);
        if (result == null) {
            return;
        }
        switch (outcome) {
            case Outcome.Succeeded _ -> {
                turn.learn(turn.facts().duties(d -> d.reported(ticket)));
                settle();
            }
            case Outcome.Failed _, Outcome.TimedOut _ -> {
                // Kept under a negative ticket: due to be proposed again as soon as a leader is known.
                turn.learn(turn.facts().duties(d -> d.reported(ticket).proposed(-ticket, result)));
            }
        }
    }

    /** Proposes again what failed to be committed. */
    void reportAgain() {
        if (turn.facts().authority().leader().isEmpty()) {
            return;
        }
        var due = new ArrayList<Long>();
        turn.facts().duties().unreported().keySet().stream()
                .filter(ticket -> ticket < 0)
                .forEach(due::add);
        for (long old : due) {
            OperationRecord result = turn.facts().duties().unreported().get(old);
            if (result != null) {
                turn.learn(turn.facts().duties(d -> d.reported(old)));
                propose(result);
            }
        }
    }

    /** Tells a new leader, if one waits for it, that nothing of earlier terms goes on here. */
    void settle() {
        Duties duties = turn.facts().duties();
        Optional<Settlement> settlement = duties.settleFor();
        if (settlement.isPresent() && duties.settled(settlement.get().term())) {
            turn.learn(turn.facts().duties(d -> d.settling(Optional.empty())));
            turn.send(
                    settlement.get().leader(),
                    new Settled(settlement.get().term(), turn.facts().self().incarnation()));
        }
    }
}
