package crm.agent.script;

import crm.agent.action.Deadline;
import crm.agent.action.OcfExit;
import crm.agent.process.ShortProcess;
import crm.agent.process.ShortProcess.Ended;
import crm.port.ResourceAgent.Result;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs an agent's program for one action and makes a result of what came of it. */
final class Programs {

    private static final int MOST_OUTPUT = 4000;

    private Programs() {}

    /**
     * Runs it.
     *
     * @param meaning what an exit of its own accord means
     */
    static Result run(
            List<String> command,
            Map<String, String> environment,
            Duration timeout,
            Function<Ended.Exited, Meaning> meaning) {
        long begin = System.nanoTime();
        try {
            Ended ended = ShortProcess.run(command, environment, Deadline.after(timeout));
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            return switch (ended) {
                case Ended.Exited exited -> {
                    Meaning means = meaning.apply(exited);
                    yield new Result(ExecutionStatus.DONE, means.exitCode, means.reason, last(exited), took);
                }
                case Ended.Overran late -> {
                    String output = "running when it was killed:\n" + late.snapshot() + "\n" + last(late);
                    String reason = "did not end within " + timeout.toMillis() + " ms and was killed";
                    yield new Result(
                            ExecutionStatus.TIMED_OUT, OcfExit.GENERIC_ERROR.code(), reason, output.strip(), took);
                }
            };
        } catch (IOException e) {
            return failed(ExecutionStatus.ERROR, OcfExit.GENERIC_ERROR, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(ExecutionStatus.CANCELLED, OcfExit.GENERIC_ERROR, "interrupted");
        }
    }

    /** An exit code in OCF's numbers, and a sentence or nothing. */
    record Meaning(int exitCode, String reason) {}

    static Result failed(ExecutionStatus status, OcfExit exit, String reason) {
        return new Result(status, exit.code(), reason, "", Duration.ZERO);
    }

    private static String last(Ended ended) {
        String all = (ended.output() + ended.errors()).strip();
        return all.substring(Math.max(0, all.length() - MOST_OUTPUT));
    }
}
