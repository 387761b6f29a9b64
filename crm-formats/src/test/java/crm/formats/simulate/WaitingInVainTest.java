package crm.formats.simulate;

import static crm.formats.simulate.SmallCluster.cloned;
import static crm.formats.simulate.SmallCluster.dummy;
import static crm.formats.simulate.SmallCluster.group;
import static crm.formats.simulate.SmallCluster.meta;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.transition.Action;
import crm.transition.ObstacleReason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of actions that wait for what is never done. */
class WaitingInVainTest {

    @Test
    void aGroupIsNeverDoneStartingWhileAFailedMemberIsInMaintenance() throws IOException {
        Simulation simulation = SmallCluster.of("a")
                .resource(group("both", dummy("one"), dummy("two", meta("two", "maintenance=true"))))
                .ran("a", "one", "start")
                .ran("a", "two", "monitor", 10_000, 1, 0)
                .decided();
        assertTrue(simulation.summary().contains("Pseudo action:   both_start_0"), simulation::summary);
        assertFalse(simulation.summary().contains("both_running_0"), simulation::summary);
        assertTrue(
                simulation.plan().transition().steps().stream()
                        .noneMatch(step -> step.action() instanceof Action.Milestone point
                                && point.toString().contains("both_running_0")),
                "our own transition waits for ever");
    }

    @Test
    void ourOwnTransitionDoesNothingThatWaitsForItselfAndSaysSo() throws IOException {
        Simulation simulation = SmallCluster.of("a")
                .resource(dummy("one") + dummy("two") + dummy("three"))
                .constraint("<rsc_order id=\"there\" first=\"one\" then=\"two\"/>")
                .constraint("<rsc_order id=\"back\" first=\"two\" then=\"one\"/>")
                .decided();
        assertFalse(simulation.summary().contains("one             start"), simulation::summary);
        assertTrue(simulation.summary().contains("three           start"), simulation::summary);
        var transition = simulation.plan().transition();
        assertTrue(
                transition.blocked().stream()
                        .anyMatch(blocked -> blocked.why() instanceof ObstacleReason.WaitsForItself),
                transition.blocked()::toString);
        assertTrue(
                transition.steps().stream()
                        .noneMatch(step -> step.action().toString().contains("one_start")
                                || step.action().toString().contains("two_start")),
                transition.steps()::toString);
    }

    @Test
    void aMemberOrderedAfterItsOwnGroupWaitsOnlyUntilTheGroupBegins() throws IOException {
        String summary = SmallCluster.of("a")
                .resource(group("both", dummy("one"), dummy("two")))
                .constraint("<rsc_order id=\"own\" first=\"both\" then=\"two\"/>")
                .decided()
                .summary();
        assertTrue(summary.contains("two             start on a"), summary);
        assertTrue(summary.contains("both_running_0"), summary);
    }

    @Test
    void aNodeThatCannotBeAskedYetKeepsInstancesFromStartingAndStopsNone() throws IOException {
        String summary = SmallCluster.of("a", "b", "c")
                .option("stonith-enabled", "true")
                .resource("<primitive id=\"Fencing\" class=\"stonith\" type=\"fence_xvm\"/>")
                .resource(cloned("all", meta("all", "globally-unique=true"), group("each", dummy("one"))))
                .ran("a", "one:0", "start")
                .joining("c")
                .decided()
                .summary();
        assertFalse(summary.contains("Stop "), summary);
        assertTrue(summary.matches("(?s).*Start +one:\\d .*unrunnable one:\\d monitor \\(blocked\\).*"), summary);
    }

    @Test
    void ofAGroupThatWaitsForAStopNobodyMayDoTheMembersStopAllTheSame() throws IOException {
        String summary = SmallCluster.of("a")
                .option("no-quorum-policy", "ignore")
                .resource(group("both", meta("both", "target-role=Stopped"), dummy("one")) + dummy("after"))
                .constraint("<rsc_order id=\"order\" first=\"both\" then=\"after\"/>")
                .ran("a", "one", "start")
                .ran("a", "after", "stop", 0, 1, 0)
                .decided()
                .summary();
        assertTrue(summary.contains("after\t(ocf:pacemaker:Dummy):\t FAILED a (blocked)"), summary);
        assertTrue(summary.contains("one             stop on a"), summary);
    }

    @Test
    void whatMustNotStartAtOnceWithWhatIsNeverStartedAgainWaitsInVain() throws IOException {
        String summary = SmallCluster.of("a")
                .resource(group("both", dummy("one"), dummy("two")))
                .constraint(
                        "<rsc_order id=\"own\" first=\"two\" then=\"both\" kind=\"Serialize\" symmetrical=\"true\"/>")
                .ran("a", "two", "monitor", 0, 6, 7)
                .decided()
                .summary();
        assertTrue(summary.contains("two             stop on a"), summary);
        assertFalse(summary.contains("both_start_0"), summary);
        assertFalse(summary.contains("one             start on a"), summary);
    }

    @Test
    void noRoomIsMadeByAStopThatCannotBeOrdered() throws IOException {
        String summary = SmallCluster.of("a")
                .option("stonith-enabled", "true")
                .option("placement-strategy", "balanced")
                .resource("<primitive id=\"Fencing\" class=\"stonith\" type=\"fence_xvm\"/>")
                .resource(dummy(
                        "one", "<utilization id=\"needs\"><nvpair id=\"cpu\" name=\"cpu\" value=\"1\"/></utilization>"))
                .joining("a")
                .ran("a", "one", "start")
                .decided()
                .summary();
        assertTrue(summary.contains("(blocked)"), summary);
        assertFalse(summary.contains("load_stopped_a"), summary);
    }

    @Test
    void ofInstancesThatAreGroupsEachCountsThatCouldStartByItself() throws IOException {
        List<String> changes = SmallCluster.of("a")
                .resource(dummy("first", meta("first", "target-role=Stopped")))
                .resource(cloned("all", meta("all", "clone-min=1"), group("each", dummy("one"))) + dummy("after"))
                .constraint("<rsc_order id=\"o1\" first=\"first\" then=\"all\"/>")
                .constraint("<rsc_order id=\"o2\" first=\"all\" then=\"after\"/>")
                .ran("a", "after", "start")
                .changes();
        assertTrue(changes.stream().noneMatch(line -> line.contains("after")), changes::toString);
    }
}
