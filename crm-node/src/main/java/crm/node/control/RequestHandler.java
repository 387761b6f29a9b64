package crm.node.control;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import java.util.function.Consumer;

/** Whoever fulfils requests: in the daemon, the event loop. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Begins a request and returns at once.
     *
     * @param out takes the replies, from any thread; it never blocks, and takes nothing after the last one
     * @return what to do when nobody waits for the replies any more
     */
    Pending handle(Caller caller, Request request, Consumer<Reply> out);

    /** A request under way. */
    @FunctionalInterface
    interface Pending {

        /** Nobody waits for the replies any more. What was begun goes on. */
        void giveUp();
    }
}
