package crm.policy;

import crm.configuration.Configuration;
import crm.configuration.DurationText;
import crm.model.AgentId;
import crm.model.Constraint;
import crm.model.InstanceId;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Score;
import crm.model.Settings;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.ExecutionStatus;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.OperationRecord;
import crm.state.Quorum;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** A cluster described in lines such as {@code node pi1} and {@code together web with ip INFINITY}. */
final class Given {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private static final OperationRecord.Digests OTHERS = new OperationRecord.Digests(
            Optional.of("0".repeat(32)), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Map<String, String> options = new LinkedHashMap<>();
    private final SequencedMap<String, NodeState> nodes = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> nodeAttributes = new LinkedHashMap<>();
    private final SequencedMap<String, Resource.Primitive> primitives = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Map<String, String>> clones = new LinkedHashMap<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private boolean quorate = true;
    private int calls;

    private record Group(String id, List<String> members) {}

    static SchedulingInput of(String text) {
        var given = new Given();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(given::line);
        return given.input();
    }

    private void line(String line) {
        String[] words = line.split("\\s+");
        switch (words[0]) {
            case "option" -> options.putAll(pairs(words, 1));
            case "node" -> node(words);
            case "no-quorum" -> quorate = false;
            case "resource" -> resource(words);
            case "group" -> groups.add(new Group(words[1], List.of(words).subList(2, words.length)));
            case "clone" -> clones.put(words[1], pairs(words, 2));
            case "together" ->
                constraints.add(new Constraint.Colocation(
                        id(),
                        score(words[4]),
                        List.of(),
                        member(words[1]),
                        member(words[3]),
                        Optional.empty(),
                        Optional.empty()));
            // Also "order web then mail Serialize".
            case "order" ->
                constraints.add(new Constraint.Ordering(
                        id(),
                        Arrays.stream(Constraint.OrderKind.values())
                                .filter(kind -> kind.name().equalsIgnoreCase(words[words.length - 1]))
                                .findFirst(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        step(words[1]),
                        step(words[3]),
                        List.of()));
            case "prefer" ->
                constraints.add(new Constraint.Location(
                        id(),
                        new Constraint.ById(words[1]),
                        new Constraint.ForNode(new NodeName(words[2]), score(words[3])),
                        Optional.empty(),
                        Optional.empty()));
            case "ran" -> ran(words);
            case "failcount" -> attribute(words[2], "fail-count-" + words[1] + "#monitor_10000", words[3]);
            default -> throw new IllegalArgumentException("not understood: " + line);
        }
    }

    private String id() {
        return "rule-" + (constraints.size() + 1);
    }

    private static Score score(String text) {
        return Score.parse(text).orElseThrow();
    }

    private static Optional<Constraint.Member> member(String resource) {
        return Optional.of(new Constraint.Member(resource, Optional.empty(), Optional.empty()));
    }

    private static Optional<Constraint.Step> step(String resource) {
        return Optional.of(new Constraint.Step(resource, Optional.empty(), Optional.empty()));
    }

    private static SequencedMap<String, String> pairs(String[] words, int from) {
        var pairs = new LinkedHashMap<String, String>();
        for (int i = from; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            if (equals > 0) {
                pairs.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }
        return pairs;
    }

    /** {@code node pi1}, {@code node pi1 lost}, {@code … down}, {@code … leaving}, or with attributes. */
    private void node(String[] words) {
        String standing = words.length > 2 && !words[2].contains("=") ? words[2] : "online";
        nodeAttributes.put(words[1], pairs(words, 2));
        boolean up = standing.equals("online") || standing.equals("leaving");
        nodes.put(
                words[1],
                new NodeState(
                        new NodeName(words[1]),
                        new Incarnation("life-" + words[1]),
                        up ? Membership.MEMBER : Membership.LOST,
                        up,
                        up ? Join.MEMBER : Join.DOWN,
                        standing.equals("down") ? Join.DOWN : Join.MEMBER,
                        Optional.empty(),
                        Optional.empty(),
                        Attributes.NONE,
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.empty()));
        if (standing.equals("leaving")) {
            attribute(words[1], "shutdown", "1");
        }
    }

    private void attribute(String node, String name, String value) {
        nodes.computeIfPresent(node, (_, state) -> state.with(state.attributes().with(name, value)));
    }

    /** {@code resource web ocf:test:web monitor=10s priority=5 uses.cpu=2}. */
    private void resource(String[] words) {
        var meta = pairs(words, 3);
        var uses = new LinkedHashMap<String, String>();
        for (String name : List.copyOf(meta.keySet())) {
            if (name.startsWith("uses.")) {
                uses.put(name.substring("uses.".length()), Objects.requireNonNull(meta.remove(name)));
            }
        }
        var operations = new ArrayList<OperationSpec>();
        for (String name : List.of("monitor", "stop", "start")) {
            String value = meta.remove(name);
            if (value != null) {
                Duration interval =
                        name.equals("monitor") ? DurationText.parse(value).orElseThrow() : Duration.ZERO;
                String onFail = meta.remove(name + ".on-fail");
                operations.add(new OperationSpec(
                        words[1] + "-" + name,
                        name,
                        interval,
                        onFail == null ? Settings.NONE : Settings.of("o", Map.of("on-fail", onFail)),
                        Settings.NONE));
            }
        }
        primitives.put(
                words[1],
                new Resource.Primitive(
                        new ResourceId(words[1]),
                        AgentId.parse(words[2]).orElseThrow(),
                        Settings.NONE,
                        Settings.of("m-" + words[1], meta),
                        Settings.of("u-" + words[1], uses),
                        operations,
                        Optional.empty()));
    }

    /**
     * {@code ran web start pi1}, {@code ran web monitor:10s pi1 7 expected 0}, {@code … 0 expected 0 changed} if its
     * parameters were others than now, {@code … 193 expected 193 pending} if there is no result yet.
     */
    private void ran(String[] words) {
        String last = words[words.length - 1];
        OperationRecord.Digests digests = last.equals("changed") ? OTHERS : OperationRecord.Digests.NONE;
        String[] task = words[2].split(":", 2);
        Duration interval = task.length > 1 ? DurationText.parse(task[1]).orElseThrow() : Duration.ZERO;
        int exitCode = words.length > 4 ? Integer.parseInt(words[4]) : 0;
        int expected = words.length > 6 ? Integer.parseInt(words[6]) : exitCode;
        var instance = InstanceId.parse(words[1]);
        AgentId agent = Objects.requireNonNull(
                        primitives.get(instance.resource().value()))
                .agent();
        var record = new OperationRecord(
                instance,
                agent,
                new NodeName(words[3]),
                task[0],
                interval,
                ++calls,
                last.equals("pending")
                        ? ExecutionStatus.PENDING
                        : exitCode == expected ? ExecutionStatus.DONE : ExecutionStatus.ERROR,
                exitCode,
                Optional.of(expected),
                "",
                Optional.of(NOW.minusSeconds(600)),
                Duration.ZERO,
                Duration.ZERO,
                digests,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.empty());
        nodes.computeIfPresent(words[3], (_, state) -> Carried.with(state, record));
    }

    private SchedulingInput input() {
        var inside = new ArrayList<String>();
        var resources = new ArrayList<Resource>();
        groups.forEach(group -> inside.addAll(group.members()));
        primitives.values().stream()
                .filter(p -> !inside.contains(p.id().value()))
                .forEach(primitive -> resources.add(cloned(primitive)));
        for (Group group : groups) {
            resources.add(cloned(new Resource.Group(
                    new ResourceId(group.id()),
                    group.members().stream()
                            .map(member -> Objects.requireNonNull(primitives.get(member)))
                            .toList(),
                    Settings.NONE,
                    Settings.NONE)));
        }
        var configured = nodes.keySet().stream()
                .map(name -> new Node(
                        new NodeName(name),
                        name,
                        Node.Kind.MEMBER,
                        Settings.of("n-" + name, nodeAttributes.getOrDefault(name, Map.of())),
                        Settings.NONE))
                .toList();
        var configuration = new Configuration(
                Settings.of("options", options),
                configured,
                resources,
                List.of(),
                constraints,
                List.of(),
                List.of(),
                List.of(),
                Settings.NONE,
                Settings.NONE);
        Quorum quorum = quorate ? new Quorum.Held(2, 3) : new Quorum.Lost(1, 3);
        var state = new ClusterState(
                quorum, Optional.of(new NodeName(nodes.firstEntry().getKey())), List.copyOf(nodes.values()), List.of());
        return new SchedulingInput(configuration, state, NOW);
    }

    /** {@code clone pair clone-max=2}. */
    private Resource cloned(Resource child) {
        Map<String, String> meta = clones.get(child.id().value());
        return meta == null
                ? child
                : new Resource.Clone(
                        new ResourceId(child.id() + "-clone"),
                        child,
                        Settings.NONE,
                        Settings.of("m-" + child.id() + "-clone", meta));
    }

    /** A history of one operation, for others to begin with. */
    static ResourceHistory history(OperationRecord record) {
        return new ResourceHistory(
                record.instance(), record.agent(), List.of(record), Optional.empty(), Optional.empty());
    }
}
