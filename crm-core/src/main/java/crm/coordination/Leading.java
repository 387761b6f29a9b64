package crm.coordination;

import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.CommandEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.MessageArrived;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.RequestArrived;
import crm.coordination.Event.TimePassed;
import crm.coordination.Leadership.LookAgain;
import crm.coordination.Leadership.Takeover;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.MoveEnded;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Entry.TransitionEnded;
import crm.journal.Telling;
import crm.model.NodeName;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.port.Message.Forward;
import crm.port.Message.MayLeave;
import crm.port.Message.Settled;
import crm.port.Message.TakeOver;
import crm.state.NodeState;
import crm.state.NodeState.Membership;
import crm.transition.Action.FenceNode;
import crm.transition.Action.Milestone;
import crm.transition.Action.ResourceAction;
import crm.transition.ActionId;
import crm.transition.Outcome;
import crm.transition.Step;
import crm.transition.Transition;
import crm.transition.TransitionProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * A leader's handling of one event: it takes over, closes the gap between what it sees and what the journal says, has
 * lost nodes proven off, plans, and carries the plan out — in this order, and never the next before the one before is
 * in the journal.
 */
final class Leading {

    private static final int CAUSES_TOLD = 8;

    private final Turn turn;
    private final Tuning tuning;
    private final Scheduler scheduler;
    private Leadership leadership;
    private Optional<Execution> execution;

    Leading(Turn turn, Tuning tuning, Scheduler scheduler, Leadership leadership, Optional<Execution> execution) {
        this.turn = turn;
        this.tuning = tuning;
        this.scheduler = scheduler;
        this.leadership = leadership;
        this.execution = execution;
    }

    /** Handles the event, which the node as such has heard already, and returns the state it leads to. */
    CoordinatorState on(Event event) {
        if (event instanceof EntriesCommitted committed) {
            committed.entries().forEach(this::follow);
            committed.entries().stream()
                    .map(Telling::ofTrouble)
                    .flatMap(Optional::stream)
                    .forEach(changes()::progress);
        } else {
            take(event);
        }
        advance();
        Facts facts = turn.facts();
        return execution
                .<CoordinatorState>map(e -> new CoordinatorState.Executing(facts, leadership, e))
                .orElseGet(() -> new CoordinatorState.Idle(facts, leadership));
    }

    /** What a leader learns from an event beyond what every node does. */
    private void take(Event event) {
        switch (event) {
            case AppendEnded ended -> {
                boolean mine = leadership.proposed().containsKey(ended.ticket());
                leadership = leadership.proposed(p -> without(p, ended.ticket()));
                if (mine && !(ended.outcome() instanceof Outcome.Succeeded)) {
                    proposalFailed(ended.outcome());
                }
                changes().appended(ended.ticket(), ended.outcome());
            }
            case MessageArrived(NodeName from, Settled settled) -> settled(from, settled);
            case MessageArrived(NodeName from, Forward forward) ->
                changes().accept(forward.requestId(), from, forward.caller(), forward.request());
            case RequestArrived request ->
                changes().accept(request.requestId(), turn.facts().self().name(), request.caller(), request.request());
            case PowerChanged power -> {
                fencing(f -> f.ended(power));
                new Drills(turn, changes()).looked(power);
            }
            case CommandEnded(Command.Raise raise, Outcome _) ->
                leadership = leadership.alarms(leadership.alarms().told(raise.alert()));
            case TimePassed _ -> leadership.alarms().note(turn);
            case CommandEnded(Command.ChangeVoters change, Outcome outcome) ->
                electorate(e -> e.ended(change, outcome));
            default -> {
                // Everything else is known already from Hearing, and advance() looks at what is known.
            }
        }
    }

    private static <V> SequencedMap<Long, V> without(SequencedMap<Long, V> map, long ticket) {
        map.remove(ticket);
        return map;
    }

    /**
     * Of what timed out nobody knows whether it will stand in the journal yet. So nothing is decided, and no change is begun,
     * before an entry that was proposed later stands there: then everything before it is known.
     */
    private void proposalFailed(Outcome outcome) {
        boolean inDoubt = outcome instanceof Outcome.TimedOut;
        Optional<Takeover> again =
                leadership.takeover().map(t -> new Takeover(false, !inDoubt && t.known(), t.settled()));
        leadership = leadership
                .takeover(inDoubt ? again.or(() -> Optional.of(new Takeover(false, false, allSettled()))) : again)
                .planAgain();
        execution = execution.map(e -> e.begun() ? e : e.abandon("its beginning could not be written to the journal"));
    }

    /** What a committed entry means for the plan that is being carried out. */
    private void follow(Entry entry) {
        Consequences effect = new Consequences(turn.before().agreed(), leadership, execution);
        effect.follow(entry);
        leadership = effect.leadership();
        execution = effect.execution();
        effect.leavers().forEach(this::letGo);
    }

