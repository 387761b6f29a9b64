package crm.demo.live;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Reply.Kind;
import crm.control.Request;
import crm.model.NodeName;
import crm.node.control.RequestHandler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Hands what people ask on a Pi to its daemon in the world, and the answers back. */
final class Questions implements RequestHandler {

    private final NodeName node;
    private final LiveWorld world;

    /** Belongs to the world's thread, as everything below does. */
    private final Map<Long, Consumer<Reply>> waiting = new LinkedHashMap<>();

    private long count;
    private boolean over;

    Questions(NodeName node, LiveWorld world) {
        this.node = node;
        this.world = world;
    }

    @Override
    public Pending handle(Caller caller, Request request, Consumer<Reply> out) {
        world.soon(() -> ask(caller, request, out));
        return () -> world.soon(() -> waiting.values().remove(out));
    }

    private void ask(Caller caller, Request request, Consumer<Reply> out) {
        if (over) {
            out.accept(gone());
            return;
        }
        long question = count++;
        waiting.put(question, out);
        world.cluster().askOn(node, caller, request, reply -> answer(question, reply));
    }

    private void answer(long question, Reply reply) {
        Consumer<Reply> out = reply.isLast() ? waiting.remove(question) : waiting.get(question);
        if (out != null) {
            out.accept(reply);
        }
    }

    /** The daemon has ended: nobody will answer what it was asked. */
    void ended() {
        over = true;
        List<Consumer<Reply>> left = List.copyOf(waiting.values());
        waiting.clear();
        left.forEach(out -> out.accept(gone()));
    }

    private Reply gone() {
        return Reply.Failed.of(
                Kind.TIMED_OUT, "the daemon of " + node + " has ended: see on another node what became of it");
    }
}
