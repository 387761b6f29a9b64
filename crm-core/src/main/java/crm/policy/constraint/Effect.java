package crm.policy.constraint;

/**
 * What an ordering between two actions does besides putting one before the other. Each effect asks for the presence
 * of marks only, and adds marks only.
 */
public enum Effect {
    /** A required first makes then required, unless first is part of a live migration. */
    FIRST_REQUIRES_THEN,
    /**
     * A required then that cannot migrate keeps first from migrating. It does not require first: what must stop before
     * another stops does so because it could not be started again without that other.
     */
    THEN_KEEPS_FIRST_FROM_MIGRATING,
    /** A required then makes first required if then's resource is promoted now, and keeps it from migrating too. */
    PROMOTED_THEN_REQUIRES_FIRST,
    /** A first that cannot be done blocks then. */
    BLOCKED_FIRST_BLOCKS_THEN,
    /**
     * First is the stop and then the start of a restart: a required start requires the stop, a start that cannot be
     * done requires it too, and a required stop that cannot be done blocks the start.
     */
    RESTART,
    /** A required first shows then in the plan. */
    FIRST_SHOWS_THEN,
    /** A required then shows first in the plan. */
    THEN_SHOWS_FIRST,
    /** A first that cannot be done blocks then and requires it, unless what then would do is so already. */
    ASYMMETRIC,
    /** A required then cancels first. */
    THEN_CANCELS_FIRST,
    /** First counts towards the number that then needs. */
    COUNTS,
    /** A then that cannot migrate or cannot be done blocks first; a required one requires it. */
    UNMIGRATABLE_THEN_BLOCKS,
    /** A first that cannot be done keeps then from being part of a live migration: then is done after all. */
    BLOCKED_FIRST_MAKES_THEN_REAL,
    /** First must be done if then is, on the node where first is. */
    FIRST_REQUIRES_THEN_ON_ITS_NODE,
    /** Not both at once: no mark follows from that, but then waits for first even if that can never be done. */
    NOT_AT_ONCE
}
