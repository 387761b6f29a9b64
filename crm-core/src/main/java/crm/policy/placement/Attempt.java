package crm.policy.placement;

import java.util.Optional;

/**
 * How an instance is to be placed.
 *
 * @param preferred a node to take if no other is better
 * @param definite whether an instance no node can take is to be stopped; a mere trial leaves it open
 */
record Attempt(Optional<Integer> preferred, boolean definite) {

    static final Attempt DEFINITE = new Attempt(Optional.empty(), true);

    /** A definite attempt that prefers a node. */
    static Attempt definite(int node) {
        return new Attempt(Optional.of(node), true);
    }

    static Attempt tentative(int node) {
        return new Attempt(Optional.of(node), false);
    }
}
