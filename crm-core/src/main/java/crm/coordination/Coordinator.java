package crm.coordination;

import java.time.Instant;

/** The node's state machine. */
public interface Coordinator {

    /** What follows from an event at this time. */
    Decision on(Event event, Instant now);
}
