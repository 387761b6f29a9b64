package crm.coordination;

import crm.control.Caller;
import crm.control.Request;
import crm.journal.AgreedState;
import crm.journal.Entry;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.port.AgentTraits;
import crm.port.Message;
import crm.port.ResourceAgent;
import crm.state.FencingOutcome;
import crm.state.Incarnation;
import crm.state.LinkState;
import crm.transition.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happened, as an adapter or the daemon saw it. Adapters queue events and do nothing else about them. */
public sealed interface Event {

    /** The switch says that a node's cable has or has no link. Suspicion, never proof. */
    record LinkChanged(NodeName node, LinkState link, String source) implements Event {}

    /**
     * An attempt to prove, cut or restore a node's power ended.
     *
     * @param life the life of the node for which it was ordered: an answer may be late, and then it says nothing of the life
     *     that goes on meanwhile
     */
    record PowerChanged(NodeName node, Incarnation life, PowerTask task, FencingOutcome outcome, Duration took)
            implements Event {}

    /** What is asked of a fence device. */
    enum PowerTask {
        /** Whether a node that runs draws its power here: {@code Refused} if it draws nothing, {@code On} if it does. */
        LOOK,
        /** Whether a node has no power already; changes nothing. */
        PROVE,
        /** Cut a node's power and prove it. */
        OFF,
        /** Give a node power. */
        ON
    }

    /**
     * The members that this node sees changed.
     *
     * @param members this node among them, the oldest first
     */
    record MembershipChanged(List<NodeName> members) implements Event {
        public MembershipChanged {
            members = List.copyOf(members);
        }
    }

    /** The journal's term or leader changed, as this node knows it. */
    record LeadershipChanged(long term, Optional<NodeName> leader) implements Event {}

    /** Who votes in the journal changed, or became known. */
    record VotersChanged(List<NodeName> voters) implements Event {
        public VotersChanged {
            voters = List.copyOf(voters);
        }
    }

    /**
     * Entries were committed, all at once.
     *
     * @param index the journal index they share
     * @param term the term in which they were written
     */
    record EntriesCommitted(long index, long term, List<Entry> entries) implements Event {
        public EntriesCommitted {
            entries = List.copyOf(entries);
        }
    }

    /** The journal was read back, or replaced by a leader's snapshot: this is what was agreed up to here. */
    record StateRestored(AgreedState state) implements Event {}

    /** What was appended with this ticket was committed, was refused, or nobody knows. */
    record AppendEnded(long ticket, Outcome outcome) implements Event {}

    /** A node sent a message. */
    record MessageArrived(NodeName from, Message message) implements Event {}

    /** A person or program asked for something on this node. */
    record RequestArrived(String requestId, Caller caller, Request request) implements Event {}

    /** Whoever asked does not wait any more. */
    record RequestGone(String requestId) implements Event {}

    /**
     * An action that this node was ordered to do ended.
     *
     * @param agent what the agent says of its parameters
     */
    record ActionEnded(Message.Order order, ResourceAgent.Result result, AgentTraits agent) implements Event {}

    /** A recurring monitor of this node ended, or a watch saw something and the monitor was run at once. */
    record MonitorEnded(Message.Order order, ResourceAgent.Result result, AgentTraits agent) implements Event {}

    /** A local instance's watch saw something wrong. */
    record TroubleSeen(InstanceId instance, String what) implements Event {}

    /** A command that is not an action ended: a screen, a receipt, an alert. */
    record CommandEnded(Command command, Outcome outcome) implements Event {}

    /** Time went on; comes at least twice a second. */
    record TimePassed() implements Event {}

    /** This node's daemon was told to end. */
    record ShutdownAsked() implements Event {}
}
