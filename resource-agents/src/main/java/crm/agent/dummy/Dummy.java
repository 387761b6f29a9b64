package crm.agent.dummy;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.Description;
import crm.agent.action.Parameters;
import crm.agent.action.ServiceAgent;
import crm.port.AgentCatalog.Metadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** {@code crm:dummy}: "runs" while its file is there. */
public final class Dummy implements ServiceAgent {

    private static final Metadata METADATA = new Description(
                    "dummy",
                    "A service that is nothing but a file",
                    "Makes a file when started and removes it when stopped; for trying out a configuration.")
            .optional("state", "string", "The file. Left out: one in the run directory.")
            .withDefault("delay", "time", "0", "How long start and stop take.")
            .actions(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final Path runDirectory;

    public Dummy(Path runDirectory) {
        this.runDirectory = runDirectory;
    }

    @Override
    public Metadata metadata() {
        return METADATA;
    }

    @Override
    public void start(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Path state = state(parameters);
        pause(parameters, deadline);
        Files.createDirectories(state.toAbsolutePath().getParent());
        Files.writeString(state, parameters.call().node() + "\n");
    }

    @Override
    public void stop(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        if (Files.exists(state(parameters))) {
            pause(parameters, deadline);
            Files.deleteIfExists(state(parameters));
        }
    }

    private static void pause(Parameters parameters, Deadline deadline)
            throws AgentFailure, TimeoutException, InterruptedException {
        deadline.sleep(parameters.duration("delay"));
        deadline.check("in its delay");
    }

    @Override
    public void monitor(Parameters parameters, Deadline deadline) throws AgentFailure {
        if (!Files.exists(state(parameters))) {
            throw AgentFailure.notRunning("there is no file " + state(parameters));
        }
    }

    @Override
    public void validate(Parameters parameters) throws AgentFailure {
        parameters.duration("delay");
    }

    private Path state(Parameters parameters) {
        return parameters
                .text("state")
                .map(Path::of)
                .orElseGet(() -> runDirectory.resolve(parameters.instance() + ".state"));
    }
}
