package crm.formats.cib;

import crm.configuration.Configuration;
import crm.configuration.Problem;
import crm.model.FencingLevel;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.Resource;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.state.Quorum;
import crm.state.Ticket;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a CIB. Everything wrong is reported at once; what can be understood is returned all the same, so that a person
 * sees what the rest would do.
 */
public final class CibReader {

    private static final XmlElement NOTHING = new XmlElement("nothing", new String[0], List.of(), 0);

    private final Report report = new Report();
    private final XmlElement cib;
    private final XmlElement configuration;
    private final References references;
    private final NodeIds nodeIds = new NodeIds(report);
    private final RuleReader rules;
    private final SettingsReader settings;
    private final ClusterReader cluster;

    private CibReader(XmlElement cib) {
        this.cib = cib;
        this.configuration = cib.child("configuration").orElse(NOTHING);
        this.references = new References(configuration, report);
        this.rules = new RuleReader(references, report);
        this.settings = new SettingsReader(references, rules, report);
        this.cluster = new ClusterReader(nodeIds, settings, report);
    }

    /** Reads a whole document. Never throws for what stands in it. */
    public static CibReading read(InputStream input) {
        var problems = new ArrayList<Problem>();
        Optional<XmlElement> root = XmlTree.read(input, problems);
        if (root.isEmpty()) {
            return new CibReading(Optional.empty(), problems);
        }
        if (!root.get().is("cib")) {
            problems.add(Problem.error(root.get().place(), "this is no CIB", "Give a file whose root is <cib>."));
            return new CibReading(Optional.empty(), problems);
        }
        var reader = new CibReader(root.get());
        Cib cib = reader.readAll();
        problems.addAll(reader.report.problems());
        return new CibReading(Optional.of(cib), problems);
    }

    /** Reads a text. */
    public static CibReading read(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Cib readAll() {
        if (configuration == NOTHING) {
            report.error(cib, "there is no <configuration>", "Add one.");
        }
        Vocabulary.check(cib, report);
        Configuration read = configuration();
        return new Cib(
                read,
                state(read.nodes()),
                executionDate(),
                Descriptions.of(section("resources"), report),
                !cib.get("validate-with", "").equals("none"));
    }

    private XmlElement section(String name) {
        return configuration.child(name).orElse(NOTHING);
    }

    private Optional<Instant> executionDate() {
        return report.parsed(cib, "execution-date", "seconds since 1970", Times::epoch);
    }

    private Configuration configuration() {
        // Nodes come first: everything else may name them by id.
        List<Node> nodes = each(section("nodes"), cluster::node);
        XmlElement resources = section("resources");
        var resourceReader = new ResourceReader(resources, settings, references, report);
        List<Resource.Primitive> templates = each(
                resources, element -> element.is("template") ? resourceReader.template(element) : Optional.empty());
        List<Resource> read = each(resources, resourceReader::read);
        var constraints = new ConstraintReader(nodeIds, rules, references, report);
        List<FencingLevel> levels = each(section("fencing-topology"), cluster::fencingLevel);
        MovedOptions moved = MovedOptions.in(cluster.options(section("crm_config")));
        return new Configuration(
                moved.options(),
                nodes,
                read,
                templates,
                each(section("constraints"), constraints::read),
                levels,
                section("tags").children("tag").map(cluster::tag).toList(),
                each(section("alerts"), cluster::alert),
                moved.under(cluster.defaults(section("rsc_defaults")), MovedOptions.Where.RESOURCES),
                moved.under(cluster.defaults(section("op_defaults")), MovedOptions.Where.OPERATIONS));
    }

    private static <T> List<T> each(XmlElement parent, Function<XmlElement, Optional<T>> read) {
        var found = new ArrayList<T>(parent.children().size());
        for (XmlElement child : parent.children()) {
            read.apply(child).ifPresent(found::add);
        }
        return found;
    }

    private ClusterState state(List<Node> nodes) {
        XmlElement status = cib.child("status").orElse(NOTHING);
        var reader = new StatusReader(nodeIds, references, report);
        List<NodeState> states = status.children("node_state")
                .flatMap(element -> reader.node(element).stream())
                .toList();
        List<Ticket> tickets = status.children("tickets")
                .flatMap(element -> reader.tickets(element).stream())
                .toList();
        Optional<NodeName> leader = cib.get("dc-uuid").flatMap(nodeIds::nameOfId);
        return new ClusterState(quorum(nodes, states), leader, states, tickets);
    }

    private Quorum quorum(List<Node> nodes, List<NodeState> states) {
        int configured = (int)
                nodes.stream().filter(node -> node.kind() != Node.Kind.REMOTE).count();
        int present = (int) states.stream()
                .filter(state -> state.membership() == NodeState.Membership.MEMBER)
                .count();
        if (report.bool(cib, "have-quorum").orElse(false)) {
            return new Quorum.Held(present, configured);
        }
        return report.bool(cib, "no-quorum-panic").orElse(false)
                ? new Quorum.Lost(present, configured)
                : new Quorum.NeverHeld(present, configured);
    }
}
