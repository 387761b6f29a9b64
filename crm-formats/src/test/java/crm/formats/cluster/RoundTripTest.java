package crm.formats.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.configuration.Configuration;
import crm.model.AgentId;
import crm.model.AlertTarget;
import crm.model.Constraint;
import crm.model.FencingLevel;
import crm.model.NameValueSet;
import crm.model.Node;
import crm.model.NodeName;
import crm.model.OperationSpec;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Rule;
import crm.model.Score;
import crm.model.Settings;
import crm.model.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever a configuration holds, the file written of it reads back as the same; before any check of its sense. */
class RoundTripTest {

    private static final List<String> AWKWARD = List.of(
            "",
            " ",
            "yes",
            "null",
            "~",
            "a: b",
            "- x",
            "#no",
            "it's",
            "\"q\"",
            "{x}",
            "[y]",
            "é€😀",
            "a\nb",
            "\tt",
            "%",
            "@x",
            "&a",
            "*a",
            "!t",
            "a #b",
            "1e3",
            "0x1",
            ":",
            "x:",
            "pi1:ether2;pi2:ether3",
            "a:",
            ";",
            "\u0085",
            "|",
            ">");

    private Random random = new Random();
    private int next;

    @Test
    void everythingWrittenIsReadBack() {
        long seed = System.nanoTime();
        random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            Configuration configuration = configuration();
            assertSame(configuration, ClusterFile.yaml(configuration), seed);
            assertSame(configuration, ClusterFile.json(configuration), seed);
        }
    }

    private static void assertSame(Configuration expected, String text, long seed) {
        var problems = new Problems("f");
        var read = new TreeText(problems)
                .parse(text)
                .flatMap(tree -> new Item("", tree, problems).section())
                .map(ReadCluster::read);
        assertEquals(List.of(), problems.all(), () -> "seed " + seed + "\n" + text);
        assertEquals(Optional.of(expected), read, () -> "seed " + seed + "\n" + text);
    }

    private String id() {
        return "x" + next++;
    }

    private String value() {
        return random.nextInt(4) == 0 ? AWKWARD.get(random.nextInt(AWKWARD.size())) : "v" + random.nextInt(100);
    }

    private <T> List<T> some(Supplier<T> one) {
        return IntStream.range(0, random.nextInt(3)).mapToObj(i -> one.get()).toList();
    }

    private <T> Optional<T> maybe(Supplier<T> one) {
        return random.nextBoolean() ? Optional.of(one.get()) : Optional.empty();
    }

    private <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private Score score() {
        return any(List.of(Score.INFINITY, Score.NEVER, Score.ZERO, Score.of(100), Score.of(-7)));
    }

    private SequencedMap<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.put(
                    any(List.of("ip", "agent", "priority", "monitor", "pcmk_host_map", "id", "meta", "a b", "q")),
                    value());
        }
        return values;
    }

    private Settings settings(String usualId) {
        if (random.nextBoolean()) {
            return Settings.of(usualId, values());
        }
        return new Settings(some(() ->
                new NameValueSet(random.nextBoolean() ? usualId : id(), score(), maybe(() -> rule(2)), values())));
    }

    private Rule rule(int depth) {
        var conditions = new ArrayList<Rule.Condition>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            conditions.add(condition(depth));
        }
        return new Rule(id(), any(List.of(Rule.Combination.values())), conditions);
    }

    private Rule.Condition condition(int depth) {
        var units = new LinkedHashMap<String, Integer>();
        units.put("hours", random.nextInt(9));
        return switch (random.nextInt(depth > 0 ? 7 : 6)) {
            case 0 ->
                new Rule.AttributeTest(
                        "#uname",
                        any(List.of(Rule.Operation.values())),
                        maybe(this::value),
                        maybe(() -> any(List.of(Rule.ValueType.values()))),
                        any(List.of(Rule.ValueSource.values())));
            case 1 ->
                new Rule.DateRange(Optional.of(Instant.ofEpochSecond(random.nextInt())), maybe(() -> Instant.EPOCH));
            case 2 -> new Rule.DateDuration(Instant.ofEpochMilli(random.nextInt()), units);
            case 3 -> new Rule.DateSpecification(new LinkedHashMap<>(java.util.Map.of("weekdays", "1-5")));
            case 4 -> new Rule.ResourceTest(maybe(() -> "ocf"), maybe(() -> "heartbeat"), maybe(this::value));
            case 5 -> new Rule.OperationTest("monitor", maybe(() -> Duration.ofSeconds(random.nextInt(99))));
            default -> new Rule.Nested(rule(depth - 1));
        };
    }

    private Resource.Primitive primitive(boolean fencing) {
        String id = id();
        var agent = fencing ? "stonith:snmp" : any(List.of("ocf:heartbeat:IPaddr2", "crm:web-server", "systemd:nginx"));
        return new Resource.Primitive(
                new ResourceId(id),
                AgentId.parse(agent).orElseThrow(),
                settings(DefaultIds.parameters(id)),
                settings(DefaultIds.meta(id)),
                settings(DefaultIds.utilization(id)),
                some(() -> operation(id)),
                Optional.empty());
    }

    private OperationSpec operation(String resource) {
        String name = any(List.of("monitor", "start", "stop", "validate-all"));
        Duration interval =
                any(List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofMillis(1500), Duration.ofMinutes(60)));
        String id = random.nextBoolean() ? DefaultIds.operation(resource, name, interval) : id();
        return new OperationSpec(
                id, name, interval, settings(DefaultIds.operationOptions(id)), settings(DefaultIds.parameters(id)));
    }

    private Resource.Group group() {
        String id = id();
        return new Resource.Group(
                new ResourceId(id),
                List.of(primitive(false), primitive(false)),
                settings(DefaultIds.parameters(id)),
                settings(DefaultIds.meta(id)));
    }

    private Resource resource() {
        String id = id();
        return switch (random.nextInt(5)) {
            case 0 -> group();
            case 1 ->
                new Resource.Clone(
                        new ResourceId(id),
                        random.nextBoolean() ? group() : primitive(false),
                        settings(DefaultIds.parameters(id)),
                        settings(DefaultIds.meta(id)));
            case 2 ->
                new Resource.Bundle(
                        new ResourceId(id),
                        "podman",
                        attributes(id + "-podman"),
                        attributes(id + "-network"),
                        some(() -> attributes(id())),
                        some(() -> attributes(id())),
                        maybe(() -> primitive(false)),
                        settings(DefaultIds.meta(id)));
            case 3 -> primitive(true);
            default -> primitive(false);
        };
    }

    private NameValueSet attributes(String id) {
        var values = values();
        values.remove("id");
        return new NameValueSet(id, Score.ZERO, Optional.empty(), values);
    }

    private Constraint.ResourceSet set() {
        return new Constraint.ResourceSet(
                id(),
                some(this::id),
                maybe(random::nextBoolean),
                maybe(random::nextBoolean),
                maybe(() -> "start"),
                maybe(this::role),
                maybe(this::score),
                maybe(() -> "group"));
    }

    private Role role() {
        return any(List.of(Role.values()));
    }

    private Constraint.Member member() {
        return new Constraint.Member(id(), maybe(this::role), maybe(() -> 1));
    }

    private Constraint.Step step() {
        return new Constraint.Step(id(), maybe(() -> "promote"), maybe(() -> 0));
    }

    private List<Constraint.ResourceSet> sets() {
        return List.of(set(), set());
    }

    private Constraint constraint() {
        boolean bySets = random.nextBoolean();
        return switch (random.nextInt(4)) {
            case 0 ->
                new Constraint.Location(
                        id(),
                        any(List.of(
                                new Constraint.ById(id()),
                                new Constraint.ByPattern("^w.*[0-9]", bySets),
                                new Constraint.BySets(sets()))),
                        bySets
                                ? new Constraint.ForNode(new NodeName("pi1"), score())
                                : new Constraint.ForNodesWhere(some(() -> new Constraint.ScoredRule(
                                        rule(1), maybe(this::score), maybe(this::value), maybe(this::role)))),
                        maybe(this::role),
                        maybe(() -> any(List.of(Constraint.Discovery.values()))));
            case 1 ->
                new Constraint.Colocation(
                        id(),
                        score(),
                        bySets ? sets() : List.of(),
                        bySets ? Optional.empty() : Optional.of(member()),
                        bySets ? Optional.empty() : Optional.of(member()),
                        maybe(this::value),
                        maybe(random::nextBoolean));
            case 2 ->
                new Constraint.Ordering(
                        id(),
                        maybe(() -> any(List.of(Constraint.OrderKind.values()))),
                        maybe(this::score),
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        bySets ? Optional.empty() : Optional.of(step()),
                        bySets ? Optional.empty() : Optional.of(step()),
                        bySets ? sets() : List.of());
            default ->
                new Constraint.TicketDependency(
                        id(),
                        "t",
                        bySets ? Optional.empty() : Optional.of(member()),
                        bySets ? sets() : List.of(),
                        maybe(() -> any(List.of(Constraint.LossPolicy.values()))));
        };
    }

    private AlertTarget alert() {
        String id = id();
        return new AlertTarget(
                id,
                "/bin/" + value(),
                settings(DefaultIds.meta(id)),
                settings(DefaultIds.parameters(id)),
                some(() -> {
                    String own = id();
                    return new AlertTarget.Recipient(
                            own, value(), settings(DefaultIds.meta(own)), settings(DefaultIds.parameters(own)));
                }),
                any(List.of(List.of(), List.of("nodes", "fencing"))),
                some(this::value));
    }

    private Configuration configuration() {
        return new Configuration(
                random.nextBoolean()
                        ? Settings.of(
                                DefaultIds.OPTIONS, new LinkedHashMap<>(java.util.Map.of("cluster-name", value())))
                        : settings(DefaultIds.OPTIONS),
                some(() -> new Node(
                        new NodeName(id()),
                        any(List.of("1", "2", "9")),
                        any(List.of(Node.Kind.MEMBER, Node.Kind.WITNESS, Node.Kind.REMOTE)),
                        settings("nodes-1"),
                        settings("nodes-2-utilization"))),
                some(this::resource),
                some(() -> primitive(false)),
                some(this::constraint),
                some(() -> new FencingLevel(
                        id(),
                        any(List.of(
                                new FencingLevel.ByName(new NodeName("pi1")),
                                new FencingLevel.ByPattern("p.*"),
                                new FencingLevel.ByAttribute("rack", value()))),
                        1 + random.nextInt(9),
                        some(this::value))),
                some(() -> new Tag(id(), some(this::id))),
                some(this::alert),
                settings(DefaultIds.RESOURCE_DEFAULTS),
                settings(DefaultIds.OPERATION_DEFAULTS));
    }
}
