package crm.agent.script;

import crm.agent.action.Deadline;
import crm.agent.action.OcfExit;
import crm.agent.process.ServiceProcess;
import crm.agent.process.ShortProcess;
import crm.agent.process.ShortProcess.Ended;
import crm.agent.script.Programs.Meaning;
import crm.port.AgentCall;
import crm.port.ResourceAgent;
import crm.state.ExecutionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An agent of the OCF standard, run unchanged. */
public final class OcfAgent implements ResourceAgent {

    private static final Path TEMPORARY = Path.of("/run/resource-agents");

    private final Path program;
    private final Path ocfRoot;
    private final Shims shims;

    OcfAgent(Path program, Path ocfRoot, Shims shims) {
        this.program = program;
        this.ocfRoot = ocfRoot;
        this.shims = shims;
    }

    @Override
    public Result perform(AgentCall call) {
        if (!Files.isExecutable(program)) {
            return Programs.failed(
                    ExecutionStatus.NOT_INSTALLED, OcfExit.NOT_INSTALLED, "there is no program " + program);
        }
        Map<String, String> environment;
        try {
            environment = environment(call);
        } catch (IOException e) {
            return Programs.failed(ExecutionStatus.ERROR, OcfExit.GENERIC_ERROR, String.valueOf(e.getMessage()));
        }
        return Programs.run(List.of(program.toString(), call.action()), environment, call.timeout(), OcfAgent::meaning);
    }

    /** What it says of itself, as it says it; empty if it does not. */
    Optional<String> document(AgentCall metaData) {
        List<String> command = List.of(program.toString(), metaData.action());
        try {
            return ShortProcess.run(command, environment(metaData), Deadline.after(metaData.timeout()))
                                    instanceof Ended.Exited(int code, String output, String _)
                            && code == 0
                    ? Optional.of(output)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Map<String, String> environment(AgentCall call) throws IOException {
        Files.createDirectories(TEMPORARY);
        Path calledBack = shims.ready();
        Map<String, String> environment = new LinkedHashMap<>(AgentEnvironment.of(call, ocfRoot, TEMPORARY));
        environment.put("PATH", calledBack + ":" + ServiceProcess.SEARCH_PATH);
        // Some agents call ${HA_SBIN_DIR}/crm_attribute and not what the path has.
        environment.put("HA_SBIN_DIR", calledBack.toString());
        environment.put("CRM_NODE", call.node().value());
        environment.put("LANG", "C.UTF-8");
        environment.put("HOME", "/root");
        return environment;
    }

    /** The code is the agent's own word; one that the standard does not know is an error like any other. */
    static Meaning meaning(Ended.Exited exited) {
        String reason = AgentEnvironment.exitReason(exited.errors());
        if (OcfExit.of(exited.code()).isPresent()) {
            return new Meaning(exited.code(), reason);
        }
        String what = exited.code() > 128
                ? "the agent was ended by signal " + (exited.code() - 128)
                : "the agent ended with exit code " + exited.code() + ", which means nothing in OCF";
        return new Meaning(OcfExit.GENERIC_ERROR.code(), reason.isEmpty() ? what : reason + " (" + what + ")");
    }
}
