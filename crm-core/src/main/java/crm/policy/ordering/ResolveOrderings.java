package crm.policy.ordering;

import crm.policy.action.ActionDraft;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.ConstraintIndex;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works off all orderings until no mark can be added any more. */
public final class ResolveOrderings {

    private final ActionDraft draft;
    private final ConstraintIndex constraints;
    private final Situation situation;
    private final Placement placement;

    public ResolveOrderings(ActionDraft draft, ConstraintIndex constraints, Situation situation, Placement placement) {
        this.placement = placement;
        this.draft = draft;
        this.constraints = constraints;
        this.situation = situation;
    }

    public ResolvedActions result() {
        var linked = new LinkActions(draft, situation, placement);
        linked.link();
        List<DraftedAction> actions = linked.actions();
        Set<Integer> unplaced = linked.companions().unplaced();
        var board = new MarkBoard(actions.size());
        for (DraftedAction action : actions) {
            begin(board, action);
            if (action.unit().isPresent()
                    && unplaced.contains(action.unit().getAsInt())
                    && situation.units().get(action.unit().getAsInt()) instanceof Unit.Instance) {
                giveUp(board, action);
            }
        }
        var collectives = new CollectiveRules(linked, situation, constraints.colocations(), board);
        collectives.begin();
        var rules = new EffectRules(actions, situation, board);
        new PassMarks(linked, draft.needed(), rules, collectives, board).settle();
        show(linked, rules, board);
        return freeze(linked, board, unplaced);
    }

    /** Whoever will be nowhere stops, starts nothing and is watched no more. */
    private static void giveUp(MarkBoard board, DraftedAction action) {
        if (action.verb() == Verb.STOP) {
            board.add(action.number(), Mark.REQUIRED);
        } else if (action.verb() == Verb.START
                || (!action.interval().isZero() && !"7".equals(action.details().get("op_target_rc")))) {
            board.add(action.number(), Mark.BLOCKED);
        }
    }

    private static void begin(MarkBoard board, DraftedAction action) {
        action.why().ifPresent(why -> board.explain(action.number(), why));
        if (action.required()) {
            board.add(action.number(), Mark.REQUIRED);
        }
        if (action.shown()) {
            board.add(action.number(), Mark.SHOWN);
        }
        if (action.blocked()) {
            board.add(action.number(), Mark.BLOCKED);
        }
    }

    /** Points in the order are shown where something that happens refers to them; nothing follows from that. */
    private void show(LinkActions linked, EffectRules rules, MarkBoard board) {
        for (Link link : linked.links()) {
            if (!link.visible()) {
                continue;
            }
            if (link.has(Effect.FIRST_SHOWS_THEN)
                    && board.has(link.first(), Mark.REQUIRED)
                    && !(link.has(Effect.COUNTS)
                            ? rules.isBlocked(link.first())
                            : board.has(link.first(), Mark.BLOCKED))) {
                board.add(link.then(), Mark.SHOWN);
            }
            if (link.has(Effect.THEN_SHOWS_FIRST)
                    && board.has(link.then(), Mark.REQUIRED)
                    && begins(linked, link, board)) {
                board.add(link.first(), Mark.SHOWN);
            }
        }
    }

    /**
     * A bundle begins only if any of what runs inside was to begin from the start, and not just to come up again,
     * unless the bundle itself has to wait for others.
     */
    private boolean begins(LinkActions linked, Link link, MarkBoard board) {
        DraftedAction then = linked.actions().get(link.then());
        if (then.unit().isEmpty() || !(situation.units().get(then.unit().getAsInt()) instanceof Unit.CloneUnit clone)) {
            return true;
        }
        boolean waits = linked.links().stream()
                .anyMatch(other -> other.then() == link.first()
                        && !isInside(linked.actions().get(other.first()), clone));
        return clone.copies().stream()
                .flatMap(copy -> linked.find(copy.index(), then.verb()).stream())
                .anyMatch(action -> action.required() || (waits && board.has(action.number(), Mark.REQUIRED)));
    }

    /** Whether an action is of the bundle that a clone is inside of, or of any part of it. */
    private boolean isInside(DraftedAction action, Unit.CloneUnit clone) {
        Optional<Unit> bundle = situation.parent(clone);
        return action.unit().isPresent()
                && bundle.filter(whole -> {
                            Unit unit = situation.units().get(action.unit().getAsInt());
                            return unit.index() == whole.index()
                                    || situation
                                            .bundleOf(unit)
                                            .filter(b -> b.index() == whole.index())
                                            .isPresent();
                        })
                        .isPresent();
    }

    private ResolvedActions freeze(LinkActions linked, MarkBoard board, Set<Integer> unplaced) {
        List<DraftedAction> actions = linked.actions();
        List<Link> visible = linked.links().stream().filter(Link::visible).toList();
        var before = new LinkFile(visible, actions.size(), Link::then);
        var resolved = new ArrayList<ResolvedActions.Resolved>(actions.size());
        for (DraftedAction action : actions) {
            resolved.add(new ResolvedActions.Resolved(
                    action, board.marks(action.number()), board.reason(action.number()), before.of(action.number())));
        }
        var givenUp = new HashMap<Integer, Reason>();
        for (int unit : unplaced) {
            givenUp.put(
                    unit,
                    new PlacementReason.NoNodeLeft(situation.units().get(unit).id()));
        }
        Placement settled = placement.without(givenUp);
        return new ResolvedActions(new TellInstances(draft, situation, settled, resolved).result(), settled);
    }
}
