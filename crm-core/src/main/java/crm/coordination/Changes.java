package crm.coordination;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Reply.Progress;
import crm.control.Request;
import crm.coordination.ChangeBook.Waiting;
import crm.coordination.Event.PowerTask;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.port.Message.Answered;
import crm.state.Incarnation;
import crm.transition.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Changes that people ask for: each is checked, put into the journal, and answered when the cluster has come to rest
 * with it.
 */
final class Changes {

    private final Turn turn;
    private final Tuning tuning;
    private final Scheduler scheduler;
    private final Book book;

    Changes(Turn turn, Tuning tuning, Scheduler scheduler, Book book) {
        this.turn = turn;
        this.tuning = tuning;
        this.scheduler = scheduler;
        this.book = book;
    }

    /** Where a leader keeps the changes, and how it proposes. */
    interface Book {

        ChangeBook changes();

        void replace(ChangeBook changed);

        /** Whether a proposal is on its way into the journal. */
        boolean isProposing();

        long propose(List<Entry> entries);
    }

    void accept(String requestId, NodeName origin, Caller caller, Request request) {
        if (!(request instanceof Request.Change change)) {
            return; // Queries are answered by the node they were asked on.
        }
        if (!caller.mayChange()) {
            reply(
                    origin,
                    requestId,
                    Failed.of(Kind.NOT_PERMITTED, caller.user() + " may look but not change anything"));
            return;
        }
        book.replace(book.changes().with(new Waiting(requestId, origin, caller, change)));
    }

    /** Begins what waits, each from what the one before has made of the configuration. */
    void begin() {
        for (Waiting waiting : book.changes().waiting()) {
            if (book.isProposing()) {
                return;
            }
            book.replace(book.changes().without(waiting));
            begin(waiting);
        }
    }

    private void begin(Waiting waiting) {
        NodeName origin = waiting.origin();
        String requestId = waiting.requestId();
        Request.Change change = waiting.change();
        switch (new ChangeEntries(turn.facts(), scheduler, turn.now(), waiting.caller()).of(change)) {
            case ChangeEntries.Refused(Reply why) -> reply(origin, requestId, why);
            case ChangeEntries.Proposed(List<Entry> _, String progress)
            when change instanceof Request.DrillFencing drill -> {
                Moment deadline = turn.moment().plus(tuning.changeLimit());
                add(new PendingChange(
                        requestId, origin, change, Optional.empty(), turn.clocks(), deadline, false, progress));
                reply(origin, requestId, new Progress("looking whether " + drill.node() + " draws power there"));
                Incarnation life = turn.facts().agreedLife(drill.node());
                turn.command(new Command.SwitchPower(drill.node(), life, PowerTask.LOOK, tuning.proveLimit()));
            }
            case ChangeEntries.Proposed(List<Entry> entries, String progress) -> {
                long ticket = book.propose(entries);
                Moment deadline = turn.moment().plus(tuning.changeLimit());
                add(new PendingChange(
                        requestId, origin, change, Optional.of(ticket), turn.clocks(), deadline, false, progress));
            }
        }
    }

    private void add(PendingChange change) {
        book.replace(book.changes().with(change));
    }

    private void remove(PendingChange change) {
        book.replace(book.changes().without(change));
    }

    private List<PendingChange> pending() {
        return book.changes().pending();
    }

    /** Those whose drill or effect is waited for. */
    List<PendingChange> begun() {
        return pending();
    }

    /** What had to be known before is known: now it is done. */
    void goOn(PendingChange change) {
        remove(change);
        var caller = new Caller("whoever asked for the drill", true);
        switch (new ChangeEntries(turn.facts(), scheduler, turn.now(), caller).of(change.request())) {
            case ChangeEntries.Refused(Reply why) -> reply(change.origin(), change.requestId(), why);
            case ChangeEntries.Proposed(List<Entry> entries, String _) ->
                add(change.secondStage(book.propose(entries)));
        }
    }

    void conclude(PendingChange change, Reply reply, List<Entry> entries) {
        conclude(change, new Effects.Concluded(reply, entries));
    }

