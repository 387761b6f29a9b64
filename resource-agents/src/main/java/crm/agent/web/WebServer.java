package crm.agent.web;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.Description;
import crm.agent.action.Parameters;
import crm.agent.action.ServiceAgent;
import crm.agent.kernel.PidDescriptor;
import crm.agent.kernel.Signals;
import crm.agent.kernel.Vigil;
import crm.agent.process.ProcessEntry;
import crm.agent.process.ProcessTable;
import crm.agent.process.ServiceProcess;
import crm.agent.process.SocketTable;
import crm.port.AgentCatalog.Metadata;
import crm.port.ResourceAgent.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** {@code crm:web-server}: nginx, Apache or any command that serves HTTP, as a process of ours. */
public final class WebServer implements ServiceAgent {

    private static final Metadata METADATA = new Description(
                    "web-server",
                    "A web server: nginx, Apache or any command",
                    "Runs a web server in the foreground in a session of its own, is ready as soon as it answers, and "
                            + "learns within milliseconds when its process ends.")
            .withDefault("server", "string", "nginx", "nginx, apache, or command for any other.")
            .optional(
                    "command",
                    "string",
                    "With server=command: what to run, as a shell reads it; it must stay in the foreground. Else: "
                            + "the program's path, if it is not on the usual one.")
            .optional("configfile", "string", "The server's configuration file. Left out: its own default.")
            .withDefault("url", "string", "http://127.0.0.1:80/", "What is asked to know whether it works.")
            .withDefault("status", "string", "200-399", "Good status codes: one, or from-to.")
            .optional("text", "string", "What the answer must contain.")
            .withDefault("check_timeout", "time", "5s", "How long a monitor waits for the answer.")
            .optional(
                    "stop_signal",
                    "string",
                    "Asks the server to end. Left out: QUIT for nginx, which lets requests in progress finish; TERM "
                            + "for others.")
            .withDefault("stop_timeout", "time", "3s", "How long it may take to end before all of it is killed.")
            .optional(
                    "user", "string", "Runs it as this user. Left out: as root; nginx and Apache change by themselves.")
            .actions(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private static final Duration STEP = Duration.ofMillis(2);

    /** A port of its own since 1983 (RFC 863), at which hardly anybody has listened since. */
    private static final int DISCARD = 9;

    private static final int LAST_OF_LOG = 400;

    private final Path runDirectory;

    /** @param runDirectory for files that need not survive a boot */
    public WebServer(Path runDirectory) {
        this.runDirectory = runDirectory;
    }

    @Override
    public Metadata metadata() {
        return METADATA;
    }

    @Override
    public void start(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        HttpCheck check = check(parameters);
        ServerCommand command = command(parameters);
        ServiceProcess process = process(parameters);
        Deadline checked = deadline.within(parameters.duration("check_timeout"));
        // Looked at again after the answer: the workers of a process that is just dying answer, too.
        if (process.leader().isPresent()
                && answers(check, checked)
                && process.leader().isPresent()) {
            return;
        }
        process.end(command.stopSignal(), Duration.ZERO, deadline);
        refuseTakenPort(check.port());
        Path log = log(parameters);
        Process begun = process.begin(command.arguments(), environment(parameters), log);
        awaitAnswer(begun, check, log, deadline);
    }

    private static boolean answers(HttpCheck check, Deadline deadline) {
        try {
            return check.ask(deadline).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /** Else the answer to our question would come from somebody else's server, and a start would seem to succeed. */
    private static void refuseTakenPort(int port) throws AgentFailure, IOException {
        List<SocketTable.Entry> taken = SocketTable.here().stream()
                .filter(socket -> socket.listens() && socket.localPort() == port)
                .toList();
        if (!taken.isEmpty()) {
            List<ProcessEntry> holders =
                    ProcessTable.living(process -> taken.stream().anyMatch(socket -> socket.heldBy(process)));
            String who = holders.isEmpty() ? "a process that cannot be seen" : ServiceProcess.names(holders);
            throw AgentFailure.broken("port " + port + " is taken by " + who + ", which this resource did not start");
        }
    }

    private static void awaitAnswer(Process begun, HttpCheck check, Path log, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        String wrong = "it does not listen yet";
        while (true) {
            if (!begun.isAlive()) {
                throw AgentFailure.broken(
                        "the server ended at once with exit code " + begun.exitValue() + ": " + lastOf(log));
            }
            try {
                Optional<String> trouble = check.ask(deadline);
                if (trouble.isEmpty()) {
                    return;
                }
                wrong = trouble.get();
            } catch (IOException e) {
                wrong = check.url() + ": " + e.getMessage();
            }
            deadline.check("waiting for the server to answer; last: " + wrong);
            deadline.sleep(STEP);
        }
    }

    @Override
    public void stop(Parameters parameters, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Duration patience = parameters.duration("stop_timeout");
        process(parameters).end(command(parameters).stopSignal(), patience, deadline);
    }

    @Override
    public void monitor(Parameters parameters, Deadline deadline) throws AgentFailure, IOException {
        ServiceProcess process = process(parameters);
        if (process.leader().isEmpty()) {
            List<ProcessEntry> orphans = process.remains();
            if (orphans.isEmpty()) {
                throw AgentFailure.notRunning("the server does not run");
            }
            throw AgentFailure.broken("the server's main process has ended and left " + ServiceProcess.names(orphans));
        }
        HttpCheck check = check(parameters);
        try {
            Optional<String> wrong = check.ask(deadline.within(parameters.duration("check_timeout")));
            if (wrong.isPresent()) {
                throw AgentFailure.broken(wrong.get());
            }
        } catch (IOException e) {
            throw AgentFailure.broken("the server runs but does not answer: " + check.url() + ": " + e.getMessage());
        }
    }

    @Override
    public void validate(Parameters parameters) throws AgentFailure, IOException {
        check(parameters);
        parameters.duration("check_timeout");
        parameters.duration("stop_timeout");
        command(parameters);
        Optional<String> file = parameters.text("configfile");
        if (file.isPresent() && !Files.isReadable(Path.of(file.get()))) {
            throw AgentFailure.notInstalled("there is no file " + file.get());
        }
    }

    /** Begins a process that ends at once, looks at the sockets, and asks for a page where nobody serves one. */
    @Override
    public void rehearse(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        var nothing = new ServiceProcess(runDirectory.resolve("rehearsal.process"));
        nothing.begin(
                List.of("true"), Map.of("PATH", ServiceProcess.SEARCH_PATH), runDirectory.resolve("rehearsal.log"));
        refuseTakenPort(DISCARD);
        answers(HttpCheck.of("http://127.0.0.1:" + DISCARD + "/", "200", Optional.empty()), deadline);
        nothing.end(Signals.KILL, Duration.ZERO, deadline);
    }

    @Override
    public Optional<Watch> watch(Parameters parameters, Consumer<String> onTrouble) throws IOException {
        Optional<PidDescriptor> held = process(parameters).hold();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Vigil vigil =
                Vigil.begin("watch " + parameters.instance(), List.of(held.get().descriptor()), _ -> {
                    onTrouble.accept("the server's main process has ended");
                    return false;
                });
        return Optional.of(vigil::close);
    }

    private static HttpCheck check(Parameters parameters) throws AgentFailure {
        return HttpCheck.of(parameters.required("url"), parameters.required("status"), parameters.text("text"));
    }

    private ServerCommand command(Parameters parameters) throws AgentFailure, IOException {
        Optional<String> configuration = Optional.empty();
        Optional<Path> file = parameters.text("configfile").map(Path::of).filter(Files::isReadable);
        if (file.isPresent()) {
            configuration = Optional.of(Files.readString(file.get()));
        }
        return ServerCommand.of(parameters, configuration, file(parameters, "server-pid"));
    }

    private static Map<String, String> environment(Parameters parameters) {
        return Map.of(
                "PATH",
                ServiceProcess.SEARCH_PATH,
                "LANG",
                "C.UTF-8",
                "HOME",
                "/",
                "CRM_INSTANCE",
                parameters.instance().toString());
    }

    private ServiceProcess process(Parameters parameters) {
        return new ServiceProcess(file(parameters, "process"));
    }

    private Path log(Parameters parameters) {
        return file(parameters, "log");
    }

    private Path file(Parameters parameters, String what) {
        return runDirectory.resolve(parameters.instance() + "." + what);
    }

    private static String lastOf(Path log) throws IOException {
        String all = Files.exists(log) ? Files.readString(log).strip() : "";
        return all.isEmpty() ? "it wrote nothing" : all.substring(Math.max(0, all.length() - LAST_OF_LOG));
    }
}
