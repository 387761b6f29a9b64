package crm.membership.journal;

import crm.journal.AgreedState;
import crm.journal.Entry;
import java.util.List;

/** What entries make of a state: {@code AgreedState::after}, or something simpler in a test. Pure. */
@FunctionalInterface
public interface Fold {

    /** The state after the entries that were committed together at this index; there may be none. */
    AgreedState after(AgreedState state, long index, List<Entry> entries);
}
