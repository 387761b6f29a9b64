package crm.policy.ordering;

/** What has been found out about an action. Marks are only ever added. */
public enum Mark {
    /** It is needed. */
    REQUIRED,
    /** It cannot be done. */
    BLOCKED,
    /** It cannot be part of a live migration. */
    UNMIGRATABLE,
    /** Another action makes it pointless. */
    CANCELLED,
    /** It marks a point in the order that others refer to. */
    SHOWN
}
