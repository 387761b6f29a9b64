package crm.policy.rule;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers the earliest moment at which time alone changes something. Lives for one plan's reading. */
public final class NextChange {

    private final Instant now;
    private @Nullable Instant earliest;

    public NextChange(Instant now) {
        this.now = now;
    }

    /** Notes that something turns at {@code when}; moments that have passed are of no interest. */
    public void note(Instant when) {
        if (when.isAfter(now) && (earliest == null || when.isBefore(earliest))) {
            earliest = when;
        }
    }

    public Optional<Instant> earliest() {
        return Optional.ofNullable(earliest);
    }
}