    private void letGo(NodeName node) {
        if (turn.facts().agreed().roster().leaving().contains(node)) {
            return; // Electorate lets it go, once it votes no more.
        }
        if (turn.isSelf(node)) {
            changes().leaving();
            turn.command(new Command.Exit("left the cluster in good order"));
        } else {
            turn.send(node, new MayLeave(turn.facts().agreedLife(node)));
        }
    }

    private void settled(NodeName from, Settled settled) {
        if (settled.term() == leadership.term()) {
            leadership = leadership.takeover(leadership.takeover().map(t -> {
                var nodes = new ArrayList<>(t.settled());
                nodes.add(from);
                return new Takeover(t.proposed(), t.known(), nodes);
            }));
        }
    }

    private void advance() {
        takeOver();
        if (leadership.takeover().isEmpty()) {
            leadership = leadership.alarms(leadership.alarms().raise(turn));
        }
        boolean knowsAll = leadership.takeover().map(Takeover::known).orElse(true);
        if (knowsAll) {
            new HandingOn(turn, tuning).takeMine(changes());
            changes().begin();
        }
        if (leadership.takeover().isPresent() || !leadership.proposed().isEmpty()) {
            return;
        }
        List<Entry> gap = new Reconciliation(turn.facts(), leadership, tuning, turn.clocks()).entries();
        if (!gap.isEmpty()) {
            propose(gap);
            return;
        }
        fencing(FencingLadder::advance);
        electorate(Electorate::advance);
        changes().expire();
        if (leadership.proposed().isEmpty()) {
            carryOut();
        }
        if (leadership.proposed().isEmpty() && execution.isEmpty()) {
            decide();
        }
        receipts();
    }

    private void takeOver() {
        Optional<Takeover> takeover = leadership.takeover();
        if (takeover.isEmpty()) {
            return;
        }
        if (!takeover.get().proposed()) {
            propose(List.of(new LeadershipTaken(turn.now(), turn.facts().self().name(), leadership.term())));
            leadership = leadership.takeover(
                    Optional.of(new Takeover(true, false, takeover.get().settled())));
        }
        List<NodeName> awaited = unsettled();
        awaited.stream()
                .filter(node -> !turn.isSelf(node))
                .forEach(node -> turn.send(node, new TakeOver(leadership.term())));
        if (leadership.takeover().get().known() && awaited.isEmpty()) {
            leadership = leadership.takeover(Optional.empty()).planAgain();
        }
    }

    /**
     * Members on which something ordered by an earlier leader may still go on: those that are heard of, and those that are
     * not yet heard of and were ordered something in a plan that has not ended.
     */
    private List<NodeName> unsettled() {
        Facts facts = turn.facts();
        List<NodeName> settled = leadership.takeover().orElseThrow().settled();
        var gap = new Reconciliation(facts, leadership, tuning, turn.clocks());
        return facts.agreed().cluster().nodes().stream()
                .filter(node -> node.membership() == Membership.MEMBER)
                .map(NodeState::name)
                .filter(node -> facts.presence().members().contains(node) || (gap.awaited(node) && isOrdered(node)))
                .filter(node ->
                        facts.suspicions().proof(node, facts.agreedLife(node)).isEmpty())
                .filter(node ->
                        turn.isSelf(node) ? !facts.duties().settled(leadership.term()) : !settled.contains(node))
                .toList();
    }

    /** Whoever is a member under a leader that has taken over has settled, or came later. */
    private List<NodeName> allSettled() {
        return turn.facts().agreed().cluster().nodes().stream()
                .map(NodeState::name)
                .toList();
    }

    private boolean isOrdered(NodeName node) {
        return turn.facts().agreed().plan().stream()
                .flatMap(plan -> plan.orders().stream())
                .anyMatch(order -> order.node().equals(node));
    }

    private void fencing(Consumer<FencingLadder> what) {
        var ladder = new FencingLadder(turn, tuning, leadership);
        what.accept(ladder);
        leadership = ladder.leadership();
        ladder.entries().ifPresent(this::propose);
    }

    private void electorate(Consumer<Electorate> what) {
        var electorate = new Electorate(turn, tuning, leadership);
        what.accept(electorate);
        leadership = electorate.leadership();
        electorate.entries().ifPresent(this::propose);
    }

    private Changes changes() {
        return new Changes(turn, tuning, scheduler, new Changes.Book() {
            @Override
            public ChangeBook changes() {
                return leadership.changes();
            }

            @Override
            public void replace(ChangeBook changed) {
                leadership = leadership.changes(changed);
            }

            @Override
            public boolean isProposing() {
                return !leadership.proposed().isEmpty();
            }

            @Override
            public long propose(List<Entry> entries) {
                return Leading.this.propose(entries);
            }
        });
    }

