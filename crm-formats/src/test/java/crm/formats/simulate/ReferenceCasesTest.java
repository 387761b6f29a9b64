package crm.formats.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.formats.cib.Cib;
import crm.formats.cib.CibReader;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.policy.NodeOutlook;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.policy.SchedulingInput;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.transition.Transition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What must be so in every cluster, looked at in all reference cases, which stay outside this repository. */
class ReferenceCasesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private record Case(String name, Cib cib, SchedulingInput input, Plan plan) {}

    private static Stream<Case> cases() throws IOException {
        String folder =
                Optional.ofNullable(System.getenv("CRM_SCHEDULER_CASES")).orElse("../../shared/scheduler");
        Path cases = Path.of(folder, "cases", "xml");
        assumeTrue(Files.isDirectory(cases), "no reference cases in " + cases + " (set CRM_SCHEDULER_CASES)");
        List<Path> files;
        try (Stream<Path> found = Files.list(cases)) {
            files = found.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
        return files.stream().map(ReferenceCasesTest::read);
    }

    private static Case read(Path file) {
        try (var stream = Files.newInputStream(file)) {
            Cib cib = CibReader.read(stream).cib().orElseThrow();
            var input = new SchedulingInput(
                    cib.configuration(), cib.state(), cib.executionDate().orElse(NOW));
            return new Case(file.getFileName().toString(), cib, input, new Scheduler().plan(input));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyResourceHasAReasonOnEveryNode() throws IOException {
        var missing = new ArrayList<String>();
        cases().forEach(one -> {
            Transition transition = one.plan().transition();
            Set<List<Object>> told = new HashSet<>();
            for (Transition.Refused refused : transition.refusals()) {
                assertTrue(!refused.why().sentence().isBlank(), () -> one.name() + ": " + refused);
                told.add(List.of(refused.instance(), refused.node()));
            }
            Set<InstanceId> seen = new HashSet<>();
            for (Transition.Placed placed : transition.placements()) {
                assertTrue(seen.add(placed.instance()), () -> one.name() + ": twice " + placed.instance());
                assertTrue(!placed.why().sentence().isBlank(), () -> one.name() + ": " + placed);
                placed.node().ifPresent(node -> told.add(List.of(placed.instance(), node)));
                for (NodeOutlook node : one.plan().nodes()) {
                    if (!told.contains(List.<Object>of(placed.instance(), node.name()))) {
                        missing.add(one.name() + ": nothing is said of " + placed.instance() + " on " + node.name());
                    }
                }
            }
        });
        assertEquals(List.of(), missing);
    }

    @Test
    void theSameFactsInAnotherOrderGiveTheSamePlan() throws IOException {
        var random = new Random(1);
        cases().forEach(one -> {
            ClusterState state = one.input().state();
            var nodes = new ArrayList<NodeState>();
            for (NodeState node : state.nodes()) {
                var histories = new ArrayList<>(node.history());
                Collections.shuffle(histories, random);
                nodes.add(node.with(histories));
            }
            Collections.shuffle(nodes, random);
            var shuffled = new ClusterState(state.quorum(), state.leader(), nodes, state.tickets());
            assertEquals(
                    plan(one, state.inOrder()).transition(),
                    plan(one, shuffled.inOrder()).transition(),
                    one::name);
            assertEquals(one.plan(), plan(one, state), one::name);
        });
    }

    private static Plan plan(Case one, ClusterState state) {
        return new Scheduler()
                .plan(new SchedulingInput(
                        one.input().configuration(), state, one.input().now()));
    }

    /** Where a node must be fenced, nothing that ran there starts elsewhere without that. */
    @Test
    void nothingThatRanOnALostNodeStartsBeforeItsFencing() throws IOException {
        cases().forEach(one -> {
            Set<NodeName> lost = new HashSet<>();
            one.plan().nodes().stream()
                    .filter(node -> node.unclean().isPresent())
                    .forEach(node -> lost.add(node.name()));
            one.plan().actions().forEach(action -> {
                boolean onLost =
                        action.planned() && !action.pseudo() && action.task().equals("start");
                assertTrue(
                        !onLost || action.node().stream().noneMatch(lost::contains),
                        () -> one.name() + ": " + action.key() + " on a lost node");
            });
        });
    }
}
