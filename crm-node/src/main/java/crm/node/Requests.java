package crm.node;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.coordination.Event;
import crm.node.control.RequestHandler;
import crm.node.work.Replies;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hands what comes in over the control socket to the event loop, and the answers back. */
record Requests(Consumer<Event> events, Replies replies, AtomicLong count) implements RequestHandler {

    Requests(Consumer<Event> events, Replies replies) {
        this(events, replies, new AtomicLong());
    }

    @Override
    public Pending handle(Caller caller, Request request, Consumer<Reply> out) {
        String id = "request-" + count.incrementAndGet();
        replies.expect(id, out);
        events.accept(new Event.RequestArrived(id, caller, request));
        return () -> {
            replies.forget(id);
            events.accept(new Event.RequestGone(id));
        };
    }
}
