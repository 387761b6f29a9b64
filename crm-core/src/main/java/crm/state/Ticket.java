package crm.state;

import java.time.Instant;
import java.util.Optional;

/** A ticket of a multi-site cluster as this site holds it. */
public record Ticket(
        String id, boolean granted, boolean standby, Optional<Instant> lastGranted, Attributes attributes) {}
