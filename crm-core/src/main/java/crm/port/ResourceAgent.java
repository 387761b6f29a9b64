package crm.port;

import crm.state.ExecutionStatus;
import java.time.Duration;
import java.util.Optional;

/** Runs actions of resources: one implementation for each class of agents. */
public interface ResourceAgent {

    /** Does what the call says and waits for it, no longer than the call's timeout. Never throws for a bad service. */
    Result perform(AgentCall call);

    /**
     * Watches an active instance between monitors, where the agent can: its process, its address.
     *
     * @param onTrouble called once, from any thread, with a sentence, as soon as something looks wrong; suspicion
     *     only, a monitor decides
     * @return what ends the watch; empty if the agent cannot watch
     */
    default Optional<Watch> watch(AgentCall monitor, java.util.function.Consumer<String> onTrouble) {
        return Optional.empty();
    }

    /** A watch that runs. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * How an action ended.
     *
     * @param exitCode OCF's numbers: 0 success, 7 not running, …
     * @param exitReason the agent's own sentence, or empty
     * @param output the last of what the agent wrote, for people
     */
    record Result(ExecutionStatus status, int exitCode, String exitReason, String output, Duration took) {

        public static Result done(int exitCode, String exitReason, Duration took) {
            return new Result(ExecutionStatus.DONE, exitCode, exitReason, "", took);
        }
    }
}
