package crm.agent;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.action.InProcess;
import crm.agent.action.ServiceAgent;
import crm.agent.dummy.Dummy;
import crm.agent.network.FloatingIp;
import crm.agent.script.LsbAgent;
import crm.agent.script.OcfDirectory;
import crm.agent.script.SystemdAgent;
import crm.agent.storage.IscsiMount;
import crm.agent.web.WebServer;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.port.AgentCall;
import crm.port.AgentCatalog;
import crm.port.ResourceAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every agent of this node, by its class and type. */
public final class Agents implements AgentCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(Agents.class);

    private static final Duration WARMING = Duration.ofMillis(300);
    /** Of a network that nobody has (RFC 5737). */
    private static final String DOCUMENTATION_ADDRESS = "192.0.2.1";

    private static final Duration LISTING = Duration.ofSeconds(5);

    private final Map<AgentId, ServiceAgent> own = new LinkedHashMap<>();
    private final OcfDirectory ocf;
    private final Path initScripts;

    /**
     * The agents as they are usually installed.
     *
     * @param self this node
     * @param runDirectory for files that need not survive a boot; made when first needed
     */
    public Agents(NodeName self, Path runDirectory) {
        this(self, runDirectory, List.of(Path.of("/usr/lib/ocf/resource.d")), Path.of("/etc/init.d"));
    }

    /**
     * The agents of a machine that keeps them elsewhere.
     *
     * @param ocfPath directories with OCF providers' directories, searched in this order; the agents' libraries are
     *     beside the first
     * @param initScripts the directory of init scripts
     */
    public Agents(NodeName self, Path runDirectory, List<Path> ocfPath, Path initScripts) {
        add(new FloatingIp());
        add(new IscsiMount(runDirectory));
        add(new WebServer(runDirectory));
        add(new Dummy(runDirectory));
        Path ocfRoot = ocfPath.isEmpty()
                ? Path.of("/usr/lib/ocf")
                : ocfPath.getFirst().resolveSibling(".").normalize();
        this.ocf = new OcfDirectory(self, ocfPath, ocfRoot, runDirectory.resolve("shims"));
        this.initScripts = initScripts;
    }

    /**
     * Loads what the first start would otherwise have to load while an outage lasts: a cold start costs up to a fifth
     * of a second on a busy machine. Changes nothing, and takes no longer than a second; for a thread of its own.
     */
    public void warmUp(NodeName self) {
        for (String type : List.of("floating-ip", "web-server", "dummy")) {
            AgentId id = new AgentId("crm", Optional.empty(), type);
            AgentCall probe = new AgentCall(
                    InstanceId.of(new ResourceId("warm-up")),
                    id,
                    "monitor",
                    Duration.ZERO,
                    WARMING,
                    new LinkedHashMap<>(Map.of("ip", DOCUMENTATION_ADDRESS)),
                    new LinkedHashMap<>(),
                    self);
            agent(id).ifPresent(agent -> agent.perform(probe));
        }
        own.values().forEach(Agents::rehearse);
    }

    private static void rehearse(ServiceAgent agent) {
        try {
            agent.rehearse(Deadline.after(WARMING));
        } catch (AgentFailure | IOException | TimeoutException unfit) {
            LOG.debug("{} is not warm: {}", agent.metadata().id(), unfit.toString());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void add(ServiceAgent agent) {
        own.put(agent.metadata().id(), agent);
    }

    @Override
    public Optional<ResourceAgent> agent(AgentId id) {
        return switch (id.standard()) {
            case "crm" -> Optional.ofNullable(own.get(id)).map(InProcess::new);
            case "ocf" -> ocf.agent(id).map(ResourceAgent.class::cast);
            case "lsb" -> script(id.type()).map(LsbAgent::new);
            case "systemd" -> Optional.of(new SystemdAgent(id.type()));
            case "service" -> Optional.of(service(id.type()));
            default -> Optional.empty();
        };
    }

    /** An init script if there is one, else a unit of systemd. */
    private ResourceAgent service(String type) {
        Optional<Path> script = script(type);
        return script.isPresent() ? new LsbAgent(script.get()) : new SystemdAgent(type);
    }

    private Optional<Path> script(String type) {
        return type.contains("/") || type.startsWith(".")
                ? Optional.empty()
                : Optional.of(initScripts.resolve(type)).filter(Files::isExecutable);
    }

    @Override
    public Optional<Metadata> metadata(AgentId id, Duration limit) {
        return switch (id.standard()) {
            case "crm" -> Optional.ofNullable(own.get(id)).map(ServiceAgent::metadata);
            case "ocf" -> ocf.metadata(id, limit);
            case "lsb", "systemd", "service" -> agent(id).map(_ -> withoutParameters(id));
            default -> Optional.empty();
        };
    }

    /** Init scripts and units take no parameters, and all have the same actions. */
    private static Metadata withoutParameters(AgentId id) {
        Optional<Duration> timeout = Optional.of(Duration.ofSeconds(100));
        List<Action> actions = Stream.of("start", "stop", "monitor")
                .map(name -> new Action(name, timeout, Optional.empty(), Optional.empty()))
                .toList();
        return new Metadata(id, "1.0", id.type(), "", List.of(), actions);
    }

    @Override
    public List<AgentId> list(String standard) {
        return switch (standard) {
            case "crm" -> List.copyOf(own.keySet());
            case "ocf" -> ocf.list();
            case "lsb" -> named("lsb", scripts());
            case "systemd" -> named("systemd", SystemdAgent.list(LISTING));
            case "service" ->
                named(
                        "service",
                        Stream.concat(scripts().stream(), SystemdAgent.list(LISTING).stream())
                                .distinct()
                                .toList());
            default -> List.of();
        };
    }

    private static List<AgentId> named(String standard, List<String> types) {
        return types.stream()
                .map(type -> new AgentId(standard, Optional.empty(), type))
                .toList();
    }

    private List<String> scripts() {
        try (Stream<Path> files = Files.list(initScripts)) {
            return files.filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
