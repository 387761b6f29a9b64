package crm.coordination;

import java.time.Instant;

/**
 * What the clocks of a node say when something happens.
 *
 * @param date by the machine's clock, which may be wrong and may jump: for what people read, for the journal, and for what
 *     must be compared with what other nodes have written there
 * @param moment for everything that waits, or is waited for
 */
public record Now(Instant date, Moment moment) {

    /** What that clock, going on evenly, shows at another moment. */
    Instant at(Moment other) {
        return date.plus(moment.until(other));
    }
}
