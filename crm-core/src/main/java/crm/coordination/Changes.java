package crm.coordination;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Reply.Progress;
import crm.control.Request;
import crm.journal.Entry;
import crm.model.NodeName;
import crm.policy.Plan;
import crm.policy.Scheduler;
import crm.port.Message.Answered;
import crm.transition.Outcome;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Where a leader keeps the changes that are waited for. */
    interface Book {

        List<PendingChange> pending();

        void replace(List<PendingChange> changed);

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
        switch (new ChangeEntries(turn.facts(), scheduler, turn.now(), caller).of(change)) {
            case ChangeEntries.Refused(Reply why) -> reply(origin, requestId, why);
            case ChangeEntries.Proposed(List<Entry> _, String progress)
            when change instanceof Request.DrillFencing drill -> {
                Instant deadline = turn.now().plus(tuning.changeLimit());
                add(new PendingChange(
                        requestId, origin, change, Optional.empty(), turn.now(), deadline, false, progress));
                reply(origin, requestId, new Progress("looking whether " + drill.node() + " draws power there"));
                turn.command(new Command.LookAtPower(drill.node(), tuning.proveLimit()));
            }
            case ChangeEntries.Proposed(List<Entry> entries, String progress) -> {
                long ticket = book.propose(entries);
                Instant deadline = turn.now().plus(tuning.changeLimit());
                add(new PendingChange(
                        requestId, origin, change, Optional.of(ticket), turn.now(), deadline, false, progress));
            }
        }
    }

    private void add(PendingChange change) {
        var changed = new ArrayList<>(book.pending());
        changed.add(change);
        book.replace(changed);
    }

    private void remove(PendingChange change) {
        book.replace(book.pending().stream()
                .filter(p -> !p.requestId().equals(change.requestId()))
                .toList());
    }

    List<PendingChange> waiting() {
        return book.pending();
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
        for (PendingChange change : book.pending()) {
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

    /** The cluster has come to rest: every change that is in the journal has had its effect, or cannot have it. */
    void effective(Plan plan) {
        for (PendingChange change : book.pending()) {
            if (change.ticket().isEmpty()) {
                var effect = new Effects(turn.facts(), plan, turn.now()).of(change);
                effect.ifPresent(done -> conclude(change, done));
            }
        }
    }

    /** Tells whoever waits for a change what happens meanwhile. */
    void progress(String sentence) {
        for (PendingChange change : book.pending()) {
            if (change.ticket().isEmpty()) {
                reply(change.origin(), change.requestId(), new Progress(sentence));
            }
        }
    }

    /** This node's daemon ends, with everything moved away. */
    void leaving() {
        for (PendingChange change : book.pending()) {
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
        for (PendingChange change : book.pending()) {
            if (turn.now().isAfter(change.deadline())) {
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
