package crm.coordination;

import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.OperationEnded;
import crm.model.NodeName;
import crm.port.Message.Order;
import crm.state.ExecutionStatus;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Digests;
import crm.state.OperationRecord.Migration;
import crm.transition.Action;
import crm.transition.Action.FenceNode;
import crm.transition.Action.Milestone;
import crm.transition.Action.ResourceAction;
import crm.transition.Action.ShutdownNode;
import crm.transition.ActionId;
import crm.transition.ActionReason.NodeMustBeOff;
import crm.transition.Step;
import crm.transition.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Hands out the steps of a plan: orders to nodes, entries for what the leader does by itself. */
final class Ordering {

    private final Turn turn;
    private final Tuning tuning;
    private final long term;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Step> begun = new ArrayList<>();

    Ordering(Turn turn, Tuning tuning, long term) {
        this.turn = turn;
        this.tuning = tuning;
        this.term = term;
    }

    /** What the steps that were handed out need in the journal; they end when that is committed. */
    Optional<List<Entry>> entries() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(entries));
    }

    /** The steps that were handed out just now. */
    List<Step> begun() {
        return begun;
    }

    Execution release(Execution execution) {
        Execution e = execution;
        for (Step step : e.ready()) {
            if (!isEarlyLeave(step, e) && !isEarlyPromotion(step, e)) {
                begun.add(step);
                e = handOut(e.ordered(step, turn.moment()), step);
            }
        }
        overdue(e);
        return e;
    }

    /** Who leaves is taken for empty from then on: so nothing may be left to find out about it, nor to stop there. */
    private static boolean isEarlyLeave(Step step, Execution execution) {
        return step.action() instanceof ShutdownNode(NodeName leaver)
                && execution.progress().open().stream()
                        .anyMatch(other -> other.action() instanceof ResourceAction action
                                && action.id().node().equals(leaver));
    }

    /**
     * A node that came back may hold what was promoted there in its earlier life: Pacemaker's order has a promotion wait for
     * its own start only, and the look there may find another promoted.
     */
    private static boolean isEarlyPromotion(Step step, Execution execution) {
        return step.action() instanceof ResourceAction promotion
                && promotion.id().task() == Task.PROMOTE
                && Stream.concat(execution.progress().inFlight().stream(), execution.ready().stream())
                        .anyMatch(other -> other.action() instanceof ResourceAction probe
                                && probe.id().isProbe()
                                && probe.id()
                                        .instance()
                                        .resource()
                                        .equals(promotion.id().instance().resource()));
    }

    private Execution handOut(Execution execution, Step step) {
        return switch (step.action()) {
            case ResourceAction action -> order(execution, step, action);
            case FenceNode fence -> {
                if (turn.facts().agreed().openFencing(fence.node()).isEmpty()) {
                    entries.add(new FencingRequested(
                            turn.now(),
                            fence.node(),
                            turn.facts().agreedLife(fence.node()),
                            turn.facts().self().name().value(),
                            whyOff(fence)));
                }
                yield execution;
            }
            case ShutdownNode shutdown -> {
                entries.add(
                        new NodeLeft(turn.now(), shutdown.node(), turn.facts().agreedLife(shutdown.node())));
                yield execution;
            }
            case Milestone _ -> execution.done(step);
        };
    }

    /** What was seen of a lost node says more to people than that it is lost. */
    private String whyOff(FenceNode fence) {
        return turn.facts()
                .suspicions()
                .sign(fence.node())
                .map(Suspicions.Sign::what)
                .orElseGet(() -> fence.why() instanceof NodeMustBeOff off
                        ? off.because()
                        : fence.why().sentence());
    }

    private Execution order(Execution execution, Step step, ResourceAction action) {
        ActionId id = action.id();
        return switch (id.task()) {
            case CLEAR_FAIL_COUNT -> {
                clearFailures(id);
                yield execution.done(step);
            }
            case DELETE -> {
                entries.add(new HistoryCleared(
                        turn.now(), Optional.of(id.instance().resource()), Optional.of(id.node()), "the cluster"));
                yield execution.done(step);
            }
            case START, STOP, PROMOTE, DEMOTE, MONITOR, NOTIFY, MIGRATE_TO, MIGRATE_FROM, RELOAD_AGENT, CANCEL -> {
                send(new Order(
                        term,
                        execution.number(),
                        step.number(),
                        turn.facts().agreedLife(id.node()),
                        action.onItsNode()));
                yield execution;
            }
        };
    }

    private void send(Order order) {
        NodeName node = order.action().id().node();
        if (turn.isSelf(node)) {
            new Performing(turn).accept(order);
        } else {
            turn.send(node, order);
        }
    }

    private void clearFailures(ActionId id) {
        turn.facts()
                .agreed()
                .cluster()
                .node(id.node())
                .ifPresent(node -> node.attributes().values().keySet().stream()
                        .filter(name ->
                                name.startsWith("fail-count-" + id.instance().resource() + "#")
                                        || name.startsWith(
                                                "last-failure-" + id.instance().resource() + "#"))
                        .forEach(name ->
                                entries.add(new AttributeChanged(turn.now(), id.node(), name, Optional.empty()))));
    }

    /** An order whose result never came is known to have gone wrong: a timeout, of which nobody knows the effect. */
    private void overdue(Execution execution) {
        for (Step step : execution.progress().inFlight()) {
            Moment since = execution.orderedAt().get(step.number());
            if (since != null && step.action() instanceof ResourceAction action) {
                Duration limit = action.timeout().plus(tuning.orderMargin());
                if (turn.moment().isAfter(since.plus(limit))) {
                    entries.add(lost(execution, step, action, limit));
                }
            }
        }
    }

    private OperationEnded lost(Execution execution, Step step, ResourceAction action, Duration limit) {
        ActionId id = action.onItsNode().id();
        AgreedState agreed = turn.facts().agreed();
        int call = agreed.cluster().node(id.node()).map(NodeState::nextCallId).orElse(1);
        var record = new OperationRecord(
                id.instance(),
                action.agent(),
                id.node(),
                id.task().toString(),
                id.interval(),
                call,
                ExecutionStatus.TIMED_OUT,
                1,
                Optional.of(action.expectedExitCode()),
                "no result came from " + id.node() + " within " + limit.toSeconds() + " s",
                Optional.of(turn.now()),
                limit,
                Duration.ZERO,
                Digests.NONE,
                Migration.of(id.task().toString(), action.meta()),
                Optional.of(Performing.orderKey(term, execution.number(), step.number())),
                false,
                OptionalLong.empty());
        return new OperationEnded(turn.now(), turn.facts().agreedLife(id.node()), record);
    }

    /** Fencing may take as long as the switch is away; a plan that waits for nothing else can be given up. */
    static boolean onlyFencing(List<Step> inFlight) {
        return inFlight.stream().allMatch(step -> step.action() instanceof FenceNode);
    }

    /** Whether a plan could do nothing now but wait for fencings that are under way already. */
    static boolean onlyOpenFencing(List<Step> steps, Facts facts) {
        return steps.stream()
                .filter(step -> step.waitsFor().isEmpty())
                .map(Step::action)
                .allMatch(action -> isOpenFencing(action, facts));
    }

    private static boolean isOpenFencing(Action action, Facts facts) {
        return action instanceof FenceNode f
                && facts.agreed().openFencing(f.node()).isPresent();
    }
}
