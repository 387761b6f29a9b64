package crm.coordination;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.CoordinatorState.Executing;
import crm.coordination.CoordinatorState.Following;
import crm.coordination.CoordinatorState.Idle;
import crm.coordination.CoordinatorState.Joining;
import crm.coordination.CoordinatorState.Leaving;
import crm.coordination.CoordinatorState.WithoutQuorum;
import crm.coordination.Event.RequestArrived;
import crm.coordination.Event.ShutdownAsked;
import crm.coordination.Event.TimePassed;
import crm.journal.AgreedState;
import crm.model.NodeName;
import crm.policy.Scheduler;
import crm.port.Message.Answered;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.StartedWith;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The node's state machine. The same on every node; whoever leads the journal plans, the others perform and report.
 * Pure: the same state, event and time give the same decision.
 */
public final class Coordinator {

    private final Scheduler scheduler;
    private final Tuning tuning;
    private final Audience audience;

    public Coordinator(Scheduler scheduler, Tuning tuning, Audience audience) {
        this.scheduler = scheduler;
        this.tuning = tuning;
        this.audience = audience;
    }

    /** Who looks at this node. What nobody sees is not worth a plan four times a second. */
    public enum Audience {
        SCREEN,
        NOBODY
    }

    /**
     * Where every node starts.
     *
     * @param started what the daemon before this one has kept of what may still be active here
     */
    public static CoordinatorState start(Self self, List<NodeName> voters, List<StartedWith> started, Moment now) {
        var presence = new Presence(List.of(self.name()), new LinkedHashMap<>(), voters);
        var authority = Authority.none(now);
        return new Joining(new Facts(
                self,
                AgreedState.EMPTY,
                presence,
                authority,
                Duties.of(started),
                Suspicions.NONE,
                0,
                false,
                "",
                false,
                HandedOn.NONE));
    }

    /** What follows from an event. */
    public Decision on(CoordinatorState state, Event event, Now now) {
        var turn = new Turn(state.facts(), now);
        new Hearing(turn, tuning).hear(event);
        CoordinatorState next = switch (state) {
            case Joining _, Following _ -> enter(turn, event, Optional.empty(), Optional.empty());
            case Idle idle -> enter(turn, event, Optional.of(idle.leadership()), Optional.empty());
            case Executing executing ->
                enter(turn, event, Optional.of(executing.leadership()), Optional.of(executing.execution()));
            case WithoutQuorum without -> endure(without, turn, event);
            case Leaving _ -> new Leaving(turn.facts());
        };
        answer(turn, event);
        new HandingOn(turn, tuning).on(event);
        leave(turn, event, next);
        switch (audience) {
            case SCREEN -> {
                show(turn, event, next);
                takeLeave(turn);
            }
            case NOBODY -> {
                // Whoever wants to know asks.
            }
        }
        return turn.decision(next);
    }

    /** The state that fits what is known now, whichever it was before. */
    private CoordinatorState enter(
            Turn turn, Event event, Optional<Leadership> leadership, Optional<Execution> execution) {
        Facts facts = turn.facts();
        if (!facts.restored()) {
            return new Joining(facts);
        }
        boolean deposed = !facts.leads() || !facts.presence().quorum().held();
        leadership.filter(l -> deposed || l.term() != facts.authority().term()).ifPresent(l -> disown(l, turn));
        if (!facts.presence().quorum().held() || leaderless(facts, turn.moment())) {
            Optional<Execution> retreat = new Retreat(turn, scheduler).begin();
            return new WithoutQuorum(turn.facts(), turn.moment(), retreat);
        }
        if (!facts.leads()) {
            return new Following(facts);
        }
        long term = facts.authority().term();
        Optional<Leadership> mine = leadership.filter(l -> l.term() == term);
        Leadership current = mine.orElseGet(() -> Leadership.begin(term));
        return new Leading(turn, tuning, scheduler, current, mine.isPresent() ? execution : Optional.empty()).on(event);
    }

    /** Whoever waits for a change must not wait for a leader that leads no more. */
    private void disown(Leadership leadership, Turn turn) {
        turn.command(new Command.DropAlerts());
        new HandingOn(turn, tuning).takeBack(leadership.changes().waiting());
        Reply reply = Failed.of(
                Kind.TIMED_OUT, "the leader changed meanwhile, so nobody can say how it ended: look at crm status");
        for (PendingChange change : leadership.changes().pending()) {
            if (turn.isSelf(change.origin())) {
                turn.command(new Command.Answer(change.requestId(), reply));
            } else {
                turn.send(change.origin(), new Answered(change.requestId(), reply));
            }
        }
    }

    /** A node that hears a majority and yet no leader for long is as good as alone. */
    private boolean leaderless(Facts facts, Moment now) {
        return facts.authority()
                .leaderlessSince()
                .filter(since -> since.until(now).compareTo(tuning.leaderless()) > 0)
                .isPresent();
    }

