package crm.coordination;

import crm.control.Reply;
import crm.coordination.Duties.Settlement;
import crm.coordination.Event.ActionEnded;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.CommandEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LeadershipChanged;
import crm.coordination.Event.LinkChanged;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.MessageArrived;
import crm.coordination.Event.MonitorEnded;
import crm.coordination.Event.PowerChanged;
import crm.coordination.Event.PowerTask;
import crm.coordination.Event.RequestArrived;
import crm.coordination.Event.RequestGone;
import crm.coordination.Event.ShutdownAsked;
import crm.coordination.Event.StateRestored;
import crm.coordination.Event.TimePassed;
import crm.coordination.Event.TroubleSeen;
import crm.coordination.Event.VotersChanged;
import crm.coordination.Suspicions.DarkLife;
import crm.coordination.Suspicions.Sign;
import crm.journal.Entry;
import crm.journal.Entry.AlertsTold;
import crm.journal.Entry.LeadershipTaken;
import crm.journal.Entry.NodeFenced;
import crm.journal.Entry.NodeJoined;
import crm.journal.Entry.NodeLost;
import crm.journal.Entry.ReceiptPrinted;
import crm.journal.Entry.TransitionBegun;
import crm.journal.Evidences;
import crm.journal.FirstSign;
import crm.model.NodeName;
import crm.port.Message;
import crm.port.Message.Answered;
import crm.port.Message.Forward;
import crm.port.Message.Hello;
import crm.port.Message.MayLeave;
import crm.port.Message.NotAdmitted;
import crm.port.Message.Order;
import crm.port.Message.Settled;
import crm.port.Message.TakeOver;
import crm.state.FencingOutcome;
import crm.state.Incarnation;
import crm.state.LinkState;
import crm.state.PowerProof;
import crm.transition.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What any node does about an event, whatever state it is in: learn from it, and account for its own work. */
final class Hearing {

    private final Turn turn;
    private final Tuning tuning;
    private final Performing performing;
    private final Printing printing;

    Hearing(Turn turn, Tuning tuning) {
        this.turn = turn;
        this.tuning = tuning;
        this.performing = new Performing(turn);
        this.printing = new Printing(turn, tuning);
    }

    void hear(Event event) {
        switch (event) {
            case LinkChanged link -> link(link);
            case PowerChanged power -> power(power);
            case MembershipChanged membership -> membership(membership.members());
            case LeadershipChanged leadership -> leadership(leadership.term(), leadership.leader());
            case VotersChanged voters ->
                turn.learn(turn.facts().with(turn.facts().presence().withVoters(voters.voters())));
            case EntriesCommitted committed -> committed(committed);
            case StateRestored restored -> {
                turn.learn(turn.facts().restored(restored.state()));
                printing.noted(restored.state().receipts().notes());
                printing.look();
                greet(turn.facts().presence().members());
            }
            case AppendEnded ended -> performing.appendEnded(ended.ticket(), ended.outcome());
            case MessageArrived(NodeName from, Message message) -> message(from, message);
            case ActionEnded ended -> performing.actionEnded(ended.order(), ended.result(), ended.agent());
            case MonitorEnded ended -> performing.monitorEnded(ended.order(), ended.result(), ended.agent());
            case TimePassed _ -> {
                performing.reportAgain();
                printing.look();
                knock();
            }
            case ShutdownAsked _ -> turn.learn(turn.facts().nowLeaving());
            case CommandEnded(Command.Print print, Outcome outcome) -> printing.ended(print, outcome);
            case TroubleSeen _, CommandEnded _, RequestArrived _, RequestGone _ -> {
                // The runner monitors at once by itself; the others concern a state, not every node.
            }
        }
    }

    /** A missing link is suspicion only, so we look whether the node still has power: reading changes nothing. */
    private void link(LinkChanged link) {
        NodeName node = link.node();
        if (turn.isSelf(node)) {
            return;
        }
        if (link.link() == LinkState.UP) {
            turn.learn(turn.facts().suspicions(s -> s.clear(node)));
            return;
        }
        suspect(node, FirstSign.CABLE, "the switch says that the cable of " + node + " has no link");
        turn.command(
                new Command.SwitchPower(node, turn.facts().agreedLife(node), PowerTask.PROVE, tuning.proveLimit()));
    }

    private void suspect(NodeName node, FirstSign kind, String what) {
        Incarnation life = turn.facts().agreedLife(node);
        Instant now = turn.now();
        turn.learn(turn.facts().suspicions(s -> s.suspect(node, new Sign(now, life, kind, what))));
    }

    /** The proof holds for the life that was known when the look was asked for, not for one that began since. */
    private void power(PowerChanged power) {
        NodeName node = power.node();
        if (power.task() == PowerTask.PROVE && power.outcome() instanceof FencingOutcome.Off(PowerProof proof)) {
            boolean stillDoubted = turn.facts()
                    .suspicions()
                    .sign(node)
                    .filter(sign -> sign.life().equals(power.life()))
                    .isPresent();
            if (!stillDoubted) {
                return;
            }
            var dark = new DarkLife(power.life(), proof);
            turn.learn(turn.facts().suspicions(s -> s.proven(node, dark)));
            if (turn.facts().presence().members().contains(node)) {
                turn.command(new Command.Suspect(node, Evidences.sentence(proof)));
            }
        }
    }

