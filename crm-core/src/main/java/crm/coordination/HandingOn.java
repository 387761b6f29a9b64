package crm.coordination;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Failed;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.coordination.ChangeBook.Waiting;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LeadershipChanged;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.RequestGone;
import crm.coordination.Event.TimePassed;
import crm.coordination.HandedOn.Handed;
import crm.journal.Entry;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Evidences;
import crm.model.NodeName;
import crm.port.Message.Answered;
import crm.port.Message.Forward;
import java.util.List;
import java.util.Optional;

/**
 * Hands changes on to the leader, and keeps nobody waiting for a leader that is no more. A change is handed on a second
 * time only if the first addressee said that it had not taken it: nothing is done twice.
 */
final class HandingOn {

    private final Turn turn;
    private final Tuning tuning;

    HandingOn(Turn turn, Tuning tuning) {
        this.turn = turn;
        this.tuning = tuning;
    }

    /** What a node answers that was taken for the leader. */
    static Reply notLeading(NodeName self) {
        return Failed.of(Kind.NO_LEADER, self + " does not lead the cluster");
    }

    void accept(String requestId, Caller caller, Request.Change change) {
        Facts facts = turn.facts();
        if (!facts.presence().quorum().held() && !hasJustBegun(facts)) {
            answer(requestId, noQuorum(facts));
            return;
        }
        var handed = new Handed(caller, change, turn.moment(), Optional.empty());
        turn.learn(facts.handedOn(h -> h.with(requestId, handed)));
        send();
    }

    /** Until it has heard of a leader once, a daemon is still looking for the others; that is no loss of the quorum. */
    private static boolean hasJustBegun(Facts facts) {
        return facts.authority().term() == 0;
    }

    /** A leader takes what was asked on its own node while nobody led. */
    void takeMine(Changes changes) {
        for (var entry : turn.facts().handedOn().open().entrySet()) {
            if (entry.getValue().to().isEmpty()) {
                forget(entry.getKey());
                changes.accept(
                        entry.getKey(),
                        turn.facts().self().name(),
                        entry.getValue().caller(),
                        entry.getValue().change());
            }
        }
    }

    /** A leader that leads no more has not begun these: another may. */
    void takeBack(List<Waiting> changes) {
        NodeName self = turn.facts().self().name();
        for (Waiting waiting : changes) {
            if (turn.isSelf(waiting.origin())) {
                accept(waiting.requestId(), waiting.caller(), waiting.change());
            } else {
                turn.send(waiting.origin(), new Answered(waiting.requestId(), notLeading(self)));
            }
        }
    }

    void answered(NodeName from, String requestId, Reply reply) {
        Handed handed = turn.facts().handedOn().open().get(requestId);
        if (handed != null && reply instanceof Failed failed && failed.kind() == Kind.NO_LEADER) {
            if (handed.to().equals(Optional.of(from))) {
                turn.learn(turn.facts().handedOn(h -> h.with(requestId, handedTo(handed, Optional.empty()))));
            }
            return;
        }
        if (reply.isLast()) {
            forget(requestId);
        }
        answer(requestId, reply);
    }

    /** What every event may mean for those who wait. */
    void on(Event event) {
        switch (event) {
            case LeadershipChanged _, MembershipChanged _ -> {
                giveUpLost();
                send();
            }
            case EntriesCommitted committed -> committed.entries().forEach(this::tellOfPower);
            case TimePassed _ -> {
                send();
                giveUpUnled();
            }
            case RequestGone(String requestId) -> forget(requestId);
            default -> {
                // Nobody waits for anything else.
            }
        }
    }

    /** This node's daemon ends: who asked on it is told before nobody can tell any more. */
    void leaving() {
        for (var entry : turn.facts().handedOn().open().entrySet()) {
            forget(entry.getKey());
            answer(entry.getKey(), uponLeaving(entry.getValue().change(), turn.facts()));
        }
    }

    static Reply uponLeaving(Request.Change change, Facts facts) {
        return change instanceof Request.Leave
                ? Reply.Done.of(
                        facts.self().name() + " has left the cluster, with nothing running on it; its daemon ends")
                : Failed.of(
                        Kind.TIMED_OUT,
                        "the daemon of " + facts.self().name() + " ends: see on another node how it went on");
    }

