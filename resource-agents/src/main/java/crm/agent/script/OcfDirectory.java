package crm.agent.script;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.port.AgentCall;
import crm.port.AgentCatalog.Metadata;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where OCF agents are installed. */
public final class OcfDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(OcfDirectory.class);

    private final NodeName self;
    private final List<Path> path;
    private final Path ocfRoot;
    private final Shims shims;
    /** Asking costs a process; an agent says the same each time. Shared by whichever threads ask. */
    private final ConcurrentHashMap<Path, Metadata> known = new ConcurrentHashMap<>();

    /**
     * @param path directories with providers' directories in them, searched in this order
     * @param ocfRoot where the agents' libraries are
     * @param shims directory for the commands that agents call back
     */
    public OcfDirectory(NodeName self, List<Path> path, Path ocfRoot, Path shims) {
        this.self = self;
        this.path = List.copyOf(path);
        this.ocfRoot = ocfRoot;
        this.shims = new Shims(shims);
    }

    /** Empty if it is not installed. */
    public Optional<OcfAgent> agent(AgentId id) {
        return program(id).map(program -> new OcfAgent(program, ocfRoot, shims));
    }

    private Optional<Path> program(AgentId id) {
        String provider = id.provider().orElse("heartbeat");
        if (!isName(provider) || !isName(id.type())) {
            return Optional.empty();
        }
        return path.stream()
                .map(directory -> directory.resolve(provider).resolve(id.type()))
                .filter(OcfDirectory::isAgent)
                .findFirst();
    }

    /** Neither hidden nor a way out of the directory. */
    private static boolean isName(String name) {
        return !name.startsWith(".") && !name.contains("/") && !name.isEmpty();
    }

    private static boolean isAgent(Path file) {
        return isName(file.getFileName().toString()) && Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /** What the agent says of itself. */
    public Optional<Metadata> metadata(AgentId id, Duration limit) {
        Optional<Path> program = program(id);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Metadata remembered = known.get(program.get());
        if (remembered != null) {
            return Optional.of(remembered);
        }
        AgentCall call = new AgentCall(
                InstanceId.of(new ResourceId(id.type())),
                id,
                "meta-data",
                Duration.ZERO,
                limit,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                self);
        Optional<Metadata> read = new OcfAgent(program.get(), ocfRoot, shims)
                .document(call)
                .flatMap(document -> AgentDocument.parse(id, document));
        read.ifPresentOrElse(
                metadata -> known.put(program.get(), metadata),
                () -> LOG.warn("{} says nothing of itself that can be read", id));
        return read;
    }

    /** Every agent installed, by provider and name. */
    public List<AgentId> list() {
        TreeSet<String> names = new TreeSet<>();
        for (Path directory : path) {
            for (Path provider : entries(directory)) {
                for (Path agent : entries(provider)) {
                    if (isAgent(agent)) {
                        names.add("ocf:" + provider.getFileName() + ":" + agent.getFileName());
                    }
                }
            }
        }
        return names.stream().flatMap(name -> AgentId.parse(name).stream()).toList();
    }

    private static List<Path> entries(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            stream.forEach(entries::add);
        } catch (IOException e) {
            LOG.warn("cannot read {}: {}", directory, e.getMessage());
        }
        return entries;
    }
}
