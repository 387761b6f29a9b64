package crm.coordination;

/** What the state machine of a node knows and does; each state holds exactly the data it has. */
public sealed interface CoordinatorState {

    /** The journal is not read back yet, or this node is not admitted yet. */
    record Joining() implements CoordinatorState {}
}
