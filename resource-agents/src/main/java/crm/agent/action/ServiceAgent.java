package crm.agent.action;

import crm.port.AgentCatalog.Metadata;
import crm.port.ResourceAgent.Watch;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * An agent inside this program. Every action is idempotent, returns normally when all is as asked, and keeps to its
 * deadline; different instances may call at the same time, one instance never twice at once.
 */
public interface ServiceAgent {

    Metadata metadata();

    /** Starts; returns when {@link #monitor} would be content. Already started is a success. */
    void start(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /** Stops; returns when nothing is left of the service. Never started is a success. */
    void stop(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /**
     * Looks. Returns normally if the service runs and works.
     *
     * @throws AgentFailure {@link OcfExit#NOT_RUNNING} if it is cleanly stopped, anything else if it is broken
     */
    void monitor(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException;

    /** Whether the parameters make sense, here. */
    void validate(Parameters parameters) throws AgentFailure, IOException;

    /**
     * Goes through what a start needs without starting anything, so that the first real start does not have to load it
     * while people wait. Changes nothing on this machine or the network; that it fails is no harm.
     */
    default void rehearse(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        // Nothing that would be slow the first time.
    }

    /** As {@link crm.port.ResourceAgent#watch}. */
    default Optional<Watch> watch(Parameters parameters, Consumer<String> onTrouble) throws AgentFailure, IOException {
        return Optional.empty();
    }
}
