package crm.node.control;

import crm.cli.wire.Frame;
import crm.control.Reply;

/** What a conversation waits for. */
sealed interface Incoming {

    /** The client said something. */
    record Said(Frame frame) implements Incoming {}

    /**
     * The cluster answered.
     *
     * @param question which question of this conversation
     */
    record Answered(int question, Reply reply) implements Incoming {}

    /** The client is gone, or said what cannot be understood. */
    record Gone(String why) implements Incoming {}
}
