package crm.node.work;

import crm.configuration.Configuration;
import crm.coordination.Event;
import crm.model.InstanceId;
import crm.port.AgentCall;
import crm.port.AgentCatalog;
import crm.port.AgentTraits;
import crm.port.Message.Order;
import crm.port.ResourceAgent;
import crm.port.ResourceAgent.Result;
import crm.state.ExecutionStatus;
import crm.transition.Action.ResourceAction;
import crm.transition.ActionId;
import crm.transition.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The instances this node runs: actions one after another per instance, recurring monitors between them, and a watch on
 * each active one. Results go to the event loop.
 */
final class LocalServices {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServices.class);
    private static final int NOT_INSTALLED = 5;

    private final AgentCatalog agents;
    private final Consumer<Event> events;
    private final KnownTraits traits;
    private final Map<InstanceId, Lane> lanes = new ConcurrentHashMap<>();

    LocalServices(AgentCatalog agents, Consumer<Event> events) {
        this.agents = agents;
        this.traits = new KnownTraits(agents);
        this.events = events;
    }

    void configured(Configuration configuration) {
        traits.configured(configuration);
    }

    /** Carries out an order; the result comes as an event. */
    void perform(Order order) {
        ActionId id = order.action().id();
        Lane lane = lanes.computeIfAbsent(id.instance(), instance -> new Lane(instance.toString()));
        lane.submit(() -> perform(order, lane));
    }

    private void perform(Order order, Lane lane) {
        ActionId id = order.action().id();
        switch (id.task()) {
            case CANCEL -> {
                lane.cancel(id.interval());
                events.accept(new Event.ActionEnded(order, Result.done(0, "", Duration.ZERO), AgentTraits.UNKNOWN));
            }
            case STOP, DEMOTE, MIGRATE_TO -> {
                lane.cancelAll();
                end(order, call(order));
            }
            case START, PROMOTE, MIGRATE_FROM, RELOAD_AGENT, NOTIFY, DELETE, CLEAR_FAIL_COUNT ->
                end(order, call(order));
            case MONITOR -> {
                Result result = call(order);
                end(order, result);
                if (!id.interval().isZero()) {
                    recur(order, lane, result);
                }
            }
        }
    }

    private void end(Order order, Result result) {
        ActionId id = order.action().id();
        LOG.info(
                "{} ended with {} ({}) after {} ms{}",
                id,
                result.exitCode(),
                result.status().text(),
                result.took().toMillis(),
                result.exitReason().isEmpty() ? "" : ": " + result.exitReason());
        events.accept(
                new Event.ActionEnded(order, result, traits.of(order.action().agent())));
    }

    private void recur(Order order, Lane lane, Result first) {
        ActionId id = order.action().id();
        Runnable again = () -> events.accept(new Event.MonitorEnded(
                order, call(order), traits.of(order.action().agent())));
        lane.every(id.interval(), again);
        if (first.exitCode() == order.action().expectedExitCode()) {
            agent(order)
                    .flatMap(agent -> agent.watch(agentCall(order), trouble -> {
                        LOG.warn("{}: {}; monitoring at once", id.instance(), trouble);
                        lane.submitIfRecurring(id.interval(), again);
                    }))
                    .ifPresent(lane::watch);
        }
    }

    private Result call(Order order) {
        return agent(order)
                .map(agent -> perform(agent, order))
                .orElseGet(() -> new Result(
                        ExecutionStatus.NOT_INSTALLED,
                        NOT_INSTALLED,
                        "agent " + order.action().agent() + " is not installed on this node",
                        "",
                        Duration.ZERO));
    }

    /** An agent that throws is broken, not the service: its action failed. */
    private static Result perform(ResourceAgent agent, Order order) {
        long begun = System.nanoTime();
        try {
            return agent.perform(agentCall(order));
        } catch (RuntimeException e) {
            LOG.error("{} threw", order.action().agent(), e);
            return new Result(
                    ExecutionStatus.ERROR, 1, "the agent broke: " + e, "", Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private Optional<ResourceAgent> agent(Order order) {
        return agents.agent(order.action().agent());
    }

    private static AgentCall agentCall(Order order) {
        ResourceAction action = order.action();
        ActionId id = action.id();
        return new AgentCall(
                id.instance(),
                action.agent(),
                id.task() == Task.MONITOR ? "monitor" : id.task().toString(),
                id.interval(),
                action.timeout(),
                action.parameters(),
                action.meta(),
                id.node());
    }
}
