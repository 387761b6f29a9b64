package crm.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.journal.Entry.FencingRequested;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.OperationEnded;
import crm.journal.Entry.TransitionEnded;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.state.Attributes;
import crm.state.ExecutionStatus;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Digests;
import crm.state.PowerProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AgreedStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final Incarnation LIFE = new Incarnation("life-1");
    private static final InstanceId WEB = InstanceId.of(new ResourceId("web"));

    private final AgreedState joined = after(AgreedState.EMPTY, new NodeJoined(NOW, PI2, LIFE, false));

    @Test
    void aResultThatIsProposedTwiceCountsOnce() {
        var failure = ended(operation("monitor", 10_000, 1, 7));

        AgreedState once = after(joined, failure);
        AgreedState twice = after(once, failure);

        assertEquals(once.cluster(), twice.cluster());
        assertEquals(Optional.of("1"), node(twice).attributes().get("fail-count-web#monitor_10000"));
    }

    @Test
    void aFailedStartIsFatalOnItsNode() {
        AgreedState state = after(joined, ended(operation("start", 0, 1, 1)));

        assertEquals(Optional.of("INFINITY"), node(state).attributes().get("fail-count-web#start_0"));
    }

    @Test
    void aResultThatIsProposedAgainDoesNotUndoWhatCameAfterIt() {
        var stop = ended(operation("stop", 0, 1, 0));
        AgreedState started = after(after(joined, stop), ended(operation("start", 0, 2, 0)));

        assertEquals(started.cluster(), after(started, stop).cluster());
    }

    /** Otherwise a promoted instance would be taken for one of which nothing is known, and be promoted again for ever. */
    @Test
    void thatAnInstanceWasNotifiedSaysNothingOfWhatItIs() {
        AgreedState promoted = after(joined, ended(operation("promote", 0, 1, 0)));

        AgreedState told = after(promoted, ended(operation("notify", 0, 2, 0)));

        assertEquals(promoted.cluster(), told.cluster());
    }

    @Test
    void resultsOfAnEarlierLifeChangeNothing() {
        AgreedState reborn = after(joined, new NodeJoined(NOW, PI2, new Incarnation("life-2"), false));

        AgreedState state = after(reborn, ended(operation("start", 0, 1, 0)));

        assertEquals(reborn.cluster(), state.cluster());
    }

    @Test
    void whatALostNodeRanIsRememberedUntilItIsProvenOff() {
        AgreedState running = after(joined, ended(operation("start", 0, 1, 0)));

        AgreedState lost = after(running, new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "silence"));
        assertEquals(1, node(lost).history().size());
        assertEquals(NodeState.Join.MEMBER, node(lost).expected());

        AgreedState fenced = after(lost, new NodeFenced(NOW, PI2, LIFE, proof()));
        assertEquals(List.of(), node(fenced).history());
        assertEquals(NodeState.Join.DOWN, node(fenced).expected());
        assertTrue(node(fenced).fenced().isPresent());
    }

    /** The policy engine holds what is gone and has the wish to leave for gone in good order, and would not have it fenced. */
    @Test
    void aNodeThatIsLostOnItsWayOutHasNotLeft() {
        AgreedState leaving = after(joined, leave());
        assertTrue(node(leaving).attributes().get(Attributes.SHUTDOWN).isPresent());

        AgreedState lost = after(leaving, new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "silence"));

        assertEquals(Optional.empty(), node(lost).attributes().get(Attributes.SHUTDOWN));
    }

    @Test
    void aWishToLeaveThatComesAfterTheLossChangesNothing() {
        AgreedState lost = after(joined, new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "silence"));

        assertEquals(lost.cluster(), after(lost, leave()).cluster());
    }

    private static Entry leave() {
        return new Entry.AttributeChanged(NOW, PI2, Attributes.SHUTDOWN, Optional.of("1767225600"));
    }

    @Test
    void aProofForAnEarlierLifeDoesNotTouchTheNextOne() {
        AgreedState reborn = after(joined, new NodeJoined(NOW, PI2, new Incarnation("life-2"), false));

        AgreedState state = after(reborn, new NodeFenced(NOW, PI2, LIFE, proof()));

        assertTrue(node(state).controllerUp());
    }

    @Test
    void aNodeThatWasNeverSeenCanBeProvenOffToo() {
        NodeName stranger = new NodeName("pi9");
        var proof = new PowerProof(stranger, "switch", new PowerProof.PortOff("ether5", 5), NOW, Duration.ZERO);

        AgreedState state = after(joined, new NodeFenced(NOW, stranger, Incarnation.UNKNOWN, proof));

        assertTrue(state.cluster().node(stranger).orElseThrow().fenced().isPresent());
    }

    @Test
    void aNodeThatComesBackBeforeItsProofIsNotFencedAnyMore() {
        AgreedState lost = after(
                joined,
                new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "silence"),
                new FencingRequested(NOW, PI2, LIFE, "pi1", "it was lost"));
        assertTrue(lost.openFencing(PI2).isPresent());

        AgreedState back = after(lost, new NodeJoined(NOW, PI2, new Incarnation("life-2"), false));

        assertTrue(back.openFencing(PI2).isEmpty());
    }

    @Test
    void aStopEndsTheMonitorsAndKeepsTheFailure() {
        AgreedState failed =
                after(joined, ended(operation("start", 0, 1, 0)), ended(operation("monitor", 10_000, 2, 7)));

        AgreedState stopped = after(failed, ended(operation("stop", 0, 3, 0)));

        List<OperationRecord> operations = node(stopped).history().getFirst().operations();
        assertFalse(operations.stream().anyMatch(o -> o.isRecurring() && !o.keptAsFailure()));
        assertTrue(operations.stream().anyMatch(OperationRecord::keptAsFailure));
    }

    @Test
    void anIncidentTellsItsStoryFromTheFirstSignToTheEnd() {
        AgreedState state = after(
                joined,
                new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "pi2 is not heard of any more"),
                new FencingRequested(NOW.plusMillis(5), PI2, LIFE, "pi1", "it was lost"),
                new NodeFenced(NOW.plusMillis(20), PI2, LIFE, proof()));
        assertTrue(state.openIncident().isPresent());

        AgreedState over = after(state, new TransitionEnded(NOW.plusMillis(400), 1, 1, true, "done", List.of()));

        Incident incident = over.incidents().getLast();
        assertTrue(incident.ended().isPresent());
        assertEquals(3, incident.lines().size());
        assertEquals(Optional.of(PI2), incident.victim());
        assertEquals("pi2 fell silent; no service was away", incident.sentence());
    }

    @Test
    void anIncidentThatEndsBadlySaysSo() {
        AgreedState state = after(
                joined,
                new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.CABLE, "the switch says that the cable has no link"),
                new NodeFenced(NOW.plusMillis(20), PI2, LIFE, proof()));

        AgreedState over = after(
                state,
                new TransitionEnded(
                        NOW.plusSeconds(4), 1, 1, true, "done", List.of(InstanceId.of(new ResourceId("site")))));

        assertEquals(
                "pi2 lost its cable; site does not run, and nothing more can be done by itself",
                over.incidents().getLast().sentence());
        assertEquals(
                List.of(InstanceId.of(new ResourceId("site"))),
                over.incidents().getLast().away());
    }

    @Test
    void whoLooksAfterAFenceDeviceIsNoService() {
        NodeName lost = new NodeName("pi1");
        AgreedState over = after(
                joined,
                new NodeJoined(NOW, lost, LIFE, false),
                new NodeLost(NOW, lost, LIFE, NOW, FirstSign.CABLE, "the cable has no link"),
                ended(operation("stonith:crm:switch", "start", 0, 1, 0)),
                new TransitionEnded(NOW.plusSeconds(1), 1, 1, true, "done", List.of()));

        Incident incident = over.incidents().getLast();
        assertEquals(Optional.empty(), incident.outage());
        assertTrue(incident.sentence().endsWith("; no service was away"), incident.sentence());
        assertTrue(incident.lines().stream().anyMatch(l -> l.text().equals("web is looked after by pi2")));
    }

    private static AgreedState after(AgreedState state, Entry... entries) {
        AgreedState result = state;
        for (Entry entry : entries) {
            result = result.after(result.index() + 1, List.of(entry));
        }
        return result;
    }

    private static NodeState node(AgreedState state) {
        return state.cluster().node(PI2).orElseThrow();
    }

    private static PowerProof proof() {
        return new PowerProof(PI2, "switch", new PowerProof.PortOff("ether3", 3), NOW, Duration.ofMillis(12));
    }

    private static OperationEnded ended(OperationRecord operation) {
        return new OperationEnded(NOW, LIFE, operation);
    }

    private static OperationRecord operation(String task, long interval, int callId, int exitCode) {
        return operation("crm:web-server", task, interval, callId, exitCode);
    }

    private static OperationRecord operation(String agent, String task, long interval, int callId, int exitCode) {
        return new OperationRecord(
                WEB,
                AgentId.parse(agent).orElseThrow(),
                PI2,
                task,
                Duration.ofMillis(interval),
                callId,
                ExecutionStatus.DONE,
                exitCode,
                Optional.of(0),
                "",
                Optional.of(NOW),
                Duration.ZERO,
                Duration.ZERO,
                Digests.NONE,
                Optional.empty(),
                Optional.empty(),
                false,
                OptionalLong.empty());
    }
}