    void appended(long ticket, Outcome outcome) {
        for (PendingChange change : pending()) {
            if (change.ticket().equals(Optional.of(ticket))) {
                committed(change, outcome);
            }
        }
    }

    private void committed(PendingChange change, Outcome outcome) {
        remove(change);
        switch (outcome) {
            case Outcome.Succeeded _ -> written(change);
            case Outcome.Failed(String why) ->
                reply(change.origin(), change.requestId(), Failed.of(Kind.NO_QUORUM, "it was not written: " + why));
            case Outcome.TimedOut _ ->
                reply(
                        change.origin(),
                        change.requestId(),
                        Failed.of(
                                Kind.TIMED_OUT,
                                "nobody knows whether it was written: look at crm status before asking again"));
        }
    }

    /** Who is let in waits at a door that is held open for seconds only, not until the cluster rests. */
    private void written(PendingChange change) {
        if (change.request() instanceof Request.ChangeVoters voters && voters.add()) {
            Belonging.outcome(voters, turn.facts()).ifPresent(r -> reply(change.origin(), change.requestId(), r));
        } else {
            add(change.committed());
            reply(change.origin(), change.requestId(), new Progress(change.summary()));
        }
    }

    /**
     * The cluster has come to rest: every change that is in the journal has had its effect, or cannot have it.
     *
     * @return whether all of that was looked at; two second halves made from the same configuration would undo each other
     */
    boolean effective(Plan plan) {
        boolean all = true;
        for (PendingChange change : pending()) {
            if (change.ticket().isEmpty()) {
                Optional<Effects.Effect> effect = new Effects(turn.facts(), plan, turn.clocks()).of(change);
                boolean later = book.isProposing()
                        && effect.filter(Effects.NextStage.class::isInstance).isPresent();
                all &= !later;
                effect.filter(_ -> !later).ifPresent(done -> conclude(change, done));
            }
        }
        return all;
    }

    /** Tells whoever waits for a change what happens meanwhile. */
    void progress(String sentence) {
        for (PendingChange change : pending()) {
            if (change.ticket().isEmpty()) {
                reply(change.origin(), change.requestId(), new Progress(sentence));
            }
        }
    }

    /** This node's daemon ends, with everything moved away. */
    void leaving() {
        NodeName self = turn.facts().self().name();
        for (Waiting waiting : book.changes().waiting()) {
            Reply reply = turn.isSelf(waiting.origin())
                    ? HandingOn.uponLeaving(waiting.change(), turn.facts())
                    : HandingOn.notLeading(self);
            reply(waiting.origin(), waiting.requestId(), reply);
        }
        for (PendingChange change : pending()) {
            remove(change);
            reply(change.origin(), change.requestId(), HandingOn.uponLeaving(change.request(), turn.facts()));
        }
    }

    private void conclude(PendingChange change, Effects.Effect effect) {
        remove(change);
        switch (effect) {
            case Effects.Concluded(Reply reply, List<Entry> entries) -> {
                reply(change.origin(), change.requestId(), reply);
                if (!entries.isEmpty()) {
                    book.propose(entries);
                }
            }
            case Effects.NextStage(List<Entry> entries, String progress) -> {
                long ticket = book.propose(entries);
                add(change.secondStage(ticket));
                reply(change.origin(), change.requestId(), new Progress(progress));
            }
        }
    }

    /** Nobody is kept waiting for ever; the change itself goes on. */
    void expire() {
        for (PendingChange change : pending()) {
            if (turn.moment().isAfter(change.deadline())) {
                remove(change);
                List<Entry> failed = Drills.failed(change, turn);
                if (!failed.isEmpty()) {
                    book.propose(failed);
                }
                reply(
                        change.origin(),
                        change.requestId(),
                        Failed.of(Kind.TIMED_OUT, "it goes on; follow it with crm status"));
            }
        }
    }

    void reply(NodeName origin, String requestId, Reply reply) {
        if (turn.isSelf(origin)) {
            turn.command(new Command.Answer(requestId, reply));
        } else {
            turn.send(origin, new Answered(requestId, reply));
        }
    }
}
