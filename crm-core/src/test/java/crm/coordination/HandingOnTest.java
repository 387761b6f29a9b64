package crm.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.Coordinator.Audience;
import crm.journal.AgreedState;
import crm.journal.Entry.NodeFenced;
import crm.model.NodeName;
import crm.policy.Scheduler;
import crm.port.Message.Answered;
import crm.port.Message.Forward;
import crm.state.Incarnation;
import crm.state.PowerProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a change that is asked for on a node that does not lead. */
class HandingOnTest {
    private static final NodeName PI1 = new NodeName("pi1");
    private static final NodeName PI2 = new NodeName("pi2");
    private static final NodeName PI3 = new NodeName("pi3");
    private static final List<NodeName> ALL = List.of(PI1, PI2, PI3);
    private static final Now START = new Now(Instant.parse("2026-01-01T00:00:00Z"), new Moment(0));
    private static final Caller ROOT = new Caller("root", true);
    private static final Request.Change CHANGE = new Request.EndQuarantine(PI3);

    private final Coordinator coordinator = new Coordinator(new Scheduler(), Tuning.standard(), Audience.SCREEN);
    private Now now = START;
    private CoordinatorState state = Coordinator.start(
            new Self(PI1, new Incarnation("a-life"), false, false, "table", "1", START.moment()),
            ALL,
            List.of(),
            START.moment());
    private List<Command> commands = List.of();

    @Test
    void itWaitsUntilALeaderIsElected() {
        startWithoutLeader();

        tell(new Event.RequestArrived("r", ROOT, CHANGE));
        assertEquals(List.of(), answers());

        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        assertEquals(List.of(new Command.Send(PI2, new Forward("r", ROOT, CHANGE))), forwards());
    }

    @Test
    void nobodyWaitsForEverForALeader() {
        startWithoutLeader();
        tell(new Event.RequestArrived("r", ROOT, CHANGE));

        later(Duration.ofSeconds(6));
        tell(new Event.TimePassed());

        assertTrue(failed(Kind.NO_LEADER), commands::toString);
    }

    @Test
    void aDaemonThatHasJustBegunLooksForTheOthersFirst() {
        tell(new Event.StateRestored(AgreedState.EMPTY));
        tell(new Event.MembershipChanged(List.of(PI1)));
        tell(new Event.RequestArrived("r", ROOT, CHANGE));
        assertEquals(List.of(), answers());

        tell(new Event.MembershipChanged(ALL));
        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        assertEquals(List.of(new Command.Send(PI2, new Forward("r", ROOT, CHANGE))), forwards());
    }

    @Test
    void aLeaderIsSentNothingBeforeItIsHeardOf() {
        tell(new Event.StateRestored(AgreedState.EMPTY));
        tell(new Event.MembershipChanged(List.of(PI1)));
        tell(new Event.RequestArrived("r", ROOT, CHANGE));

        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        assertEquals(List.of(), forwards());

        tell(new Event.MembershipChanged(ALL));
        assertEquals(List.of(new Command.Send(PI2, new Forward("r", ROOT, CHANGE))), forwards());
    }

    @Test
    void aDaemonThatFindsNobodySaysSo() {
        tell(new Event.StateRestored(AgreedState.EMPTY));
        tell(new Event.MembershipChanged(List.of(PI1)));
        tell(new Event.RequestArrived("r", ROOT, CHANGE));

        later(Duration.ofSeconds(6));
        tell(new Event.TimePassed());

        assertTrue(failed(Kind.NO_QUORUM), commands::toString);
    }

    @Test
    void whoeverHasLostTheMajoritySaysSoAtOnce() {
        handedToPi2();

        tell(new Event.MembershipChanged(List.of(PI1)));
        tell(new Event.RequestArrived("s", ROOT, CHANGE));

        assertTrue(failed(Kind.NO_QUORUM), commands::toString);
    }

