package crm.formats.simulate;

import static crm.formats.simulate.SmallCluster.cloned;
import static crm.formats.simulate.SmallCluster.dummy;
import static crm.formats.simulate.SmallCluster.group;
import static crm.formats.simulate.SmallCluster.meta;
import static crm.formats.simulate.SmallCluster.stateful;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order instances of clones have their turn, and what is known of each. */
class InstancesTest {

    @Test
    void anInstanceLeftAloneThatWasFoundUnpromotedStaysSoAndOneOnlyStartedHasItsScore() throws IOException {
        String found = abandoned().ran("n1", "db", "monitor", 10_000, 0, 0).scores();
        assertTrue(found.contains("db:0 promotion score on n1: -INFINITY"), found);
        String started = abandoned().ran("n1", "db", "start").scores();
        assertTrue(started.contains("db:0 promotion score on n1: 10"), started);
    }

    private static SmallCluster abandoned() {
        return SmallCluster.of("n1")
                .resource(cloned("all", meta("all", "promotable=true", "is-managed=false"), stateful("db")))
                .attribute("n1", "master-db", "10");
    }

    @Test
    void instancesHaveTheirTurnAsPlacedUnlessThatTheyAreLookedForSortsThemByNumber() throws IOException {
        assertEquals(List.of("web:0", "web:1"), starting(preferringTheSecond()));
        SmallCluster nobodyLooks = preferringTheSecond().option("enable-startup-probes", "false");
        assertEquals(List.of("web:1", "web:0"), starting(nobodyLooks));
    }

    @Test
    void orderedInstancesAreSpokenOfByNumberWhetherOrNotTheyAreLookedFor() throws IOException {
        SmallCluster ordered = preferringTheSecond("ordered=true").option("enable-startup-probes", "false");
        assertEquals(List.of("web:0", "web:1"), starting(ordered));
    }

    /** The instance with the higher number is promoted, so it comes first in the order of promotion. */
    private static SmallCluster preferringTheSecond(String... more) {
        var settings = new java.util.ArrayList<>(List.of("promotable=true"));
        settings.addAll(List.of(more));
        return SmallCluster.of("n1", "n2")
                .resource(cloned("all", meta("all", settings.toArray(String[]::new)), stateful("web")))
                .attribute("n2", "master-web", "10")
                .ran("n1", "web", "monitor", 10_000, 8, 8)
                .ran("n2", "web", "start");
    }

    private static List<String> starting(SmallCluster cluster) throws IOException {
        return cluster.changes().stream()
                .map(line -> line.replaceFirst("^ \\* \\S+ (\\S+) .*", "$1"))
                .toList();
    }

    @Test
    void aClonePartlyActiveIsNotKeptFromStartingByANodeThatIsStillJoining() throws IOException {
        List<String> changes = SmallCluster.of("n1", "n2", "n3")
                .resource(cloned("all", group("g", dummy("web"), dummy("db"))))
                .ran("n2", "web", "start")
                .joining("n3")
                .changes();
        assertTrue(changes.stream().anyMatch(line -> line.contains("Start db:0 ( n2 )")), changes.toString());
        assertFalse(changes.stream().anyMatch(line -> line.contains("Stop")), changes.toString());
    }

    @Test
    void aStopOnSeveralNodesOfWhichOneIsJoiningIsToldAsTheOneThatCanBeDone() throws IOException {
        List<String> changes = SmallCluster.of("n1", "n2")
                .option("stonith-enabled", "true")
                .resource("<primitive id=\"fence\" class=\"stonith\" type=\"fence_xvm\"/>")
                .resource(dummy("web"))
                .ran("n1", "web", "monitor", 0, 1, 7)
                .ran("n2", "web", "start")
                .joining("n2")
                .changes();
        assertTrue(changes.contains(" * Stop web ( n1 )"), changes.toString());
    }

