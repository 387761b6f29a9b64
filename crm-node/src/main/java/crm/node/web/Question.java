package crm.node.web;

import crm.control.Caller;
import crm.control.Reply;
import crm.control.Request;
import crm.node.control.RequestHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Asks the daemon what a browser wants to know. Answers are good for a quarter of a second, so that a room full of browsers
 * costs the event loop no more than one.
 */
final class Question {

    static final Duration LIMIT = Duration.ofSeconds(2);
    private static final long FRESH_NANOS = Duration.ofMillis(250).toNanos();
    private static final int REMEMBERED_MAX = 64;
    private static final Caller BROWSER = new Caller("a browser", false);

    private record Answer(long asked, CompletableFuture<Reply> reply) {
        boolean fresh() {
            return System.nanoTime() - asked < FRESH_NANOS;
        }
    }

    private final RequestHandler daemon;
    private final Map<Request.Query, Answer> answers = new ConcurrentHashMap<>();

    Question(RequestHandler daemon) {
        this.daemon = daemon;
    }

    /** The daemon's answer; empty if it gives none in time. */
    Optional<Reply> ask(Request.Query query) throws InterruptedException {
        if (answers.size() > REMEMBERED_MAX) {
            answers.values().removeIf(answer -> !answer.fresh());
        }
        Answer answer = answers.compute(query, (_, last) -> last != null && last.fresh() ? last : begin(query));
        try {
            return Optional.of(answer.reply().get());
        } catch (ExecutionException late) {
            return Optional.empty();
        }
    }

    private Answer begin(Request.Query query) {
        var reply = new CompletableFuture<Reply>();
        var pending = daemon.handle(BROWSER, query, part -> {
            if (part.isLast()) {
                reply.complete(part);
            }
        });
        // Whoever waits is one of many; the daemon forgets the request when nobody waits any more.
        var _ = reply.orTimeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, late) -> {
            if (late != null) {
                pending.giveUp();
            }
        });
        return new Answer(System.nanoTime(), reply);
    }
}