    @Test
    void itIsNotDoneTwiceWhenTheLeaderThatHadItIsLost() {
        handedToPi2();

        tell(new Event.LeadershipChanged(3, Optional.of(PI3)));

        assertTrue(failed(Kind.TIMED_OUT), commands::toString);
        assertEquals(List.of(), forwards());
    }

    /** A leader that is fenced cannot say so itself. */
    @Test
    void whoeverFencesTheLeaderHearsFromTheJournalThatItIsOff() {
        startWithoutLeader();
        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        tell(new Event.RequestArrived("r", ROOT, new Request.Fence(PI2)));
        tell(new Event.LeadershipChanged(3, Optional.of(PI3)));
        tell(new Event.MembershipChanged(List.of(PI1, PI3)));
        assertEquals(List.of(), answers());

        var proof =
                new PowerProof(PI2, "switch", new PowerProof.PortOff("ether2", 2), now.date(), Duration.ofMillis(20));
        tell(new Event.EntriesCommitted(1, 2, List.of(new NodeFenced(now.date(), PI2, Incarnation.UNKNOWN, proof))));

        assertTrue(((Command.Answer) answers().getFirst()).reply() instanceof Reply.Done, commands::toString);
    }

    @Test
    void nobodyWaitsForEverForALeaderToBeOff() {
        startWithoutLeader();
        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        tell(new Event.RequestArrived("r", ROOT, new Request.Fence(PI2)));
        tell(new Event.MembershipChanged(List.of(PI1, PI3)));

        later(Duration.ofSeconds(61));
        tell(new Event.TimePassed());

        assertTrue(failed(Kind.TIMED_OUT), commands::toString);
    }

    @Test
    void itGoesToTheNextLeaderIfTheFirstHasNotTakenIt() {
        handedToPi2();

        tell(new Event.MessageArrived(PI2, new Answered("r", HandingOn.notLeading(PI2))));
        assertEquals(List.of(), answers());

        tell(new Event.LeadershipChanged(3, Optional.of(PI3)));
        assertEquals(List.of(new Command.Send(PI3, new Forward("r", ROOT, CHANGE))), forwards());
    }

    @Test
    void whoeverAskedHearsHowItEnded() {
        handedToPi2();

        tell(new Event.MessageArrived(PI2, new Answered("r", Reply.Done.of("done"))));

        assertEquals(List.of(new Command.Answer("r", Reply.Done.of("done"))), answers());
        tell(new Event.LeadershipChanged(3, Optional.of(PI3)));
        assertEquals(List.of(), answers());
    }

    @Test
    void aNodeThatDoesNotLeadSaysSo() {
        startWithoutLeader();

        tell(new Event.MessageArrived(PI3, new Forward("r", ROOT, CHANGE)));

        assertEquals(List.of(new Command.Send(PI3, new Answered("r", HandingOn.notLeading(PI1)))), forwards());
    }

    private void later(Duration duration) {
        now = new Now(now.date().plus(duration), now.moment().plus(duration));
    }

    private void startWithoutLeader() {
        tell(new Event.StateRestored(AgreedState.EMPTY));
        tell(new Event.MembershipChanged(ALL));
    }

    private void handedToPi2() {
        startWithoutLeader();
        tell(new Event.LeadershipChanged(2, Optional.of(PI2)));
        tell(new Event.RequestArrived("r", ROOT, CHANGE));
        assertEquals(List.of(new Command.Send(PI2, new Forward("r", ROOT, CHANGE))), forwards());
    }

    private void tell(Event event) {
        Decision decision = coordinator.on(state, event, now);
        state = decision.next();
        commands = decision.commands();
    }

    private List<Command> answers() {
        return commands.stream().filter(Command.Answer.class::isInstance).toList();
    }

    private boolean failed(Kind kind) {
        return answers().size() == 1
                && ((Command.Answer) answers().getFirst()).reply() instanceof Failed failed
                && failed.kind() == kind;
    }

    private List<Command> forwards() {
        return commands.stream()
                .filter(command -> command instanceof Command.Send send
                        && (send.message() instanceof Forward || send.message() instanceof Answered))
                .toList();
    }
}
