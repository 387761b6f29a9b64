package crm.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Role;
import crm.state.ClusterState;
import crm.state.NodeState;
import crm.transition.Action;
import crm.transition.Step;
import crm.transition.Task;
import crm.transition.Transition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must be so in every cluster, tried on random small ones. jqwik prints the seed of a failure. */
class RandomClusterTest {

    private static final List<String> STANDINGS =
            List.of("", "", "", "lost", "leaving", "down", "standby=true", "maintenance=true");

    private static SchedulingInput cluster(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder("resource fence stonith:fence_test\n");
        for (int node = 1; node <= 3; node++) {
            String standing = node == 1 ? "" : STANDINGS.get(random.nextInt(STANDINGS.size()));
            text.append("node pi").append(node).append(' ').append(standing).append('\n');
        }
        int resources = 2 + random.nextInt(4);
        for (int i = 0; i < resources; i++) {
            text.append("resource r").append(i).append(" ocf:test:r monitor=10s");
            if (random.nextInt(3) == 0) {
                text.append(" resource-stickiness=").append(random.nextInt(200));
            }
            if (random.nextInt(6) == 0) {
                text.append(" target-role=Stopped");
            }
            text.append('\n');
            history(text, random, i);
        }
        if (resources > 3) {
            text.append("group g r2 r3\n");
        }
        constraints(text, random);
        return Given.of(text.toString());
    }

    private static void history(StringBuilder text, Random random, int resource) {
        int where = random.nextInt(4);
        for (int node = 1; node <= 3; node++) {
            if (node == where) {
                text.append("ran r")
                        .append(resource)
                        .append(" start pi")
                        .append(node)
                        .append('\n');
                if (random.nextInt(4) == 0) {
                    text.append("ran r")
                            .append(resource)
                            .append(" monitor:10s pi")
                            .append(node)
                            .append(" 7 expected 0\n");
                }
            } else if (random.nextBoolean()) {
                text.append("ran r")
                        .append(resource)
                        .append(" monitor pi")
                        .append(node)
                        .append(" 7 expected 7\n");
            }
        }
    }

    private static void constraints(StringBuilder text, Random random) {
        List<String> scores = List.of("INFINITY", "-INFINITY", "100", "-100");
        if (random.nextBoolean()) {
            text.append("together r1 with r0 ")
                    .append(scores.get(random.nextInt(4)))
                    .append('\n');
        }
        if (random.nextBoolean()) {
            text.append("order r0 then r1\n");
        }
        if (random.nextBoolean()) {
            text.append("prefer r0 pi")
                    .append(1 + random.nextInt(3))
                    .append(' ')
                    .append(scores.get(random.nextInt(4)))
                    .append('\n');
        }
    }

    private static Transition plan(SchedulingInput input) {
        return new Scheduler().plan(input).transition();
    }

    @Property(tries = 400)
    void nothingStartsBeforeTheFencingItNeeds(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        Transition transition = plan(input);
        for (Step step : transition.steps()) {
            if (step.action() instanceof Action.ResourceAction call
                    && call.id().task() == Task.START
                    && !call.agent().isFencing()) {
                for (Step other : transition.steps()) {
                    if (other.action() instanceof Action.FenceNode) {
                        assertTrue(waits(transition, step.number(), other.number()), Story.of(transition));
                    }
                }
            }
        }
    }

    @Property(tries = 400)
    void whatALostNodeRanStartsNowhereUnlessTheNodeIsFenced(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        Plan plan = new Scheduler().plan(input);
        Set<NodeName> fenced = new HashSet<>();
        for (Step step : plan.transition().steps()) {
            if (step.action() instanceof Action.FenceNode fence) {
                fenced.add(fence.node());
            }
        }
        for (NodeOutlook node : plan.nodes()) {
            if (node.unclean().isPresent() && !fenced.contains(node.name())) {
                for (ResourceOutlook resource : plan.resources()) {
                    if (resource.active().contains(node.name())) {
                        assertFalse(starts(plan.transition(), resource.id()), Story.of(plan.transition()));
                    }
                }
            }
        }
    }

