package crm.formats.cluster;

import crm.model.AgentId;
import crm.model.OperationSpec;
import crm.model.Resource.Primitive;
import crm.model.ResourceId;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reads one primitive. What is no word of the format is a parameter of the agent.
 *
 * @param templates the agents of the templates, by id
 * @param fencing whether it stands below {@code fencing:}, where {@code stonith:} may be left out
 */
record ReadPrimitive(Map<String, AgentId> templates, boolean fencing) {

    /** Which port feeds which node, instead of Pacemaker's {@code pcmk_host_map}. */
    static final String PORTS = "ports";

    static final String HOST_MAP = "pcmk_host_map";

    /** Meta attributes that are easily taken for parameters. */
    static final List<String> META = List.of(
            "priority",
            "critical",
            "target-role",
            "is-managed",
            "maintenance",
            "resource-stickiness",
            "requires",
            "migration-threshold",
            "failure-timeout",
            "multiple-active",
            "allow-migrate",
            "allow-unhealthy-nodes");

    /** Words of the format; a parameter of such a name stands below {@code parameters:}. */
    static final List<String> WORDS = List.of(
            "agent", "template", "parameters", "meta", "utilization", "operations", "group", "clone", "bundle", PORTS);

    private static final String AGENT =
            "write class:provider:type or class:type, such as ocf:heartbeat:IPaddr2, systemd:nginx or crm:floating-ip";
    private static final List<String> STANDARDS = List.of("ocf", "systemd", "lsb", "service", "stonith", "crm");

    Optional<Primitive> read(ResourceId id, Section section) {
        Optional<String> template = section.take("template").flatMap(Item::word);
        Optional<AgentId> agent = agent(section, template);
        Settings meta = new ReadSettings(DefaultIds.meta(id.value())).read(section.take("meta"));
        Settings utilization = new ReadSettings(DefaultIds.utilization(id.value())).read(section.take("utilization"));
        Optional<Item> parameters = section.take("parameters");
        var operations = new ArrayList<OperationSpec>();
        var reading = new ReadOperations(id.value());
        section.take("operations").ifPresent(item -> operations.addAll(reading.listed(item)));
        SequencedMap<String, String> direct = direct(section, agent, reading, operations);
        if (parameters.isPresent() && !direct.isEmpty()) {
            parameters
                    .get()
                    .error(
                            "parameters stand here and beside it: " + String.join(", ", direct.sequencedKeySet()),
                            "write all of them below 'parameters:'");
        }
        String parametersId = DefaultIds.parameters(id.value());
        Settings settings = parameters
                .map(p -> new ReadSettings(parametersId).read(p))
                .orElseGet(() -> Settings.of(parametersId, direct));
        return agent.map(a -> new Primitive(id, a, settings, meta, utilization, operations, template));
    }

    private SequencedMap<String, String> direct(
            Section section, Optional<AgentId> agent, ReadOperations reading, List<OperationSpec> operations) {
        var direct = new LinkedHashMap<String, String>();
        for (Item item : section.rest()) {
            String name = item.name();
            if (ReadOperations.DIRECT.contains(name)) {
                operations.addAll(reading.direct(item, name));
            } else if (name.equals(PORTS) && item.isMapping()) {
                if (agent.map(AgentId::isFencing).orElse(fencing)) {
                    direct.put(HOST_MAP, hostMap(item));
                } else {
                    item.error("only a fence device has ports that feed nodes", "a parameter is a single value");
                }
            } else if (META.contains(name)) {
                item.error(
                        "'" + name + "' is a meta attribute, not a parameter of the agent",
                        "write it below 'meta:'; if the agent has a parameter of that name, below 'parameters:'");
            } else {
                plainValue(item, "a parameter is a single value").ifPresent(value -> direct.put(name, value));
            }
        }
        return direct;
    }

    /** A single value; where keys stand instead, the key is probably a mistyped word of the format. */
    static Optional<String> plainValue(Item item, String what) {
        if (item.isWord()) {
            return item.word();
        }
        var known = new ArrayList<>(ReadOperations.DIRECT);
        known.addAll(WORDS);
        return item.wrong(
                "'" + item.name() + "' is no word of the format, and " + what,
                crm.formats.Nearest.to(item.name(), known)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("write one value after the colon"));
    }

    private Optional<AgentId> agent(Section section, Optional<String> template) {
        if (template.isPresent() && !section.has("agent")) {
            AgentId lent = templates.get(template.get());
            return lent != null
                    ? Optional.of(lent)
                    : section.item()
                            .wrong(
                                    "there is no template '" + template.get() + "'",
                                    templates.isEmpty()
                                            ? "write the template below 'templates:'"
                                            : Advice.nearest(
                                                    template.get(),
                                                    templates.keySet().stream()
                                                            .sorted()
                                                            .toList()));
        }
        return section.need("agent", AGENT).flatMap(this::agent);
    }

    private Optional<AgentId> agent(Item item) {
        return item.word().flatMap(text -> {
            String full = fencing && !text.contains(":") ? "stonith:" + text : text;
            Optional<AgentId> agent = AgentId.parse(full);
            if (agent.isEmpty()) {
                return item.wrong("'" + text + "' does not name an agent", AGENT);
            }
            if (!STANDARDS.contains(agent.get().standard())) {
                item.error(
                        "there is no class of agents '" + agent.get().standard() + "'",
                        Advice.nearest(agent.get().standard(), STANDARDS));
                return Optional.empty();
            }
            if (fencing && !agent.get().isFencing()) {
                return item.wrong("'" + text + "' is no fence agent", "write stonith:TYPE, or move it to 'resources:'");
            }
            return agent;
        });
    }

    private static String hostMap(Item item) {
        var pairs = new ArrayList<String>();
        item.values().forEach((node, port) -> pairs.add(node + ":" + port));
        return String.join(";", pairs);
    }
}
