package crm.policy.constraint;

/** When an ordering holds at all. */
public enum Scope {
    ALWAYS,
    /** If both actions are on the same node. */
    SAME_NODE,
    /** If both actions are on the same node and first is required. */
    SAME_NODE_IF_REQUIRED,
    /** If first is on the node then's resource goes to, and first is required. */
    TARGET_IF_REQUIRED,
    /** If first is not part of a live migration. */
    UNLESS_FIRST_MIGRATES
}
