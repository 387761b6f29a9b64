package crm.policy.action;

import crm.configuration.ClusterOptions;
import crm.model.NodeName;
import crm.policy.constraint.ActionOrdering;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import java.util.ArrayList;
import java.util.List;

/** Drafts every action, in the order in which Pacemaker thinks of them: ties later on are decided by it. */
public final class DraftActions {

    final ClusterOptions options;
    final Situation situation;
    final Placement placement;
    final ActionSheet sheet;
    final DraftUnfencing unfencing;
    final ConstraintIndex constraints;

    public DraftActions(ClusterOptions options, Situation situation, ConstraintIndex constraints, Placement placement) {
        this.options = options;
        this.situation = situation;
        this.constraints = constraints;
        this.placement = placement;
        this.sheet = new ActionSheet(options, situation, placement);
        this.unfencing = new DraftUnfencing(situation, sheet, placement);
    }

    public ActionDraft result() {
        sheet.fenceUnclean();
        situation.noticed().forEach(this::notice);
        List<Sketch> gates = constraints.gates().stream().map(sheet::gate).toList();
        unfencing.draft();
        situation.units().forEach(this::recover);
        situation.forgets().forEach(this::forget);
        new DraftChanges(this, this::forget).draft();
        situation.units().forEach(unit -> {
            if (unit instanceof Unit.Instance instance) {
                new DraftCancels(sheet, situation, placement).draft(instance, options);
            }
        });
        new DraftProbes(this).draft();
        situation.top().forEach(this::forgetRemoved);
        placement.order().forEach(this::draft);
        new DraftRemoteOrders(situation, placement, sheet).draft();
        new DraftFencing(this).draft();
        var orderings = new ArrayList<ActionOrdering>();
        for (ActionOrdering ordering : constraints.orderings()) {
            orderings.add(new ActionOrdering(
                    end(ordering.first(), gates), end(ordering.then(), gates), ordering.scope(), ordering.effects()));
        }
        orderings.addAll(sheet.orderings());
        return new ActionDraft(
                sheet.all().stream().map(Sketch::draft).toList(),
                orderings,
                sheet.fences(),
                sheet.resets(),
                sheet.needed());
    }

    private static ActionOrdering.End end(ActionOrdering.End end, List<Sketch> gates) {
        return end instanceof ActionOrdering.Passage(int gate) ? gates.get(gate).end() : end;
    }

    /** What histories brought up is thought of first, though not needed for that. */
    private void notice(Situation.Noticed noticed) {
        Verb.parse(noticed.task())
                .ifPresent(verb -> sheet.ask(
                        situation.units().get(noticed.unit()), verb, noticed.interval(), noticed.node(), false));
    }

    private void recover(Unit unit) {
        InstanceStanding standing = situation.standing(unit);
        for (NodeName node : standing.demotesNeeded()) {
            sheet.need(unit, Verb.DEMOTE, node).own = new ActionReason.Failed(unit.id(), node);
        }
        for (NodeName node : standing.stopsNeeded()) {
            sheet.need(unit, Verb.STOP, node).own = new ActionReason.Failed(unit.id(), node);
        }
    }

    private Sketch forget(Situation.Forget forget) {
        Unit unit = situation.units().get(forget.unit());
        Sketch clear = sheet.need(unit, Verb.CLEAR_FAIL_COUNT, forget.node());
        clear.own = new ActionReason.FailuresForgotten(unit.id(), forget.node(), forget.because());
        clear.details.put("op_no_wait", "true");
        boolean waits = options.fencingEnabled()
                && !unit.definition().reconnectInterval().isZero();
        NodeName behind = new NodeName(unit.id().resource().value());
        if (waits && unit.definition().isRemoteConnection() && situation.nodes().containsKey(behind)) {
            // Before the node behind it is fenced the failure is not over.
            sheet.order(ActionOrdering.of(sheet.fencing(behind).end(), clear.end(), Effect.FIRST_REQUIRES_THEN));
        }
        return clear;
    }

    /** What is not configured any more takes its failures with it. */
    private void forgetRemoved(Unit unit) {
        if (!situation.standing(unit).removed() || !options.stopRemovedResources()) {
            return;
        }
        for (NodeStanding node : situation.nodes().values()) {
            if (node.online()
                    && situation.failCounts().effective(unit, node.name()).isPositive()) {
                Situation.Forget orphan = new Situation.Forget(unit.index(), node.name(), "it is orphaned");
                sheet.order(ActionOrdering.of(forget(orphan).end(), ActionOrdering.Deed.of(unit.index(), Verb.STOP)));
            }
        }
    }

    private void draft(Unit unit) {
        switch (unit) {
            case Unit.Instance instance -> new DraftInstance(this, instance).draft();
            case Unit.GroupUnit group -> {
                group.members().forEach(this::draft);
                points(group, List.of(Verb.START, Verb.RUNNING, Verb.STOP, Verb.STOPPED));
                if (situation.isPartOfPromotable(group)) {
                    points(group, List.of(Verb.DEMOTE, Verb.DEMOTED, Verb.PROMOTE, Verb.PROMOTED));
                }
            }
            case Unit.BundleUnit bundle -> draft(bundle);
            case Unit.CloneUnit clone -> {
                placement.turns(clone).forEach(this::draft);
                points(clone, List.of(Verb.START, Verb.RUNNING, Verb.STOP, Verb.STOPPED));
                sheet.point(clone, Verb.STOP).migratable = !anyRestarts(clone);
                if (clone.options().promotable()) {
                    points(clone, List.of(Verb.PROMOTE, Verb.PROMOTED, Verb.DEMOTE, Verb.DEMOTED));
                }
                new DraftNotices(sheet, situation).draft(clone);
            }
        }
    }

    private void draft(Unit.BundleUnit bundle) {
        bundle.containers().forEach(this::draft);
        for (Unit.Replica replica : bundle.replicas()) {
            replica.address().ifPresent(this::draft);
            replica.connection().ifPresent(this::draft);
        }
        points(bundle, List.of(Verb.START, Verb.RUNNING, Verb.STOP, Verb.STOPPED));
        bundle.contained().ifPresent(clone -> {
            draft(clone);
            if (clone.options().promotable()) {
                points(bundle, List.of(Verb.PROMOTE, Verb.PROMOTED, Verb.DEMOTE, Verb.DEMOTED));
            }
        });
    }

    private boolean anyRestarts(Unit unit) {
        return (sheet.of(unit, Verb.START).stream().anyMatch(Sketch::isDue)
                        && sheet.of(unit, Verb.STOP).stream().anyMatch(Sketch::isDue))
                || unit.children().stream().anyMatch(this::anyRestarts);
    }

    /** A collective does nothing itself: it only marks when its members begin and when they are done. */
    private void points(Unit unit, List<Verb> verbs) {
        for (Verb verb : verbs) {
            sheet.point(unit, verb).own = new ActionReason.Waypoint(unit.id());
        }
    }
}
