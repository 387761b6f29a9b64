package crm.policy.ordering;

import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An ordering between two actions.
 *
 * @param effects never changed by whoever gives it
 * @param spokenFor if present, first is a clone's point and then is on a node: first counts as required only if one of
 *     these, the clone's actions there, is
 */
public record Link(
        int first, int then, Scope scope, Set<Effect> effects, Reach reach, Optional<List<Integer>> spokenFor) {

    /** What an ordering reaches. */
    public enum Reach {
        /** Then waits for first, and marks pass between them. */
        WHOLE,
        /** Then waits for first; marks pass by other ways. */
        ORDER,
        /** Marks pass; what waits for what is said elsewhere. */
        MARKS
    }

    public static Link of(int first, int then, Scope scope, Set<Effect> effects, Reach reach) {
        return new Link(first, then, scope, effects, reach, Optional.empty());
    }

    public boolean has(Effect effect) {
        return effects.contains(effect);
    }

    /** Whether then really waits for first. */
    public boolean visible() {
        return reach != Reach.MARKS;
    }

    public boolean passesMarks() {
        return reach != Reach.ORDER;
    }
}
