package crm.coordination;

import java.util.Optional;

/** Where the state machine of a node stands; each state holds exactly the data it has. */
public sealed interface CoordinatorState {

    /** What the node knows in any state. */
    Facts facts();

    /** The same state, with what was learnt since. */
    default CoordinatorState knowing(Facts learnt) {
        return switch (this) {
            case Joining _ -> new Joining(learnt);
            case Following _ -> new Following(learnt);
            case Idle idle -> new Idle(learnt, idle.leadership());
            case Executing executing -> new Executing(learnt, executing.leadership(), executing.execution());
            case WithoutQuorum without -> new WithoutQuorum(learnt, without.since(), without.retreat());
            case Leaving _ -> new Leaving(learnt);
        };
    }

    /** The journal is not read back yet. */
    record Joining(Facts facts) implements CoordinatorState {}

    /** Another node leads, or nobody for the moment; this one performs what it is ordered to. */
    record Following(Facts facts) implements CoordinatorState {}

    /** This node leads and has nothing to carry out. */
    record Idle(Facts facts, Leadership leadership) implements CoordinatorState {}

    /** This node leads and carries out a plan. */
    record Executing(Facts facts, Leadership leadership, Execution execution) implements CoordinatorState {}

    /**
     * Too few voters are heard of.
     *
     * @param since when that began
     * @param retreat how far this node is with stopping what it may not run any more; empty if there is nothing
     */
    record WithoutQuorum(Facts facts, Moment since, Optional<Execution> retreat) implements CoordinatorState {}

    /** This node has left, and its daemon ends. */
    record Leaving(Facts facts) implements CoordinatorState {}
}
