package crm.node.work;

import crm.control.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Who waits for which answer on this node. */
public final class Replies {

    private final Map<String, Consumer<Reply>> waiting = new ConcurrentHashMap<>();

    /** Remembers whom to give the answers to a request. */
    public void expect(String requestId, Consumer<Reply> receiver) {
        waiting.put(requestId, receiver);
    }

    /** Whoever asked does not wait any more. */
    public void forget(String requestId) {
        waiting.remove(requestId);
    }

    /** Hands an answer on; one that nobody waits for is dropped. */
    public void answer(String requestId, Reply reply) {
        Optional<Consumer<Reply>> receiver =
                Optional.ofNullable(reply.isLast() ? waiting.remove(requestId) : waiting.get(requestId));
        receiver.ifPresent(r -> r.accept(reply));
    }
}
