package crm.policy.constraint;

import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What an ordering between two resources means if they migrate live instead of being stopped and started: what must
 * be started before another is started must also be there before the other leaves its node.
 */
final class MigrationEquivalents {

    private final Situation situation;

    MigrationEquivalents(Situation situation) {
        this.situation = situation;
    }

    /** The same orderings, each followed by what it means for migrations. */
    List<ActionOrdering> with(List<ActionOrdering> orderings) {
        var all = new ArrayList<ActionOrdering>();
        for (ActionOrdering ordering : orderings) {
            all.add(ordering);
            if (ordering.first() instanceof Deed first && ordering.then() instanceof Deed then) {
                add(first, then, all);
            }
        }
        return all;
    }

    private void add(Deed first, Deed then, List<ActionOrdering> all) {
        Unit one = situation.units().get(first.unit());
        Unit other = situation.units().get(then.unit());
        boolean related = one.index() == other.index()
                || situation.topOf(one).index() == other.index()
                || situation.topOf(other).index() == one.index();
        boolean firstMigrates = migrates(one);
        boolean thenMigrates = migrates(other);
        if (related || !thenMigrates) {
            return;
        }
        Scope scope = firstMigrates ? Scope.UNLESS_FIRST_MIGRATES : Scope.ALWAYS;
        boolean partial = situation.standing(other).migration().isPresent();
        switch (first.verb().deed()) {
            case START -> {
                if (then.verb() == Verb.START) {
                    if (firstMigrates) {
                        order(one, Verb.MIGRATE_FROM, other, Verb.MIGRATE_TO, Scope.ALWAYS, all);
                    }
                    order(first, other, Verb.MIGRATE_TO, scope, all);
                }
            }
            case STOP -> {
                if (then.verb() == Verb.STOP) {
                    order(first, other, Verb.MIGRATE_TO, scope, all);
                    if (partial) {
                        order(first, other, Verb.MIGRATE_FROM, scope, all);
                    }
                }
            }
            case PROMOTE -> {
                if (then.verb() == Verb.START) {
                    order(first, other, Verb.MIGRATE_TO, Scope.ALWAYS, all);
                }
            }
            case DEMOTE -> {
                if (then.verb() == Verb.STOP) {
                    order(first, other, Verb.MIGRATE_TO, Scope.ALWAYS, all);
                    if (partial) {
                        order(first, other, Verb.MIGRATE_FROM, Scope.ALWAYS, all);
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean migrates(Unit unit) {
        return unit.definition().mayMigrate();
    }

    private static void order(Deed first, Unit then, Verb verb, Scope scope, List<ActionOrdering> all) {
        all.add(new ActionOrdering(first, Deed.of(then.index(), verb), scope, Set.of()));
    }

    private static void order(Unit first, Verb firstVerb, Unit then, Verb verb, Scope scope, List<ActionOrdering> all) {
        order(Deed.of(first.index(), firstVerb), then, verb, scope, all);
    }
}
