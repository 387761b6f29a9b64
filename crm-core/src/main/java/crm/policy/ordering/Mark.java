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
    /** Of a collective's point: what it stands for is needed from some member. */
    PART_REQUIRED,
    /** Of a collective's point: what it stands for cannot be done by all who would have to. */
    PARTS_BLOCKED,
    /** It marks a point in the order that others refer to. */
    SHOWN
}
