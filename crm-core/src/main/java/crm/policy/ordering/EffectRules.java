package crm.policy.ordering;

import crm.model.Role;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Effect;
import crm.policy.constraint.Verb;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.transition.ActionReason;
import crm.transition.ObstacleReason;
import crm.transition.PlacementReason;
import crm.transition.Reason;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What each effect does. Each rule asks for marks that are there and for facts that cannot change, never for marks
 * that are missing; so it does not matter in which order the rules are applied.
 */
public final class EffectRules {

    private final List<DraftedAction> actions;
    private final Situation situation;
    private final MarkBoard board;
    /** Numbers of the points that collectives have instead of doings. */
    private final BitSet points = new BitSet();

    public EffectRules(List<DraftedAction> actions, Situation situation, MarkBoard board) {
        this.actions = actions;
        this.situation = situation;
        this.board = board;
        for (DraftedAction action : actions) {
            boolean point = action.unit().isPresent()
                    && situation.units().get(action.unit().getAsInt()).isCollective();
            points.set(action.number(), point);
        }
    }

    /** Applies every effect of a link to the marks as they are now. */
    public void apply(Link link) {
        if (!link.passesMarks()) {
            return;
        }
        for (Effect effect : link.effects()) {
            apply(link, effect);
        }
        stopsOfBlocked(link);
    }

    /** Whether a link is likely to add a mark now. */
    boolean mayMark(Link link) {
        boolean requires = link.has(Effect.FIRST_REQUIRES_THEN)
                && board.has(link.first(), Mark.REQUIRED)
                && !board.has(link.then(), Mark.REQUIRED);
        boolean blocks = link.has(Effect.BLOCKED_FIRST_BLOCKS_THEN)
                && board.has(link.first(), Mark.BLOCKED)
                && !board.has(link.then(), Mark.BLOCKED);
        return requires || blocks;
    }

    private boolean firstIsRequired(Link link) {
        return link.spokenFor().isPresent()
                ? link.spokenFor().get().stream().anyMatch(action -> board.has(action, Mark.REQUIRED))
                : board.has(link.first(), isPoint(link.first()) ? Mark.PART_REQUIRED : Mark.REQUIRED);
    }

    /** Of a collective's point only what its members do counts, not what others make of the point itself. */
    private boolean isPoint(int action) {
        return points.get(action);
    }

    /** Whether an action cannot be done, of a collective's point as far as its members go. */
    boolean isBlocked(int first) {
        return board.has(first, isPoint(first) ? Mark.PARTS_BLOCKED : Mark.BLOCKED);
    }

    private void apply(Link link, Effect effect) {
        int first = link.first();
        int then = link.then();
        switch (effect) {
            case FIRST_REQUIRES_THEN -> {
                boolean migrates = actions.get(first).migratable() && !board.has(first, Mark.UNMIGRATABLE);
                boolean cleansUp = actions.get(first).abortsMigration()
                        && actions.get(first).unit().equals(actions.get(then).unit());
                if (!migrates && !cleansUp && firstIsRequired(link)) {
                    mark(then, Mark.REQUIRED, first);
                }
            }
            case FIRST_REQUIRES_THEN_ON_ITS_NODE -> {
                if (board.has(first, Mark.REQUIRED)
                        && actions.get(first).node().equals(actions.get(then).node())) {
                    mark(then, Mark.REQUIRED, first);
                }
            }
            case THEN_KEEPS_FIRST_FROM_MIGRATING -> {
                if (board.has(then, Mark.REQUIRED)) {
                    dragOutOfMigration(first, then);
                }
            }
            case PROMOTED_THEN_REQUIRES_FIRST -> {
                boolean promoted =
                        standing(then).map(s -> s.role() == Role.PROMOTED).orElse(false);
                if (promoted && board.has(then, Mark.REQUIRED)) {
                    mark(first, Mark.REQUIRED, then);
                    dragOutOfMigration(first, then);
                }
            }
            case BLOCKED_FIRST_BLOCKS_THEN -> {
                if (isBlocked(first)) {
                    mark(then, Mark.BLOCKED, first);
                    mark(then, Mark.UNMIGRATABLE, first);
                }
            }
            case RESTART -> restart(first, then);
            case ASYMMETRIC -> asymmetric(first, then);
            case THEN_CANCELS_FIRST -> {
                if (board.has(then, Mark.REQUIRED)) {
                    board.add(first, Mark.CANCELLED);
                }
            }
            case UNMIGRATABLE_THEN_BLOCKS -> {
                if (!actions.get(then).migratable()
                        || board.has(then, Mark.UNMIGRATABLE)
                        || board.has(then, Mark.BLOCKED)) {
                    mark(first, Mark.BLOCKED, then);
                }
                if (board.has(then, Mark.REQUIRED)) {
                    mark(first, Mark.REQUIRED, then);
                }
            }
            case BLOCKED_FIRST_MAKES_THEN_REAL -> {
                if (board.has(first, Mark.BLOCKED)) {
                    mark(then, Mark.UNMIGRATABLE, first);
                }
            }
            // These are looked at once everything else is settled.
            case FIRST_SHOWS_THEN, THEN_SHOWS_FIRST, COUNTS, NOT_AT_ONCE -> {}
        }
    }