    private static boolean starts(Transition transition, InstanceId instance) {
        return transition.steps().stream()
                .anyMatch(step -> step.action() instanceof Action.ResourceAction call
                        && call.id().task() == Task.START
                        && call.id().instance().equals(instance));
    }

    private static boolean waits(Transition transition, int step, int forStep) {
        Set<Integer> seen = new HashSet<>();
        var open = new ArrayList<>(List.of(step));
        while (!open.isEmpty()) {
            int at = open.removeLast();
            if (at == forStep) {
                return true;
            }
            if (seen.add(at)) {
                open.addAll(transition.steps().get(at).waitsFor());
            }
        }
        return false;
    }

    @Property(tries = 400)
    void everyInstanceIsInOnePlaceAndEveryOtherNodeIsRefusedWithAReason(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        Transition transition = plan(input);
        Map<InstanceId, NodeName> places = new HashMap<>();
        for (Transition.Placed placed : transition.placements()) {
            placed.node().ifPresent(node -> assertEquals(null, places.put(placed.instance(), node)));
            assertFalse(placed.why().sentence().isBlank());
            for (var node : input.configuration().nodes()) {
                boolean here = placed.node().filter(node.name()::equals).isPresent();
                long refusals = transition.refusals().stream()
                        .filter(r -> r.instance().equals(placed.instance())
                                && r.node().equals(node.name()))
                        .count();
                assertEquals(here ? 0 : 1, refusals, placed + " and " + node.name());
            }
        }
    }

    @Property(tries = 200)
    void theSameInputGivesTheSamePlanInWhateverOrderTheFactsCame(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        assertEquals(plan(input), plan(input));
        var random = new Random(seed);
        var nodes = new ArrayList<NodeState>();
        for (NodeState node : input.state().nodes()) {
            var histories = new ArrayList<>(node.history());
            Collections.shuffle(histories, random);
            nodes.add(node.with(histories));
        }
        Collections.shuffle(nodes, random);
        var shuffled = new ClusterState(
                input.state().quorum(),
                input.state().leader(),
                nodes,
                input.state().tickets());
        assertEquals(Story.of(plan(inOrder(input, input.state()))), Story.of(plan(inOrder(input, shuffled))));
    }

    private static SchedulingInput inOrder(SchedulingInput input, ClusterState state) {
        return new SchedulingInput(input.configuration(), state.inOrder(), input.now());
    }

    @Property(tries = 300)
    void aPlanFollowedToItsEndLeavesNothingToDo(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        SchedulingInput next = input;
        for (int round = 0; round < 3; round++) {
            next = Carried.out(next, plan(next));
        }
        Transition last = plan(next);
        assertTrue(last.isEmpty(), () -> Story.of(plan(input)) + "\nand in the end\n" + Story.of(last));
    }

    @Property(tries = 300)
    void inTheEndEverythingIsWhereThePlanSaidItWouldBe(@ForAll long seed) {
        SchedulingInput input = cluster(seed);
        Transition transition = plan(input);
        if (!transition.blocked().isEmpty()) {
            return;
        }
        Plan after = new Scheduler().plan(Carried.out(input, transition));
        for (Transition.Placed placed : transition.placements()) {
            if (placed.node().isPresent() && placed.role() != Role.STOPPED) {
                List<NodeName> active =
                        find(after.resources(), placed.instance()).active();
                assertEquals(List.of(placed.node().get()), active, () -> placed + Story.of(transition));
            }
        }
    }

    private static ResourceOutlook find(List<ResourceOutlook> among, InstanceId id) {
        for (ResourceOutlook resource : among) {
            if (resource.id().equals(id)) {
                return resource;
            }
            for (ResourceOutlook child : resource.children()) {
                if (child.id().equals(id)) {
                    return child;
                }
            }
        }
        throw new AssertionError("no " + id);
    }
}
