package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.process.ShortProcess;
import crm.agent.process.ShortProcess.Ended;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Runs a program of the system for its effect. */
final class Tool {

    private Tool() {}

    /** @throws AgentFailure with what the program said, if it did not succeed */
    static String run(List<String> command, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        return switch (attempt(command, deadline)) {
            case Ended.Exited(int code, String output, String errors) when code == 0 -> output + errors;
            case Ended.Exited(int code, String output, String errors) ->
                throw AgentFailure.broken(
                        command.getFirst() + " ended with exit code " + code + ": " + said(output, errors));
            case Ended.Overran _ -> throw new TimeoutException("timed out running " + String.join(" ", command));
        };
    }

    static Ended attempt(List<String> command, Deadline deadline) throws IOException, InterruptedException {
        return ShortProcess.run(command, ShortProcess.plainEnvironment(), deadline);
    }

    private static String said(String output, String errors) {
        String said = errors.isBlank() ? output.strip() : errors.strip();
        return said.isEmpty() ? "it said nothing" : said;
    }
}