    /** Not before the leader is heard of: one may learn who leads first, and what is sent then reaches nobody. */
    private void send() {
        Facts facts = turn.facts();
        Optional<NodeName> leader = facts.authority()
                .leader()
                .filter(l -> !turn.isSelf(l) && facts.presence().members().contains(l));
        if (leader.isEmpty()) {
            return;
        }
        for (var entry : turn.facts().handedOn().open().entrySet()) {
            Handed handed = entry.getValue();
            if (handed.to().isEmpty()) {
                turn.send(leader.get(), new Forward(entry.getKey(), handed.caller(), handed.change()));
                turn.learn(turn.facts().handedOn(h -> h.with(entry.getKey(), handedTo(handed, leader))));
            }
        }
    }

    private static Handed handedTo(Handed handed, Optional<NodeName> to) {
        return new Handed(handed.caller(), handed.change(), handed.asked(), to);
    }

    /** Whoever had taken it leads no more, or is gone: it may have been written, and may not. */
    private void giveUpLost() {
        Facts facts = turn.facts();
        for (var entry : facts.handedOn().open().entrySet()) {
            entry.getValue()
                    .to()
                    .filter(to -> !facts.authority().leader().equals(Optional.of(to))
                            || !facts.presence().members().contains(to))
                    .filter(to -> !cutsOff(entry.getValue(), to))
                    .ifPresent(to -> {
                        forget(entry.getKey());
                        answer(entry.getKey(), lost(to));
                    });
        }
    }

    /** A leader that is to be off cannot say that it is; its silence is what was asked for. */
    private static boolean cutsOff(Handed handed, NodeName node) {
        return handed.change() instanceof Request.Fence fence && fence.node().equals(node);
    }

    /** What became of a leader that was to be off. */
    private void tellOfPower(Entry entry) {
        switch (entry) {
            case NodeFenced fenced ->
                tellOf(
                        fenced.node(),
                        Reply.Done.of(fenced.node() + " is off: " + Evidences.sentence(fenced.proof())
                                + "; it led the cluster, and another node leads it now"));
            case NodeJoined joined ->
                tellOf(
                        joined.node(),
                        Failed.of(
                                Kind.ERROR,
                                joined.node() + ", which led the cluster, was lost and came back before it was off"));
            default -> {
                // Says nothing of a node's power.
            }
        }
    }

    private void tellOf(NodeName node, Reply reply) {
        for (var entry : turn.facts().handedOn().open().entrySet()) {
            boolean asked =
                    cutsOff(entry.getValue(), node) && entry.getValue().to().equals(Optional.of(node));
            boolean gone = !turn.facts().authority().leader().equals(Optional.of(node));
            if (asked && gone) {
                forget(entry.getKey());
                answer(entry.getKey(), reply);
            }
        }
    }

    private static Reply lost(NodeName leader) {
        return Failed.of(
                Kind.TIMED_OUT,
                leader + ", which led the cluster, was lost before it answered: look at crm status"
                        + " whether it was done, and ask again if it was not");
    }

    private void giveUpUnled() {
        Facts facts = turn.facts();
        for (var entry : facts.handedOn().open().entrySet()) {
            Handed handed = entry.getValue();
            boolean late = turn.moment().isAfter(handed.asked().plus(tuning.leaderAwaited()));
            if (handed.to().isEmpty() && late) {
                forget(entry.getKey());
                answer(entry.getKey(), nobodyLeads(facts));
            }
            Optional<NodeName> silent = handed.to().filter(to -> cutsOff(handed, to));
            if (silent.isPresent() && turn.moment().isAfter(handed.asked().plus(tuning.changeLimit()))) {
                forget(entry.getKey());
                answer(entry.getKey(), lost(silent.get()));
            }
        }
    }

    private Reply nobodyLeads(Facts facts) {
        return facts.presence().quorum().held()
                ? Failed.of(
                        Kind.NO_LEADER,
                        "no leader was elected within " + tuning.leaderAwaited().toSeconds()
                                + " seconds: nothing was changed")
                : noQuorum(facts);
    }

    static Reply noQuorum(Facts facts) {
        var quorum = facts.presence().quorum();
        return Failed.of(
                Kind.NO_QUORUM,
                "only " + quorum.present() + " of " + quorum.configured() + " voters are heard of, " + quorum.needed()
                        + " are needed: nothing can be changed");
    }

    private void forget(String requestId) {
        turn.learn(turn.facts().handedOn(h -> h.without(requestId)));
    }

    private void answer(String requestId, Reply reply) {
        turn.command(new Command.Answer(requestId, reply));
    }
}
