package crm.formats.simulate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Problem;
import crm.formats.cib.Cib;
import crm.formats.cluster.ClusterFile;
import crm.formats.simulate.Supposition.Operation;
import crm.formats.simulate.Supposition.TicketChange;
import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of a simulation: what changes and why, in which order, and what is where afterwards. */
class StoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");

    private static final String CLUSTER = """
        cluster: table
        nodes: [pi1, pi2, pi3]
        fencing:
          switch: {agent: "stonith:snmp-switch", ip: 10.0.0.1, community: private, ports: {pi1: a, pi2: b, pi3: c}}
        resources:
          web:
            group:
              - address: {agent: "crm:floating-ip", ip: 10.0.0.2, monitor: {interval: 5s}}
              - server: {agent: "crm:web-server", server: nginx, monitor: {interval: 5s}}
        constraints:
          - {location: web, prefers: pi1, score: 10}
          - {location: web, prefers: pi2, score: 5}
          - {location: switch, prefers: pi3, score: 10}
        defaults:
          resources: {resource-stickiness: 100}
        """;

    private static Cib settled(String text) {
        var reading = ClusterFile.read("cluster.yaml", text);
        return FreshCluster.settled(
                reading.configuration().orElseThrow(() -> new AssertionError(reading.problems())), NOW);
    }

    private static Story story(Cib cib, Supposition... suppositions) {
        var supposed = Suppose.all(cib, List.of(suppositions), true, NOW);
        assertEquals(List.of(), supposed.problems());
        List<Operation> failing = Stream.of(suppositions)
                .flatMap(one -> one instanceof Supposition.OperationFails(Operation operation)
                        ? Stream.of(operation)
                        : Stream.empty())
                .toList();
        return Story.of(Course.of(supposed.cib(), failing, NOW), List.of(suppositions), NOW);
    }

    private static List<String> changes(Story.Chapter chapter) {
        return chapter.changes().stream()
                .map(change -> (change.possible() ? "" : "cannot ") + change.verb() + " " + change.what() + " "
                        + change.where() + ": " + change.why())
                .toList();
    }

    private static List<String> steps(Story.Chapter chapter) {
        return chapter.chart().boxes().stream()
                .map(box -> box.number() + " " + box.sentence() + " " + box.after())
                .toList();
    }

    private static List<String> nodes(Story story) {
        return story.nodes().stream()
                .map(node -> node.node() + " " + node.standing() + " " + node.runs())
                .toList();
    }

    private static NodeName node(String name) {
        return new NodeName(name);
    }

    private static Operation operation(String resource, String task, int seconds, String node) {
        return new Operation(InstanceId.parse(resource), task, Duration.ofSeconds(seconds), node(node), 1);
    }

    @Test
    void nothingThatRanOnADeadNodeStartsBeforeItIsFenced() {
        Story story = story(settled(CLUSTER), new Supposition.NodeDies(node("pi1")));
        Story.Chapter chapter = story.chapters().getFirst();
        String why = "pi1 must be fenced first: peer is no longer part of the cluster";
        assertAll(
                () -> assertEquals(List.of("pi1 dies"), story.supposing()),
                () -> assertEquals(
                        "fence pi1 : pi1 must be proven off: peer is no longer part of the cluster",
                        changes(chapter).getFirst()),
                () -> assertTrue(
                        changes(chapter).contains("move address pi1 → pi2: " + why),
                        () -> changes(chapter).toString()),
                () -> assertTrue(
                        changes(chapter).contains("move server pi1 → pi2: " + why),
                        () -> changes(chapter).toString()),
                () -> assertEquals(
                        "1 Fence pi1 (off and on again) []", steps(chapter).getFirst()),
                () -> assertTrue(
                        steps(chapter).contains("2 Start address on pi2 [1]"),
                        () -> steps(chapter).toString()),
                () -> assertTrue(
                        steps(chapter).contains("3 Start server on pi2 [2]"),
                        () -> steps(chapter).toString()),
                () -> assertEquals("pi1 off []", nodes(story).getFirst()),
                () -> assertTrue(
                        nodes(story).get(1).contains("address, server"),
                        () -> nodes(story).toString()),
                () -> assertEquals(List.of(), story.nowhere()));
    }

    @Test
    void aClusterInWhichEverythingRunsIsLeftAlone() {
        assertTrue(story(settled(CLUSTER)).quiet());
    }

    @Test
    void withoutQuorumEverythingStopsAndTheReasonIsGiven() {
        Story story = story(settled(CLUSTER), new Supposition.QuorumIs(false));
        assertAll(
                () -> assertEquals(
                        List.of("switch", "address", "server"),
                        story.nowhere().stream().map(Story.Idle::what).toList()),
                () -> assertTrue(
                        story.nowhere().stream().allMatch(idle -> idle.why().contains("no quorum"))));
    }

    @Test
    void whoLosesTheMajorityCannotFence() {
        Story story =
                story(settled(CLUSTER), new Supposition.NodeDies(node("pi1")), new Supposition.NodeDies(node("pi2")));
        Story.Chapter chapter = story.chapters().getFirst();
        assertAll(
                () -> assertTrue(changes(chapter).getFirst().startsWith("cannot fence pi1")),
                () -> assertEquals(List.of("1 Stop switch on pi3 []"), steps(chapter)),
                () -> assertTrue(nodes(story).getFirst().startsWith("pi1 lost, not fenced")));
    }

    @Test
    void aNodeThatLeavesNeedsNoFencingAndOneThatComesMayRunThings() {
        Cib cib = settled(CLUSTER);
        Story left = story(cib, new Supposition.NodeLeaves(node("pi3")));
        Story back = story(cib, new Supposition.NodeLeaves(node("pi1")), new Supposition.NodeComes(node("pi1")));
        assertAll(
                () -> assertTrue(steps(left.chapters().getFirst()).stream().noneMatch(step -> step.contains("Fence"))),
                () -> assertEquals("pi3 off []", nodes(left).getLast()),
                () -> assertTrue(nodes(back).getFirst().startsWith("pi1 online")));
    }

    @Test
    void standbyMovesEverythingAwayInOrder() {
        Story story = story(settled(CLUSTER), new Supposition.NodeStandby(node("pi1"), true));
        Story.Chapter chapter = story.chapters().getFirst();
        assertAll(
                () -> assertTrue(
                        changes(chapter).contains("move address pi1 → pi2: pi1 is in standby"),
                        () -> changes(chapter).toString()),
                () -> assertTrue(nodes(story).getFirst().startsWith("pi1 standby []")));
    }

    @Test
    void aFailedMonitorIsRecoveredOnTheSpot() {
        Story story =
                story(settled(CLUSTER), new Supposition.OperationFailed(operation("server", "monitor", 5, "pi1")));
        Story.Chapter chapter = story.chapters().getFirst();
        assertAll(
                () -> assertEquals(List.of("recover server pi1: server failed on pi1"), changes(chapter)),
                () -> assertEquals(List.of("1 Stop server on pi1 []", "2 Start server on pi1 [1]"), steps(chapter)));
    }

    @Test
    void aStartThatFailsEndsThePlanForWhatWaitsForItAndTheNextPlanGoesOn() {
        var reading = ClusterFile.read("cluster.yaml", CLUSTER);
        Cib fresh = FreshCluster.of(reading.configuration().orElseThrow());
        Story story = story(fresh, new Supposition.OperationFails(operation("address", "start", 0, "pi1")));
        assertAll(
                () -> assertEquals(
                        List.of("the start of address on pi1"),
                        story.chapters().getFirst().failed()),
                () -> assertTrue(
                        changes(story.chapters().get(1))
                                .contains("start server pi2: server must be on the same node as address, which is on"
                                        + " pi2"),
                        () -> changes(story.chapters().get(1)).toString()),
                () -> assertTrue(
                        nodes(story).get(1).contains("address, server"),
                        () -> nodes(story).toString()),
                () -> assertEquals(List.of(), story.missed()));
    }

    @Test
    void anOperationThatNeverComesUpIsNamed() {
        Story story = story(settled(CLUSTER), new Supposition.OperationFails(operation("server", "start", 0, "pi3")));
        assertEquals(List.of("the start of server on pi3"), story.missed());
    }

    @Test
    void aTicketLetsAResourceRunWhileItIsHeld() {
        Cib cib = settled(
                CLUSTER.replace("constraints:", "constraints:\n  - {ticket: siteA, resource: web, loss-policy: stop}"));
        Story granted = story(cib, new Supposition.TicketIs("siteA", TicketChange.GRANTED));
        Story standby = story(
                cib,
                new Supposition.TicketIs("siteA", TicketChange.GRANTED),
                new Supposition.TicketIs("siteA", TicketChange.STANDBY));
        assertAll(
                () -> assertTrue(
                        nodes(granted).toString().contains("server"),
                        () -> nodes(granted).toString()),
                () -> assertFalse(
                        nodes(standby).toString().contains("server"),
                        () -> nodes(standby).toString()),
                () -> assertTrue(
                        standby.nowhere().getFirst().why().contains("siteA"),
                        () -> standby.nowhere().toString()));
    }

    @Test
    void everythingThatDoesNotExistIsNamedAtOnceWithWhatWasMeant() {
        List<Problem> problems = Suppose.all(
                        settled(CLUSTER),
                        List.of(
                                new Supposition.NodeDies(node("pj1")),
                                new Supposition.OperationFails(operation("servr", "start", 0, "elsewhere"))),
                        true,
                        NOW)
                .problems();
        assertEquals(
                List.of("Did you mean pi1?", "There is: pi1, pi2, pi3.", "Did you mean server?"),
                problems.stream().map(Problem::advice).toList());
    }

    @Test
    void drawingsShowEveryActionWithItsNameInItsBoxAndFencingRed() {
        Story story = story(settled(CLUSTER), new Supposition.NodeDies(node("pi1")));
        ActionChart chart = story.chapters().getFirst().chart();
        String svg = SvgDrawing.of(chart, "pi1 <dies>");
        String dot = DotDrawing.of(chart, "pi1 \"dies\"");
        assertAll(
                () -> assertTrue(svg.contains("pi1 &lt;dies&gt;"), svg),
                () -> assertTrue(svg.contains(">1. Fence pi1 (off and on again)</text>"), svg),
                () -> assertTrue(svg.contains(">3. Start server</text>"), svg),
                () -> assertEquals(1, svg.split("#c62828", -1).length - 1, "one red box"),
                () -> assertEquals(chart.boxes().size(), svg.split("<g>", -1).length - 1, "a box for each action"),
                () -> assertTrue(dot.startsWith("digraph plan {\n  label=\"pi1 \\\"dies\\\"\";"), dot),
                () -> assertTrue(
                        dot.contains("a1 [label=\"1. Fence pi1 (off and on again)\", fillcolor=\"#c62828\""), dot),
                () -> assertTrue(dot.contains("a3 [label=\"3. Start server\\non pi2\""), dot),
                () -> assertTrue(dot.contains("  a2 -> a3;\n"), dot));
    }
}
