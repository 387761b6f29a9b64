package crm.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import crm.configuration.Configuration;
import crm.journal.Entry.AttributeChanged;
import crm.journal.Entry.ConfigurationChanged;
import crm.journal.Entry.HistoryCleared;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLeft;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.OperationEnded;
import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Settings;
import crm.state.Attributes;
import crm.state.ExecutionStatus;
import crm.state.Incarnation;
import crm.state.OperationRecord;
import crm.state.OperationRecord.Digests;
import crm.state.PowerProof;
import crm.state.ResourceHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What ran on a node that leaves in good order waits for it, where the configuration says so. */
class LeaversLocksTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant WISH = Instant.parse("2026-01-01T11:59:58Z");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final Incarnation LIFE = new Incarnation("life-1");
    private static final Incarnation NEXT_LIFE = new Incarnation("life-2");
    private static final ResourceId WEB = new ResourceId("web");
    private static final AgentId AGENT = AgentId.parse("ocf:heartbeat:nginx").orElseThrow();

    private final AgreedState running = running("true", primitive());
    private final AgreedState gone = after(running, wish(), ended("stop", 2, 0), new NodeLeft(NOW, PI2, LIFE));

    @Test
    void whatRanOnANodeThatLeavesIsLockedToItFromItsWishOnAndNothingElseIsRemembered() {
        assertEquals(Optional.of(WISH), lock(gone));
        assertEquals(List.of(), history(gone).getFirst().operations());
    }

    @Test
    void theNodeIsLookedAtOnceItIsBackAndTheLockEndsWhenTheResourceIsActiveThere() {
        AgreedState back = after(gone, new NodeJoined(NOW, PI2, NEXT_LIFE, false));
        assertEquals(Optional.of(WISH), lock(back));

        AgreedState looked = after(back, endedIn(NEXT_LIFE, "monitor", 1, 7));
        assertEquals(Optional.of(WISH), lock(looked));

        AgreedState started = after(looked, endedIn(NEXT_LIFE, "start", 2, 0));
        assertEquals(1, history(started).getFirst().operations().size());
        assertEquals(Optional.empty(), lock(started));
    }

    @Test
    void whatIsFoundActiveIsNotLocked() {
        AgreedState back = after(gone, new NodeJoined(NOW, PI2, NEXT_LIFE, false));

        assertEquals(Optional.empty(), lock(after(back, endedIn(NEXT_LIFE, "monitor", 1, 0))));
    }

    @Test
    void withoutTheOptionNothingIsKept() {
        AgreedState left =
                after(running("false", primitive()), wish(), ended("stop", 2, 0), new NodeLeft(NOW, PI2, LIFE));

        assertEquals(List.of(), history(left));
    }

    @Test
    void whatStopsForAnotherReasonIsNotLocked() {
        assertEquals(Optional.empty(), lock(after(running, ended("stop", 2, 0))));
    }

    @Test
    void whatCouldNotBeStoppedIsNotLocked() {
        assertEquals(Optional.empty(), lock(after(running, wish(), ended("stop", 2, 1))));
    }

    @Test
    void aNodeThatIsLostOnItsWayOutHasNothingKeptForItOnceItIsOff() {
        AgreedState off = after(
                running,
                wish(),
                ended("stop", 2, 0),
                new NodeLost(NOW, PI2, LIFE, NOW, FirstSign.SILENCE, "silence"),
                fenced());

        assertEquals(List.of(), history(off));
    }

    @Test
    void thatTheMachineIsSwitchedOffAfterItsShutdownChangesNothing() {
        assertEquals(Optional.of(WISH), lock(after(gone, fenced())));
    }

    @Test
    void whoeverCleansUpEndsTheLock() {
        AgreedState cleared = after(gone, new HistoryCleared(NOW, Optional.of(WEB), Optional.of(PI2), "root"));

        assertEquals(List.of(), history(cleared));
    }

    @Test
    void instancesOfAClonedResourceAreNotLockedForTheyAreAllAlike() {
        var clone = new Resource.Clone(new ResourceId("webs"), primitive(), Settings.NONE, Settings.NONE);

        AgreedState stopped = after(running("true", clone), wish(), ended("stop", 2, 0));

        assertEquals(Optional.empty(), lock(stopped));
    }

    private static AgreedState running(String locks, Resource resource) {
        var configuration = new Configuration(
                Settings.of("options", Map.of("shutdown-lock", locks)),
                List.of(),
                List.of(resource),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Settings.NONE,
                Settings.NONE);
        return after(
                AgreedState.EMPTY,
                new ConfigurationChanged(NOW, configuration, "root", "locks"),
                new NodeJoined(NOW, PI2, LIFE, false),
                ended("start", 1, 0));
    }

    private static Resource.Primitive primitive() {
        return new Resource.Primitive(
                WEB, AGENT, Settings.NONE, Settings.NONE, Settings.NONE, List.of(), Optional.empty());
    }

    private static Entry wish() {
        return new AttributeChanged(NOW, PI2, Attributes.SHUTDOWN, Optional.of(Long.toString(WISH.getEpochSecond())));
    }

    private static Entry fenced() {
        return new NodeFenced(
                NOW, PI2, LIFE, new PowerProof(PI2, "switch", new PowerProof.PortOff("ether2", 2), NOW, Duration.ZERO));
    }

    private static Entry ended(String task, int call, int exit) {
        return endedIn(LIFE, task, call, exit);
    }

    private static Entry endedIn(Incarnation life, String task, int call, int exit) {
        return new OperationEnded(NOW, life, operation(task, call, exit));
    }

    private static AgreedState after(AgreedState state, Entry... entries) {
        AgreedState result = state;
        for (Entry entry : entries) {
            result = result.after(result.index() + 1, List.of(entry));
        }
        return result;
    }

    private static List<ResourceHistory> history(AgreedState state) {
        return state.cluster().node(PI2).orElseThrow().history();
    }

    private static Optional<Instant> lock(AgreedState state) {
        return history(state).getFirst().lockedSince();
    }

    private static OperationRecord operation(String task, int call, int exit) {
        return new OperationRecord(
                InstanceId.of(WEB),
                AGENT,
                PI2,
                task,
                Duration.ZERO,
                call,
                ExecutionStatus.DONE,
                exit,
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
