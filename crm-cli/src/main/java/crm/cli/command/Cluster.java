package crm.cli.command;

import crm.control.Reply;
import crm.control.Request;
import java.time.Duration;
import java.util.function.Consumer;

/** The cluster, as a command asks it. */
public interface Cluster {

    /**
     * Asks and waits for the answer.
     *
     * @param progress told every progress on the way
     * @return the last reply; the first {@link Reply.Progress} if patience ends with it; {@link Reply.Failed} with
     *     {@link Reply.Kind#TIMED_OUT} if patience ends before any answer
     */
    Reply ask(Request request, Patience patience, Consumer<String> progress);

    /**
     * How long to wait.
     *
     * @param limit at most
     * @param untilAccepted whether to know that it was begun is enough
     */
    record Patience(Duration limit, boolean untilAccepted) {

        /** For questions that any node answers from what it knows. */
        public static final Patience QUESTION = new Patience(Duration.ofSeconds(15), false);
    }
}
