package crm.agent.script;

import crm.agent.action.OcfExit;
import crm.agent.process.ShortProcess;
import crm.agent.process.ShortProcess.Ended;
import crm.agent.script.Programs.Meaning;
import crm.port.AgentCall;
import crm.port.ResourceAgent;
import crm.state.ExecutionStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An init script: {@code start}, {@code stop}, {@code status}, and no parameters. */
public final class LsbAgent implements ResourceAgent {

    private final Path script;

    public LsbAgent(Path script) {
        this.script = script;
    }

    @Override
    public Result perform(AgentCall call) {
        if (!Files.isExecutable(script)) {
            return Programs.failed(
                    ExecutionStatus.NOT_INSTALLED, OcfExit.NOT_INSTALLED, "there is no script " + script);
        }
        Map<String, String> environment = new LinkedHashMap<>(ShortProcess.plainEnvironment());
        // Debian's scripts hand over to systemd where it runs; the class lsb means the script itself.
        environment.put("_SYSTEMCTL_SKIP_REDIRECT", "1");
        return switch (call.action()) {
            case "start", "stop" ->
                Programs.run(
                        List.of(script.toString(), call.action()), environment, call.timeout(), LsbAgent::ofAction);
            case "monitor", "status" ->
                Programs.run(List.of(script.toString(), "status"), environment, call.timeout(), LsbAgent::ofStatus);
            default ->
                Programs.failed(
                        ExecutionStatus.NOT_SUPPORTED,
                        OcfExit.UNIMPLEMENTED,
                        "an init script has no action " + call.action());
        };
    }

    private static Meaning ofAction(Ended.Exited exited) {
        return meaning(InitScriptStatus.ofAction(exited.code()), exited);
    }

    private static Meaning ofStatus(Ended.Exited exited) {
        return meaning(InitScriptStatus.ofStatus(exited.code()), exited);
    }

    private static Meaning meaning(OcfExit exit, Ended.Exited exited) {
        String reason = exit == OcfExit.SUCCESS ? "" : "the script ended with exit code " + exited.code();
        return new Meaning(exit.code(), reason);
    }
}