    /** Without the quorum a node stops its services; when it is back it begins a new life and is probed. */
    private CoordinatorState endure(WithoutQuorum state, Turn turn, Event event) {
        Facts facts = turn.facts();
        boolean back =
                facts.presence().quorum().held() && facts.authority().leader().isPresent();
        if (back) {
            new Hearing(turn, tuning).rebirth();
            return enter(turn, event, Optional.empty(), Optional.empty());
        }
        boolean patient = turn.moment().isBefore(state.since().plus(tuning.startGrace()));
        if (event instanceof TimePassed && state.retreat().isEmpty() && !patient && facts.restored()) {
            return new WithoutQuorum(facts, turn.moment(), new Retreat(turn, scheduler).beginAnew());
        }
        Optional<Execution> retreat = state.retreat().flatMap(r -> new Retreat(turn, scheduler).after(r, event));
        return new WithoutQuorum(turn.facts(), state.since(), retreat);
    }

    /** Queries are answered by whoever is asked; changes are handed on to the leader. */
    private void answer(Turn turn, Event event) {
        if (!(event instanceof RequestArrived(String id, var caller, Request request))) {
            return;
        }
        Facts facts = turn.facts();
        switch (request) {
            case Request.VerifyRoll roll -> turn.command(verify(id, caller, roll, facts));
            case Request.IssueToken token -> turn.command(token(id, caller, token, facts));
            case Request.ShowFencing _ -> turn.command(new Command.ListDevices(id));
            case Request.Query query ->
                turn.command(new Command.Answer(id, new Queries(facts, scheduler, turn.now()).answer(query)));
            case Request.Leave leave
            when leavesByItself(facts, leave) -> {
                turn.learn(facts.nowLeaving());
                turn.command(new Command.Answer(id, HandingOn.uponLeaving(leave, facts)));
            }
            case Request.Change _
            when facts.leads() && facts.presence().quorum().held() -> {
                // Leading has taken it.
            }
            case Request.Change change -> new HandingOn(turn, tuning).accept(id, caller, change);
        }
    }

    /** Without the quorum nobody can move anything away, and this node runs nothing any more as it is. */
    private static boolean leavesByItself(Facts facts, Request.Leave leave) {
        return leave.node().equals(facts.self().name())
                && !facts.presence().quorum().held();
    }

    /** The daemon may read more than whoever asks. */
    private static Command verify(String id, Caller caller, Request.VerifyRoll roll, Facts facts) {
        return caller.mayChange()
                ? new Command.VerifyRoll(
                        id,
                        roll.file(),
                        facts.self().cluster(),
                        facts.agreed().receipts().notes())
                : new Command.Answer(
                        id, Failed.of(Kind.NOT_PERMITTED, caller.user() + " may not have the daemon read files"));
    }

    /** A token is as good as the key. */
    private static Command token(String id, Caller caller, Request.IssueToken token, Facts facts) {
        if (!caller.mayChange()) {
            return new Command.Answer(
                    id, Failed.of(Kind.NOT_PERMITTED, caller.user() + " may look but not let nodes in"));
        }
        return facts.presence().quorum().held()
                ? new Command.IssueToken(id, token.valid())
                : new Command.Answer(id, HandingOn.noQuorum(facts));
    }

    /** At most once a tick, and only when something that is shown may have changed. */
    private void show(Turn turn, Event event, CoordinatorState next) {
        Facts facts = turn.facts();
        String picture = next.getClass().getSimpleName()
                + facts.agreed().index()
                + facts.presence().members()
                + facts.authority().leader();
        if (event instanceof TimePassed && facts.restored() && !picture.equals(facts.shown())) {
            var plan = scheduler.plan(Planning.input(facts, turn.now()));
            turn.command(new Command.Show(new StatusAssembly(facts, plan, turn.now()).view()));
            turn.learn(facts.showing(picture));
        }
    }

    /** What stays on the screen must not claim that this node still works. */
    private void takeLeave(Turn turn) {
        Facts facts = turn.facts();
        if (turn.ends() && facts.restored()) {
            var plan = scheduler.plan(Planning.input(facts, turn.now()));
            turn.command(new Command.ShowLast(new StatusAssembly(facts, plan, turn.now()).view()));
        }
    }

    /** An orderly end: the cluster moves everything away first; without a cluster to do so this node just stops. */
    private static void leave(Turn turn, Event event, CoordinatorState next) {
        Facts facts = turn.facts();
        if (hasLeft(facts) && event instanceof TimePassed) {
            turn.command(new Command.Exit("left the cluster in good order")); // Nobody need have said so.
        }
        if (!facts.leaving()) {
            return;
        }
        boolean member = facts.agreed()
                .cluster()
                .isMember(facts.self().name(), facts.self().incarnation());
        boolean alone =
                next instanceof WithoutQuorum without && without.retreat().isEmpty();
        if (!member || alone) {
            if (event instanceof ShutdownAsked || event instanceof TimePassed || alone) {
                turn.command(new Command.Exit("nothing runs here"));
            }
        } else if (event instanceof ShutdownAsked) {
            turn.append(List.of(ChangeEntries.leave(facts, facts.self().name(), turn.now())));
        }
    }

    /** Who is removed for good ends only when it votes no more: see {@link Electorate}. */
    private static boolean hasLeft(Facts facts) {
        return facts.agreed()
                .cluster()
                .node(facts.self().name())
                .filter(me -> me.incarnation().equals(facts.self().incarnation()))
                .filter(me -> me.membership() == Membership.LOST && me.expected() == Join.DOWN)
                .filter(me -> me.fenced().isEmpty()
                        && !facts.agreed().roster().leaving().contains(me.name()))
                .isPresent();
    }
}
