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

    /** A member says which life of it this is, and whether its daemon is ready for orders. */
    record Hello(Incarnation incarnation, boolean witness, boolean ready, String version) implements Message {}

    /** A member, not the leader, hands on what it was asked. */
    record Forward(String requestId, Caller caller, Request request) implements Message {}

    /** The answer to a forwarded request. */
    record Answered(String requestId, Reply reply) implements Message {}

    /** A member saw the switch say something about a node's cable; only a hint. */
    record Hint(crm.model.NodeName about, crm.state.LinkState link, String source) implements Message {}
}
