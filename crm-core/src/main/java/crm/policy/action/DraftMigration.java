package crm.policy.action;

import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ActionOrdering.Deed;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;

/**
 * Drafts a live migration: the source hands over, the target takes over, the source cleans up with a stop, and the
 * start merely marks that it is there. Should any part turn out not to be possible live, stop and start are what they
 * usually are.
 */
final class DraftMigration {

    private final ActionSheet sheet;
    private final Situation situation;
    private final Unit.Instance instance;

    DraftMigration(ActionSheet sheet, Situation situation, Unit.Instance instance) {
        this.sheet = sheet;
        this.situation = situation;
        this.instance = instance;
    }

    /** Whether an instance may move live. */
    boolean isPossible(NodeName source, NodeName target) {
        InstanceStanding standing = situation.standing(instance);
        return instance.definition().mayMigrate()
                && sheet.isManaged(instance)
                && !standing.failed()
                && !standing.startPending()
                && !sheet.isUnclean(source)
                && !sheet.isUnclean(target);
    }

    /**
     * Drafts it.
     *
     * @param underWay whether the source has handed over already
     */
    void draft(NodeName source, NodeName target, boolean underWay) {
        Sketch start = sheet.mayNeed(instance, Verb.START, target);
        Sketch stop = sheet.mayNeed(instance, Verb.STOP, source);
        start.migratable = true;
        start.pseudo = true;
        stop.migratable = true;
        if (!underWay) {
            Sketch leave = part(Verb.MIGRATE_TO, source, start, source, target);
            leave.details.put("record_pending", "true");
        }
        part(Verb.MIGRATE_FROM, target, start, source, target);
        order(Verb.MONITOR, underWay ? Verb.MIGRATE_FROM : Verb.MIGRATE_TO);
        if (!underWay) {
            order(Verb.MIGRATE_TO, Verb.MIGRATE_FROM, Effect.UNMIGRATABLE_THEN_BLOCKS);
        }
        order(Verb.MIGRATE_FROM, Verb.STOP, Effect.UNMIGRATABLE_THEN_BLOCKS);
        order(Verb.MIGRATE_FROM, Verb.START, Effect.BLOCKED_FIRST_MAKES_THEN_REAL, Effect.UNMIGRATABLE_THEN_BLOCKS);
    }

    private Sketch part(Verb verb, NodeName node, Sketch start, NodeName source, NodeName target) {
        Sketch part = sheet.mayNeed(instance, verb, node);
        part.migratable = true;
        part.needs = start.needs;
        part.own = new ActionReason.Moves(instance.id(), source, target);
        part.details.put("migrate_source", source.value());
        part.details.put("migrate_target", target.value());
        return part;
    }

    private void order(Verb first, Verb then, Effect... effects) {
        sheet.order(ActionOrdering.of(Deed.of(instance.index(), first), Deed.of(instance.index(), then), effects));
    }
}
