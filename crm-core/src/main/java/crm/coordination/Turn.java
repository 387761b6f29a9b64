package crm.coordination;

import crm.journal.Entry;
import crm.model.NodeName;
import crm.port.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The handling of one event: what the node knows so far, and what it has decided to do so far. */
final class Turn {

    private final Now now;
    private final Facts before;
    private final List<Command> commands = new ArrayList<>();
    private Facts facts;

    Turn(Facts facts, Now now) {
        this.facts = facts;
        this.before = facts;
        this.now = now;
    }

    /** The date. */
    Instant now() {
        return now.date();
    }

    /** For whatever waits. */
    Moment moment() {
        return now.moment();
    }

    Now clocks() {
        return now;
    }

    Facts facts() {
        return facts;
    }

    /** What was known when the event came. */
    Facts before() {
        return before;
    }

    void learn(Facts changed) {
        boolean news = !changed.duties().startedWith().equals(facts.duties().startedWith());
        facts = changed;
        if (news) {
            command(new Command.KeepStarted(changed.duties().started()));
        }
    }

    void command(Command command) {
        commands.add(command);
    }

    /** Whether this node's daemon is to end. */
    boolean ends() {
        return commands.stream().anyMatch(Command.Exit.class::isInstance);
    }

    /** Proposes entries and returns the ticket of the proposal. */
    long append(List<Entry> entries) {
        long ticket = facts.lastTicket() + 1;
        facts = facts.withTicket(ticket);
        command(new Command.Append(ticket, entries));
        return ticket;
    }

    void send(NodeName to, Message message) {
        command(new Command.Send(to, message));
    }

    boolean isSelf(NodeName node) {
        return facts.self().name().equals(node);
    }

    Decision decision(CoordinatorState next) {
        return new Decision(next.knowing(facts), commands);
    }
}
