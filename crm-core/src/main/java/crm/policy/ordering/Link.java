package crm.policy.ordering;

import crm.policy.constraint.Effect;
import crm.policy.constraint.Scope;
import java.util.EnumSet;
import java.util.Set;

/**
 * An ordering between two actions.
 *
 * @param visible whether then really waits for first; else only marks pass
 */
public record Link(int first, int then, Scope scope, Set<Effect> effects, boolean visible) {

    public Link {
        effects = effects.isEmpty() ? EnumSet.noneOf(Effect.class) : EnumSet.copyOf(effects);
    }

    public boolean has(Effect effect) {
        return effects.contains(effect);
    }
}