    private void membership(List<NodeName> members) {
        Presence before = turn.facts().presence();
        for (NodeName node : before.members()) {
            if (!members.contains(node)) {
                suspect(node, FirstSign.SILENCE, node + " is not heard of any more");
            }
        }
        turn.learn(turn.facts().with(before.withMembers(members)));
        greet(members);
    }

    private void greet(List<NodeName> members) {
        Facts facts = turn.facts();
        var hello = new Hello(
                facts.self().incarnation(),
                facts.self().witness(),
                facts.self().printer(),
                facts.restored() && facts.duties().handsNothingOver(facts.self().incarnation()),
                facts.self().version());
        turn.learn(facts.with(facts.presence().withHello(facts.self().name(), hello)));
        for (NodeName node : members) {
            if (!turn.isSelf(node)) {
                turn.send(node, hello);
            }
        }
    }

    /** Whoever is not let in may not have been heard: it says again that it is there. */
    private void knock() {
        Facts facts = turn.facts();
        boolean in = facts.agreed()
                .cluster()
                .isMember(facts.self().name(), facts.self().incarnation());
        if (!in) {
            greet(facts.presence().members());
        }
    }

    private void leadership(long term, Optional<NodeName> leader) {
        Facts facts = turn.facts();
        turn.learn(facts.with(facts.authority().changed(term, leader, turn.moment())));
        leader.ifPresent(l -> performing.reportAgain());
    }

    private void committed(EntriesCommitted committed) {
        Facts before = turn.facts();
        turn.learn(before.with(before.agreed().after(committed.index(), committed.entries())));
        for (Entry entry : committed.entries()) {
            aboutMe(entry);
            if (entry instanceof TransitionBegun begun) {
                Facts facts = turn.facts();
                turn.learn(facts.with(facts.authority().begun(begun.term(), begun.number())));
                compareClocks(begun.term(), begun.at());
            }
            if (entry instanceof LeadershipTaken taken) {
                compareClocks(taken.term(), taken.at());
            }
            if (entry instanceof AlertsTold told) {
                compareClocks(turn.facts().authority().term(), told.at()); // Only leaders tell.
            }
            if (entry instanceof NodeJoined joined) {
                turn.learn(turn.facts().suspicions(s -> s.clear(joined.node())));
            }
            if (entry instanceof ReceiptPrinted printed) {
                printing.noted(printed.number());
            }
        }
        printing.look();
    }

    private void compareClocks(long term, Instant leadersDate) {
        Facts facts = turn.facts();
        turn.learn(facts.with(facts.authority().dated(term, leadersDate, turn.moment())));
    }

    private void aboutMe(Entry entry) {
        Self self = turn.facts().self();
        if (entry instanceof NodeLost lost && self.is(lost.node(), lost.incarnation())) {
            rebirth();
        }
        if (entry instanceof NodeFenced fenced && self.is(fenced.node(), fenced.incarnation())) {
            turn.command(new Command.ResetSelf("the cluster holds this node for switched off ("
                    + Evidences.sentence(fenced.proof()) + ") and may start its services elsewhere"));
        }
    }

    /** The cluster has given this life up; whatever it did counts no more, and it is probed in a new one. */
    void rebirth() {
        Facts facts = turn.facts();
        turn.learn(facts.with(facts.self().reborn(turn.moment())).duties(Duties::reborn));
        greet(facts.presence().members());
    }

    private void message(NodeName from, Message message) {
        Facts facts = turn.facts();
        switch (message) {
            case Hello hello -> turn.learn(facts.with(facts.presence().withHello(from, hello)));
            case Order order -> performing.accept(order);
            case TakeOver takeOver -> {
                turn.learn(facts.with(facts.authority().atLeast(takeOver.term()))
                        .duties(d -> d.settling(Optional.of(new Settlement(from, takeOver.term())))));
                performing.settle();
            }
            case MayLeave may -> {
                if (may.incarnation().equals(facts.self().incarnation())) {
                    new HandingOn(turn, tuning).leaving();
                    turn.command(new Command.Exit("left the cluster in good order"));
                }
            }
            case NotAdmitted not -> {
                if (not.incarnation().equals(facts.self().incarnation())) {
                    turn.command(new Command.Exit(not.why()));
                }
            }
            case Answered(String requestId, Reply reply) ->
                new HandingOn(turn, tuning).answered(from, requestId, reply);
            case Forward(String requestId, var _, var _) -> {
                if (!facts.leads() || !facts.presence().quorum().held()) {
                    turn.send(
                            from,
                            new Answered(
                                    requestId, HandingOn.notLeading(facts.self().name())));
                }
            }
            case Settled _ -> {
                // For a leader only: see Leading.
            }
        }
    }
}
