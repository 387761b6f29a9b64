package crm.coordination;

import crm.coordination.Event.ActionEnded;
import crm.journal.AgreedState;
import crm.policy.Scheduler;
import crm.port.Message.Order;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.Quorum;
import crm.transition.Action.ResourceAction;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import crm.transition.TransitionProgress;
import java.util.List;
import java.util.Optional;

/**
 * What a node without the quorum does by itself: it stops what the policy engine, told that the quorum is lost, would
 * have it stop, in that order. Nothing is started, and nobody is asked. A stop that fails has the watchdog reset the
 * machine: the others may have good reason to believe that it is off.
 */
final class Retreat {

    /** No plan of a leader has this number. */
    private static final int NUMBER = -1;

    private final Turn turn;
    private final Scheduler scheduler;

    Retreat(Turn turn, Scheduler scheduler) {
        this.turn = turn;
        this.scheduler = scheduler;
    }

    /** Begins; empty if there is nothing to stop. */
    Optional<Execution> begin() {
        Facts facts = turn.facts();
        boolean known =
                facts.agreedLife(facts.self().name()).equals(facts.self().incarnation());
        return known ? stopAll() : Optional.empty(); // Else this life of the node was never given anything to run.
    }

    /** Begins for what is left after a while: that of a daemon before this one, which may just have been slow to hear others. */
    Optional<Execution> beginAnew() {
        return turn.facts().duties().startedWith().isEmpty() ? Optional.empty() : stopAll();
    }

    private Optional<Execution> stopAll() {
        Facts facts = turn.facts();
        if (facts.self().witness()) {
            return Optional.empty();
        }
        Quorum quorum = facts.presence().quorum();
        ClusterState alone = new StillRunning(facts, turn.now())
                .in(facts.cluster().with(new Quorum.Lost(quorum.present(), quorum.configured()), Optional.empty()));
        AgreedState agreed = facts.agreed();
        Transition plan = scheduler
                .plan(Planning.input(agreed.configuration(), agreed.moves(), alone, turn.now()))
                .transition();
        Execution execution = Execution.of(NUMBER, TransitionProgress.of(plan)).nowBegun();
        return goOn(execution);
    }

    /** Goes on after one of its actions ended; empty once everything is stopped. */
    Optional<Execution> after(Execution execution, Event event) {
        if (!(event instanceof ActionEnded ended) || ended.order().transition() != NUMBER) {
            return Optional.of(execution);
        }
        boolean stopped = ended.result().status() == ExecutionStatus.DONE
                && ended.result().exitCode() == ended.order().action().expectedExitCode();
        if (!stopped) {
            turn.command(new Command.ResetSelf(ended.order().action().id() + " failed while this node has no quorum: "
                    + ended.result().exitReason()));
            return Optional.of(execution);
        }
        return execution.progress().inFlight().stream()
                .filter(step -> step.number() == ended.order().step())
                .findFirst()
                .map(execution::done)
                .flatMap(this::goOn);
    }

    private Optional<Execution> goOn(Execution execution) {
        Execution e = execution;
        List<Step> ready = e.ready();
        while (!ready.isEmpty()) {
            for (Step step : ready) {
                e = e.ordered(step, turn.moment());
                if (mine(step)) {
                    perform(step);
                } else {
                    e = e.done(step);
                }
            }
            ready = e.ready();
        }
        return e.progress().complete() ? Optional.empty() : Optional.of(e);
    }

    private boolean mine(Step step) {
        return step.action() instanceof ResourceAction action
                && turn.isSelf(action.id().node())
                && (action.id().task() == Task.STOP || action.id().task() == Task.DEMOTE);
    }

    private void perform(Step step) {
        Facts facts = turn.facts();
        var order = new Order(
                facts.authority().term(),
                NUMBER,
                step.number(),
                facts.self().incarnation(),
                ((ResourceAction) step.action()).onItsNode());
        Order asStarted = new Performing(turn).asStarted(order);
        turn.learn(facts.duties(d -> d.begun(asStarted)));
        turn.command(new Command.Perform(asStarted));
    }
}