    @Test
    void anInstanceWithoutACompanionStopsBecauseTheCompanionStartsElsewhere() throws IOException {
        List<String> changes = SmallCluster.of("n1", "n2")
                .resource(cloned("base", meta("base", "clone-max=1"), dummy("disk")))
                .resource(cloned("all", meta("all", "interleave=true"), dummy("web")))
                .constraint("<rsc_location id=\"l\" rsc=\"base\" node=\"n2\" score=\"10\"/>")
                .constraint("<rsc_order id=\"o\" first=\"base\" then=\"all\"/>")
                .ran("n1", "web", "start")
                .changes();
        assertTrue(changes.contains(" * Stop web:0 ( n1 ) due to required disk:0 start"), changes.toString());
    }

    @Test
    void aCloneOfWhichNothingIsActiveStartsNowhereWhileItCannotBeLookedForSomewhere() throws IOException {
        List<String> changes = SmallCluster.of("n1", "n2")
                .resource(cloned("all", dummy("web")))
                .option("stonith-enabled", "true")
                .resource("<primitive id=\"fence\" class=\"stonith\" type=\"fence_xvm\"/>")
                .joining("n2")
                .changes();
        assertTrue(changes.contains(" * Start web:0 ( n1 ) blocked"), changes.toString());
    }

    @Test
    void aMemberOrderedAfterItsOwnGroupWaitsForTheGroupsBeginning() throws IOException {
        String outcome = SmallCluster.of("n1")
                .resource(group("g", dummy("web")))
                .constraint("<rsc_order id=\"o\" first=\"g\" then=\"web\"/>")
                .outcome();
        assertTrue(outcome.contains("web (ocf:pacemaker:Dummy): Started n1"), outcome);
    }

    @Test
    void theMonitorsOfAnInstanceThatIsTooManyEndBesideThoseOfTheOthers() throws IOException {
        String summary = SmallCluster.of("a", "b", "c")
                .option("stonith-enabled", "true")
                .resource(cloned("all", meta("all", "clone-max=2"), dummy("one")))
                .attribute("b", "maintenance", "true")
                .ran("a", "one", "monitor", 10_000, 7, 0)
                .ran("b", "one", "monitor", 10_000, 0, 0)
                .ran("c", "one", "monitor", 10_000, 0, 0)
                .decided()
                .summary();
        assertTrue(summary.contains("one             cancel=10000 on a"), summary);
        assertTrue(summary.contains("one             cancel=10000 on b"), summary);
    }

    @Test
    void whereNothingMayBeDoneForWantOfAWayToFenceNoChangeOfRoleIsAnnounced() throws IOException {
        List<String> changes = SmallCluster.of("a", "b")
                .option("stonith-enabled", "true")
                .resource(cloned("all", meta("all", "promotable=true"), stateful("one")))
                .ran("a", "one", "promote", 0, 1, 0)
                .ran("b", "one", "monitor", 10_000, 8, 8)
                .changes();
        assertEquals(List.of(), changes);
    }

    @Test
    void aLostTicketFencesTheNodesOfInstancesBeyondTheirNumberToo() throws IOException {
        List<String> changes = SmallCluster.of("a", "b", "c")
                .option("stonith-enabled", "true")
                .resource("<primitive id=\"Fencing\" class=\"stonith\" type=\"fence_xvm\"/>")
                .resource(cloned("all", meta("all", "clone-max=1"), dummy("one")))
                .constraint("<rsc_ticket id=\"lost\" rsc=\"all\" ticket=\"T\" loss-policy=\"fence\"/>")
                .ran("a", "one", "start")
                .ran("b", "one", "start")
                .changes();
        assertTrue(changes.contains(" * Fence (reboot) a 'deadman ticket was lost'"), changes::toString);
        assertTrue(changes.contains(" * Fence (reboot) b 'deadman ticket was lost'"), changes::toString);
    }

    @Test
    void ofInstancesThatCannotStayTheOneWhoseNodeIsNotAboutToGoHasItsTurnFirst() throws IOException {
        List<String> changes = SmallCluster.of("a", "b", "c")
                .resource(cloned("all", meta("all", "globally-unique=true", "clone-max=2"), dummy("one")))
                .attribute("b", "shutdown", "1700000000")
                .attribute("c", "standby", "true")
                .ran("b", "one:0", "start")
                .ran("c", "one:1", "start")
                .changes();
        assertTrue(changes.contains(" * Move one:1 ( c -> a )"), changes::toString);
    }
}
