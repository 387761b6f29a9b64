package crm.policy.action;

import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Drafts what follows from changes of the configuration since something was run. */
final class DraftChanges {

    private final ActionSheet sheet;
    private final Situation situation;
    private final DraftUnfencing unfencing;
    private final Consumer<Situation.Forget> forget;

    DraftChanges(DraftActions all, Consumer<Situation.Forget> forget) {
        this.forget = forget;
        this.sheet = all.sheet;
        this.situation = all.situation;
        this.unfencing = all.unfencing;
    }

    void draft() {
        for (Situation.Change change : situation.changes()) {
            switch (change) {
                case Situation.Cleanup cleanup -> cleanUp(cleanup);
                case Situation.AgentChanged changed -> {
                    Sketch stop = sheet.need(unit(changed.unit()), Verb.STOP, changed.node());
                    stop.own = new ActionReason.DefinitionChanged(
                            unit(changed.unit()).id());
                    unfencing.becauseOf(unit(changed.unit()), Optional.of(changed.node()), "Device definition changed");
                }
                case Situation.LockEnded lock -> {
                    Unit unit = unit(lock.unit());
                    sheet.need(unit, Verb.ERASE, lock.node()).own = new ActionReason.LockEnded(unit.id(), lock.node());
                }
                case Situation.NeedsRestart restart -> restart(restart);
                case Situation.NeedsReload reload -> reload(reload);
                case Situation.OrderAgain again -> {
                    unfencing.becauseOf(
                            unit(again.unit()), Optional.of(again.node()), "Device parameters changed (reschedule)");
                    Verb.parse(again.task())
                            .ifPresent(
                                    verb -> sheet.orderAgain(unit(again.unit()), verb, again.interval(), again.node()));
                }
                case Situation.FailuresMoot moot -> forget.accept(moot.forget());
            }
        }
    }

    private Unit unit(int index) {
        return situation.units().get(index);
    }

    /** A history is forgotten between the stop and the next start; what failed there is left as evidence. */
    private void cleanUp(Situation.Cleanup cleanup) {
        Unit unit = unit(cleanup.unit());
        if (situation.standing(unit).failed() || !situation.isTrusted(cleanup.node())) {
            return;
        }
        Sketch delete = sheet.need(unit, Verb.DELETE, cleanup.node());
        delete.own = situation.standing(unit).removed()
                ? situation.whyRemoved(unit)
                : new ActionReason.DefinitionChanged(unit.id());
        sheet.order(ActionOrdering.of(Deed.of(unit.index(), Verb.STOP), Deed.of(unit.index(), Verb.DELETE)));
        sheet.order(ActionOrdering.of(Deed.of(unit.index(), Verb.DELETE), Deed.of(unit.index(), Verb.START)));
    }

    private void restart(Situation.NeedsRestart restart) {
        Unit unit = unit(restart.unit());
        unfencing.becauseOf(unit, Optional.of(restart.node()), "Device parameters changed");
        Verb.parse(restart.task()).ifPresent(verb -> {
            Sketch action = sheet.ask(unit, verb, restart.interval(), null, true);
            action.required = true;
            action.why = new ActionReason.DefinitionChanged(unit.id());
        });
    }

    private void reload(Situation.NeedsReload change) {
        Unit unit = unit(change.unit());
        var standing = situation.standing(unit);
        if (!sheet.isManaged(unit) || standing.failed()) {
            return;
        }
        if (standing.startPending()) {
            sheet.need(unit, Verb.STOP, change.node());
            return;
        }
        unfencing.becauseOf(unit, Optional.empty(), "Device parameters changed (reload)");
        Sketch reload = sheet.ask(unit, Verb.RELOAD, Duration.ZERO, change.node(), true);
        reload.why = new ActionReason.DefinitionChanged(unit.id());
        for (Verb down : new Verb[] {Verb.STOP, Verb.DEMOTE}) {
            sheet.order(ActionOrdering.of(reload.end(), Deed.of(unit.index(), down), Effect.THEN_CANCELS_FIRST));
        }
    }
}