    private void restart(int stop, int start) {
        boolean same = actions.get(stop).unit().equals(actions.get(start).unit());
        boolean managed = standing(start).map(InstanceStanding::managed).orElse(false);
        boolean cannotStart = board.has(start, Mark.BLOCKED) && same && managed;
        if (!board.has(start, Mark.REQUIRED) && !cannotStart) {
            return;
        }
        if (board.has(start, Mark.REQUIRED) || !actions.get(stop).blocked()) {
            mark(stop, Mark.REQUIRED, start);
        }
        dragOutOfMigration(stop, start);
        if (board.has(stop, Mark.REQUIRED) && board.has(stop, Mark.BLOCKED)) {
            mark(start, Mark.BLOCKED, stop);
        }
    }

    private void asymmetric(int first, int then) {
        if (!board.has(first, Mark.BLOCKED)) {
            return;
        }
        DraftedAction action = actions.get(then);
        Optional<InstanceStanding> standing = standing(then);
        boolean stopped = action.verb() == Verb.STOP
                && standing.map(s -> s.role() == Role.STOPPED).orElse(false);
        boolean started = action.verb() == Verb.START
                && !action.required()
                && standing.map(s -> s.role() != Role.STOPPED
                                && s.active().size() == 1
                                && action.node().equals(Optional.of(s.active().getFirst())))
                        .orElse(false);
        if (!stopped && !started) {
            mark(then, Mark.REQUIRED, first);
            mark(then, Mark.BLOCKED, first);
        }
    }

    private void dragOutOfMigration(int first, int then) {
        boolean cannot =
                board.has(then, Mark.UNMIGRATABLE) || !actions.get(then).migratable();
        if (actions.get(first).migratable() && cannot) {
            mark(first, Mark.UNMIGRATABLE, then);
        }
    }

    /** What must wait for the stop of something nobody may touch waits in vain, but not a collective's members. */
    private void stopsOfBlocked(Link link) {
        boolean heeds = link.has(Effect.FIRST_REQUIRES_THEN)
                || link.has(Effect.THEN_KEEPS_FIRST_FROM_MIGRATING)
                || link.has(Effect.RESTART);
        DraftedAction first = actions.get(link.first());
        if (heeds
                && link.visible()
                && first.verb() == Verb.STOP
                && board.has(link.first(), Mark.BLOCKED)
                && standing(link.first()).map(s -> !s.managed() && s.blocked()).orElse(false)) {
            mark(link.then(), Mark.BLOCKED, link.first());
        }
    }

    /** Adds a mark; the cause is told only if it is another resource's, or the cluster's. */
    private void mark(int action, Mark mark, int cause) {
        if (!board.add(action, mark)) {
            return;
        }
        if (mark == Mark.UNMIGRATABLE && !actions.get(action).migratable()) {
            // It never was.
            return;
        }
        DraftedAction because = actions.get(cause);
        if (because.unit().isPresent()
                && because.unit().equals(actions.get(action).unit())) {
            return;
        }
        board.explain(action, reason(mark, because));
    }

    private Reason reason(Mark mark, DraftedAction because) {
        if (because.unit().isEmpty()) {
            if (mark == Mark.BLOCKED && because.label().isPresent()) {
                return new PlacementReason.TooFewCan(because.label().get());
            }
            return new ActionReason.RequiredByCluster(because.verb().toString());
        }
        Unit unit = situation.units().get(because.unit().getAsInt());
        String task = because.verb().toString();
        return switch (mark) {
            case BLOCKED -> new ObstacleReason.WaitsForImpossible(unit.id(), task);
            case UNMIGRATABLE -> new ObstacleReason.CannotMigrate(unit.id(), task);
            case REQUIRED, PART_REQUIRED, PARTS_BLOCKED, CANCELLED, SHOWN ->
                new ActionReason.RequiredBy(unit.id(), task);
        };
    }

    private Optional<InstanceStanding> standing(int action) {
        var unit = actions.get(action).unit();
        return unit.isPresent() ? Optional.of(situation.standings().get(unit.getAsInt())) : Optional.empty();
    }
}
