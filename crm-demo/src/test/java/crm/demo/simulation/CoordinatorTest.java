package crm.demo.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Reply;
import crm.control.Request;
import crm.journal.Incident;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stories of a table of three, told to the real coordinators over a simulated world. */
class CoordinatorTest {

    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final InstanceId IP = Tables.IP;
    private static final InstanceId SITE = Tables.SITE;

    private final SimulatedCluster cluster = new SimulatedCluster(Tables.web(PI1, PI2, PI3), PI1, PI2, PI3);

    @Test
    void startsAGroupOnOneNodeAndComesToRest() {
        assertEquals(1, cluster.activeOn(IP).size(), cluster::transcript);
        assertEquals(cluster.activeOn(IP), cluster.activeOn(SITE), cluster::transcript);
        assertTrue(cluster.agreed(PI1).plan().isEmpty(), cluster::transcript);
    }

    @Test
    void recoversFromAPulledCableOnceTheSwitchSaysThatNoPowerFlows() {
        NodeName active = active();

        cluster.pull(active);
        cluster.run(Duration.ofMillis(600));

        assertMovedFrom(active);
        assertEquals(1, endedIncidents().size(), cluster::transcript);
    }

    @Test
    void tellsPeopleWhyServicesGoWhereTheyGoAndNothingOfTheHousekeeping() {
        cluster.pull(active());
        cluster.run(Duration.ofMillis(600));

        List<String> told = endedIncidents().getFirst().lines().stream()
                .map(Incident.Line::text)
                .toList();

        assertTrue(
                told.stream().anyMatch(line -> line.contains("site must be on the same node as ip")), told::toString);
        assertTrue(told.stream().noneMatch(line -> line.contains("is checked every")), told::toString);
        assertTrue(told.stream().noneMatch(line -> line.contains("others wait until")), told::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 15, 20, 25, 30, 40, 50, 60, 80})
    void doesNotWaitForWhatADeadNodeWasOrdered(int millis) {
        NodeName active = active();
        NodeName target = active.equals(PI3) ? PI2 : PI3;
        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(target)));
        cluster.run(Duration.ofMillis(millis));

        cluster.pull(active);
        cluster.run(Duration.ofSeconds(1));

        assertMovedFrom(active);
    }

    @Test
    void fencesANodeThatPanicsBeforeStartingItsServicesElsewhere() {
        NodeName active = active();

        cluster.panic(active);
        cluster.run(Duration.ofSeconds(2));

        assertMovedFrom(active);
        assertTrue(cluster.transcript().contains("power off " + active), cluster::transcript);
    }

    @Test
    void startsNothingElsewhereWhileTheSwitchDoesNotAnswer() {
        NodeName active = active();
        cluster.switchAnswers(false);

        cluster.panic(active);
        cluster.run(Duration.ofSeconds(30));
        assertEquals(List.of(), cluster.activeOn(SITE), cluster::transcript);

        cluster.switchAnswers(true);
        cluster.run(Duration.ofSeconds(30));
        assertMovedFrom(active);
    }

    @Test
    void aNodeThatIsCutOffStopsItsServicesOrIsDeadBeforeTheOthersStartThem() {
        NodeName active = active();
        cluster.hasPoeTable(false);

        cluster.cut(active);
        cluster.run(Duration.ofSeconds(5));

        assertMovedFrom(active);
    }

    @Test
    void aNodeThatIsToBeFencedAndCannotBeStopsItsServicesOnceItIsCutOff() {
        NodeName active = active();
        cluster.switchAnswers(false);
        cluster.ask(new Request.Fence(active));
        cluster.run(Duration.ofSeconds(2));

        cluster.cut(active);
        cluster.run(Duration.ofSeconds(10));

        assertEquals(List.of(), cluster.activeOn(SITE), cluster::transcript);
    }

    @Test
    void restartsACrashedServiceWhereItIs() {
        NodeName active = active();

        cluster.crash(SITE);
        cluster.run(Duration.ofSeconds(1));

        assertEquals(List.of(active), cluster.activeOn(SITE), cluster::transcript);
    }

    @Test
    void aFencedNodeComesBackAndNothingMoves() {
        NodeName active = active();
        cluster.panic(active);
        cluster.run(Duration.ofSeconds(2));
        NodeName now = active();

        cluster.run(Duration.ofSeconds(30));

        assertEquals(List.of(now), cluster.activeOn(SITE), cluster::transcript);
        assertTrue(cluster.agreed(now).cluster().node(active).orElseThrow().controllerUp(), cluster::transcript);
    }

    @Test
    void everythingComesUpByItselfAfterAPowerCutOfTheWholeTable() {
        cluster.allPowerOff();
        cluster.run(Duration.ofSeconds(10));
        assertEquals(List.of(), cluster.activeOn(SITE));

        cluster.allPowerOn();
        cluster.run(Duration.ofSeconds(60));

        assertEquals(1, cluster.activeOn(SITE).size(), cluster::transcript);
        assertEquals(
                Tables.web(PI1, PI2, PI3).resources(),
                cluster.agreed(PI1).configuration().resources());
    }

    @Test
    void movesAGroupAndForgetsTheMove() {
        NodeName active = active();
        NodeName target = active.equals(PI3) ? PI2 : PI3;

        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(target)));
        cluster.run(Duration.ofSeconds(5));

        assertEquals(List.of(target), cluster.activeOn(SITE), cluster::transcript);
        assertEquals(List.of(), cluster.agreed(PI1).moves(), cluster::transcript);
        assertTrue(cluster.replies().getLast() instanceof Reply.Done, cluster::transcript);
    }

    @Test
    void undoesAMoveThatFailsAndSaysWhy() {
        NodeName active = active();
        NodeName target = active.equals(PI3) ? PI2 : PI3;
        cluster.failStarts(target, SITE);

        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(target)));
        cluster.run(Duration.ofSeconds(10));

        assertEquals(1, cluster.activeOn(SITE).size(), cluster::transcript);
        assertEquals(List.of(), cluster.agreed(PI1).moves(), cluster::transcript);
        assertTrue(cluster.replies().getLast() instanceof Reply.Failed, cluster::transcript);
    }

    @Test
    void emptiesANodeThatIsPutInStandby() {
        NodeName active = active();

        cluster.ask(new Request.SetStandby(active, true));
        cluster.run(Duration.ofSeconds(5));

        assertMovedFrom(active);
    }

    @Test
    void whoeverWaitsForALeaderThatDiesIsToldAtOnce() {
        NodeName leader = cluster.leader();
        NodeName asked = leader.equals(PI1) ? PI2 : PI1;

        cluster.panic(leader);
        cluster.askOn(asked, new Request.EndQuarantine(PI1));
        cluster.run(Duration.ofSeconds(3));

        var last = cluster.replies().getLast();
        assertTrue(last instanceof Reply.Failed failed && failed.kind() == Reply.Kind.TIMED_OUT, cluster::transcript);
    }

    @Test
    void tellsWhoeverWaitsForAMoveEachStepAndThenTheEnd() {
        NodeName from = active();
        NodeName to = from.equals(PI3) ? PI2 : PI3;
        int before = cluster.replies().size();

        cluster.ask(new Request.Move(new ResourceId("web"), Optional.of(to)));
        cluster.run(Duration.ofSeconds(5));

        List<Reply> told = cluster.replies().subList(before, cluster.replies().size());
        assertEquals(
                List.of(
                        "moving web to " + to,
                        "stopping site on " + from,
                        "stopping ip on " + from,
                        "starting ip on " + to,
                        "starting site on " + to),
                told.stream()
                        .filter(Reply.Progress.class::isInstance)
                        .map(reply -> ((Reply.Progress) reply).sentence())
                        .toList(),
                cluster::transcript);
        assertTrue(told.getLast() instanceof Reply.Done, cluster::transcript);
    }

    @Test
    void tellsWhoeverFencesANodeWhatIsHappeningAndWhatHasBecomeOfTheServices() {
        NodeName victim = active();

        cluster.ask(new Request.Fence(victim));
        cluster.run(Duration.ofSeconds(10));

        List<String> told = cluster.replies().stream()
                .filter(Reply.Progress.class::isInstance)
                .map(reply -> ((Reply.Progress) reply).sentence())
                .toList();
        assertTrue(told.stream().anyMatch(t -> t.startsWith("switching " + victim + " off")), told::toString);
        assertTrue(told.stream().anyMatch(t -> t.startsWith(victim + " is off: ")), told::toString);
        assertTrue(cluster.replies().getLast() instanceof Reply.Done, cluster::transcript);
    }

    @Test
    void whoeverStopsANodeIsToldThatItHasLeft() {
        cluster.ask(new Request.Leave(PI1));
        cluster.run(Duration.ofSeconds(10));

        assertTrue(cluster.replies().getLast() instanceof Reply.Done, cluster::transcript);
        assertTrue(!cluster.alive(PI1), cluster::transcript);
        assertEquals(1, cluster.activeOn(SITE).size(), cluster::transcript);
    }

    @Test
    void aNodeWithoutQuorumCanBeStoppedAllTheSame() {
        cluster.pull(PI2);
        cluster.pull(PI3);
        cluster.run(Duration.ofSeconds(10));

        cluster.ask(new Request.Leave(PI1));
        cluster.run(Duration.ofSeconds(10));

        assertTrue(cluster.replies().getLast() instanceof Reply.Done, cluster::transcript);
        assertTrue(!cluster.alive(PI1), cluster::transcript);
    }

    private NodeName active() {
        assertEquals(1, cluster.activeOn(SITE).size(), cluster::transcript);
        return cluster.activeOn(SITE).getFirst();
    }

    private void assertMovedFrom(NodeName before) {
        assertEquals(1, cluster.activeOn(SITE).size(), cluster::transcript);
        assertEquals(cluster.activeOn(IP), cluster.activeOn(SITE), cluster::transcript);
        assertTrue(!cluster.activeOn(SITE).contains(before), cluster::transcript);
    }

    private List<Incident> endedIncidents() {
        return cluster.agreed(cluster.leader()).incidents().stream()
                .filter(incident -> incident.ended().isPresent())
                .toList();
    }
}