    private long propose(List<Entry> entries) {
        long ticket = turn.append(entries);
        leadership = leadership.proposed(p -> {
            p.put(ticket, entries);
            return p;
        });
        return ticket;
    }

    /** Orders what may be ordered, and lets go of a plan that is through or given up. */
    private void carryOut() {
        if (execution.isEmpty()) {
            return;
        }
        var orders = new Ordering(turn, tuning, leadership.term());
        execution = Optional.of(orders.release(execution.get()));
        orders.entries().ifPresent(this::propose);
        orders.begun().stream()
                .map(Sentences::beginning)
                .flatMap(Optional::stream)
                .forEach(changes()::progress);
        Execution e = execution.get();
        boolean through = e.begun() && e.progress().complete();
        boolean ended =
                e.abandoned().isPresent() && Ordering.onlyFencing(e.progress().inFlight());
        if (through || ended) {
            execution = Optional.empty();
            leadership = leadership.planAgain();
        }
    }

    private void decide() {
        boolean due =
                leadership.lookAgain().filter(again -> again.due(turn.clocks())).isPresent();
        if (!leadership.planNeeded() && !due) {
            return;
        }
        Plan plan = scheduler.plan(Planning.input(turn.facts(), turn.clocks(), tuning));
        Transition transition = plan.transition();
        leadership = leadership.planned(lookAgain(transition));
        if (transition.isEmpty()) {
            rest(plan);
        } else if (Ordering.onlyOpenFencing(transition.steps(), turn.facts())) {
            effective(plan);
        } else {
            begin(transition);
        }
    }

    private Optional<LookAgain> lookAgain(Transition transition) {
        Duration patience = turn.moment().until(Planning.patienceEnds(turn.facts(), tuning));
        Optional<Duration> planned = transition.lookAgain().map(at -> Duration.between(turn.now(), at));
        boolean patient = patience.isPositive();
        boolean sooner = planned.filter(wait -> wait.compareTo(patience) < 0).isPresent();
        Optional<Duration> wait = patient && !sooner ? Optional.of(patience) : planned;
        return wait.map(w -> new LookAgain(turn.now().plus(w), turn.moment().plus(w)));
    }

    private void begin(Transition transition) {
        leadership = leadership.nextNumber(turn.facts().authority().plans());
        execution = Optional.of(Execution.of(leadership.planned(), TransitionProgress.of(transition)));
        List<ActionId> orders = transition.steps().stream()
                .map(Step::action)
                .filter(ResourceAction.class::isInstance)
                .map(action -> ((ResourceAction) action).id())
                .toList();
        List<String> causes = transition.steps().stream()
                .filter(step -> !(step.action() instanceof Milestone || step.action() instanceof FenceNode)
                        && !(step.action() instanceof ResourceAction action
                                && !action.id().task().changesService()))
                .map(step -> step.why().sentence())
                .distinct()
                .limit(CAUSES_TOLD)
                .toList();
        propose(List.of(new TransitionBegun(
                turn.now(), turn.facts().self().name(), leadership.term(), leadership.planned(), orders, causes)));
    }

    /** Nothing is left to do: whoever waits for that is told, moves have served, and an incident is over. */
    private void rest(Plan plan) {
        AgreedState agreed = turn.facts().agreed();
        effective(plan);
        var entries = new ArrayList<Entry>();
        boolean fencingOpen = agreed.fencings().stream().anyMatch(AgreedState.Fencing::open);
        boolean incidentOver = agreed.openIncident().isPresent() && !fencingOpen;
        if (agreed.plan().isPresent() || incidentOver) {
            entries.add(new TransitionEnded(
                    turn.now(),
                    leadership.term(),
                    leadership.planned(),
                    true,
                    "nothing is left to do",
                    Whereabouts.away(plan)));
        }
        for (AgreedState.Move move : agreed.moves()) {
            List<NodeName> here = Whereabouts.of(plan, move.resource());
            boolean arrived = move.target().map(t -> here.equals(List.of(t))).orElse(!here.isEmpty());
            entries.add(new MoveEnded(
                    turn.now(), move.resource(), arrived, arrived ? "it is where it was wanted" : "it did not work"));
        }
        if (!entries.isEmpty()) {
            propose(entries);
        }
    }

    private void effective(Plan plan) {
        if (!changes().effective(plan)) {
            leadership = leadership.planAgain();
        }
    }

    private void receipts() {
        if (leadership.proposed().isEmpty()) {
            new Receipts(turn.facts(), turn.now()).due().ifPresent(order -> propose(List.of(order)));
        }
    }
}
