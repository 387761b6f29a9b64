package crm.port;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.state.Incarnation;
import crm.transition.Action.ResourceAction;

/** What nodes say to each other outside the journal. Nothing depends on a message arriving: who waits, asks again. */
public sealed interface Message {

    /**
     * An order to a node to carry out one action of a transition.
     *
     * @param term the leader's term; a node refuses orders of an older one than it knows
     * @param transition the plan's number within the term
     * @param step the step within the plan
     * @param addressee the life of the node that the order is for; a later life refuses it
     */
    record Order(long term, int transition, int step, Incarnation addressee, ResourceAction action)
            implements Message {}

    /** A member says which life of it this is, what it is for, and whether its daemon is ready for orders. */
    record Hello(Incarnation incarnation, boolean witness, boolean printer, boolean ready, String version)
            implements Message {}

    /**
     * A new leader asks whether anything ordered by an earlier one is still going on. Whoever has seen this refuses
     * orders of earlier terms.
     */
    record TakeOver(long term) implements Message {}

    /** Nothing ordered in an earlier term goes on here any more, and all of its results are in the journal. */
    record Settled(long term, Incarnation incarnation) implements Message {}

    /** Everything of this node is stopped: its daemon may end. */
    record MayLeave(Incarnation incarnation) implements Message {}

    /** Whoever this is, it has the key and is no node of the cluster: its daemon must end. */
    record NotAdmitted(Incarnation incarnation, String why) implements Message {}

    /** A member, not the leader, hands on what it was asked. */
    record Forward(String requestId, Caller caller, Request request) implements Message {}

    /** The answer to a forwarded request. */
    record Answered(String requestId, Reply reply) implements Message {}
}
