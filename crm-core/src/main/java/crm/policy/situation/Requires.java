package crm.policy.situation;

/** What must be so before a resource may start. */
public enum Requires {
    NOTHING,
    /** Enough nodes are together. */
    QUORUM,
    /** And lost nodes are proven off. */
    FENCING,
    /** And the node itself was unfenced. */
    UNFENCING;

    public boolean fencing() {
        return this == FENCING || this == UNFENCING;
    }
}
