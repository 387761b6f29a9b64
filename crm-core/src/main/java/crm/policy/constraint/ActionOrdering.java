package crm.policy.constraint;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** One action, or all of a kind, before another. */
public record ActionOrdering(End first, End then, Scope scope, Set<Effect> effects) {

    public ActionOrdering {
        // Links share this set: it is asked again and again, and worked off in the order of declaration.
        effects =
                Collections.unmodifiableSet(effects.isEmpty() ? EnumSet.noneOf(Effect.class) : EnumSet.copyOf(effects));
    }

    /** One side of an ordering. */
    public sealed interface End {}

    /** Every action of this kind that a unit has, on whatever node. */
    public record Deed(int unit, Verb verb, Duration interval) implements End {
        public static Deed of(int unit, Verb verb) {
            return new Deed(unit, verb, Duration.ZERO);
        }
    }

    /** A gate, by its place among the {@linkplain ConstraintIndex#gates() gates}; it has an action once all are drafted. */
    public record Passage(int gate) implements End {}

    /** One action, by its number. */
    public record Single(int action) implements End {}

    public static ActionOrdering of(End first, End then, Effect... effects) {
        return new ActionOrdering(first, then, Scope.ALWAYS, Set.of(effects));
    }

    public boolean has(Effect effect) {
        return effects.contains(effect);
    }

    /** The same ordering without one of its effects. */
    public ActionOrdering without(Effect effect) {
        if (!has(effect)) {
            return this;
        }
        var fewer = EnumSet.copyOf(effects);
        fewer.remove(effect);
        return new ActionOrdering(first, then, scope, fewer);
    }
}
