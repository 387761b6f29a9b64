package crm.policy.ordering;

import crm.policy.constraint.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Passes marks on along the links until none can be added any more. Which marks there are in the end does not depend
 * on the order of passing, but which of several causes is told does: as in the reference what was thought of last comes
 * first, and what follows from a mark is followed up before anything else.
 */
final class PassMarks {

    private final LinkActions linked;
    private final Map<Integer, Integer> needed;
    private final EffectRules rules;
    private final CollectiveRules collectives;
    private final MarkBoard board;
    private final List<List<Link>> before;
    private final List<List<Link>> after;
    private final Deque<Visit> visits = new ArrayDeque<>();

    PassMarks(
            LinkActions linked,
            Map<Integer, Integer> needed,
            EffectRules rules,
            CollectiveRules collectives,
            MarkBoard board) {
        this.linked = linked;
        this.needed = needed;
        this.rules = rules;
        this.collectives = collectives;
        this.board = board;
        this.before = newestFirst(false);
        this.after = newestFirst(true);
    }

    private List<List<Link>> newestFirst(boolean byFirst) {
        var lists = new ArrayList<List<Link>>(linked.actions().size());
        linked.actions().forEach(_ -> lists.add(new ArrayList<>()));
        for (Link link : linked.links().reversed()) {
            lists.get(byFirst ? link.first() : link.then()).add(link);
        }
        return lists;
    }

    /** A look at an action, of which something may be left to do. */
    private final class Visit {
        private final int action;
        private final Iterator<Link> into;
        private final Iterator<Link> outOf;
        private boolean passedUp;

        Visit(int action) {
            this.action = action;
            this.into = before.get(action).iterator();
            this.outOf = after.get(action).iterator();
        }

        /** Goes one step on; false if there is none. */
        boolean step() {
            if (into.hasNext()) {
                rules.apply(into.next());
            } else if (outOf.hasNext()) {
                pass(outOf.next());
            } else if (!passedUp) {
                passedUp = true;
                collectives.apply(linked.actions().get(action));
            } else {
                return false;
            }
            return true;
        }
    }

    /** Works until all is settled. */
    void settle() {
        board.beginAnew();
        for (int action = linked.actions().size() - 1; action >= 0; action--) {
            visits.push(new Visit(action));
            while (!visits.isEmpty()) {
                if (!visits.element().step()) {
                    visits.remove();
                }
                Optional<Integer> changed = board.next();
                while (changed.isPresent()) {
                    visits.push(new Visit(changed.get()));
                    changed = board.next();
                }
            }
        }
    }

    private void pass(Link link) {
        if (rules.mayMark(link)) {
            for (Link newer : before.get(link.then())) {
                if (newer.equals(link)) {
                    break;
                }
                rules.apply(newer);
            }
        }
        rules.apply(link);
        passGate(link);
    }

    /** A gate is closed once too few of the actions before it can be done. */
    private void passGate(Link link) {
        if (link.has(Effect.COUNTS)) {
            int gate = link.then();
            long open = before.get(gate).stream()
                    .filter(l -> l.has(Effect.COUNTS) && !board.has(l.first(), Mark.BLOCKED))
                    .count();
            if (open < needed.getOrDefault(gate, 0)) {
                board.add(gate, Mark.BLOCKED);
            }
        }
    }
}
