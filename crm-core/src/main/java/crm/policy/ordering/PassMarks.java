package crm.policy.ordering;

import crm.policy.constraint.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    /** Actions that came first in the orderings just looked at. */
    private final Set<Integer> causes = new HashSet<>();

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
        this.before = new ArrayList<>(linked.actions().size());
        this.after = new ArrayList<>(linked.actions().size());
        for (int i = 0; i < linked.actions().size(); i++) {
            before.add(new ArrayList<>());
            after.add(new ArrayList<>());
        }
        for (Link link : linked.links().reversed()) {
            before.get(link.then()).add(link);
        }
        for (List<Link> bundle : bundles().reversed()) {
            after.get(bundle.getFirst().first()).addAll(bundle);
        }
    }

    /** What reaches a collective reaches its members next, the first of them first. */
    private List<List<Link>> bundles() {
        var bundles = new ArrayList<List<Link>>();
        for (Link link : linked.links()) {
            if (link.visible()
                    || bundles.isEmpty()
                    || bundles.getLast().getFirst().first() != link.first()) {
                bundles.add(new ArrayList<>());
            }
            bundles.getLast().add(link);
        }
        return bundles;
    }

    /** In which direction orderings are followed up from an action that changed. */
    private enum Course {
        /** What it comes after, then what comes after it. */
        BACK_THEN_AHEAD,
        /** It is the earlier one that changed: what comes after it first. */
        AHEAD_THEN_BACK,
        /** It changed along with its collective: what comes after it has to wait until all members have changed. */
        BACK
    }

    /** A look at an action, of which something may be left to do. */
    private final class Visit {
        private final int action;
        private final Course course;
        private final Deque<Integer> members = new ArrayDeque<>();
        private int back;
        private int ahead;
        private boolean passedUp;

        Visit(int action, Course course) {
            this.action = action;
            this.course = course;
            this.ahead = course == Course.BACK ? after.get(action).size() : 0;
        }

        /** Goes one step on; false if there is none. */
        boolean step() {
            boolean canGoAhead = ahead < after.get(action).size();
            if (back < before.get(action).size() && !(canGoAhead && course == Course.AHEAD_THEN_BACK)) {
                apply(before.get(action).get(back++));
            } else if (!passedUp && course == Course.BACK_THEN_AHEAD) {
                passedUp = true;
                collectives.apply(linked.actions().get(action));
            } else if (canGoAhead) {
                pass(after.get(action).get(ahead++));
            } else if (!passedUp && course != Course.BACK) {
                passedUp = true;
                collectives.apply(linked.actions().get(action));
            } else {
                return false;
            }
            return true;
        }

        /** How to follow up a change that the last step made. */
        Course follow(int changed) {
            boolean wentAhead = ahead > 0 && course != Course.BACK;
            if (wentAhead) {
                Link last = after.get(action).get(ahead - 1);
                if (!last.visible() && last.then() == changed) {
                    members.add(changed);
                    return Course.BACK;
                }
            }
            return causes.contains(changed) ? Course.AHEAD_THEN_BACK : Course.BACK_THEN_AHEAD;
        }

        /** A member of which the rest is to be followed up now that all of them have changed. */
        Optional<Integer> nextMember() {
            boolean more = ahead < after.get(action).size()
                    && !after.get(action).get(ahead).visible();
            return more ? Optional.empty() : Optional.ofNullable(members.poll());
        }
    }

    /** Works until all is settled. */
    void settle() {
        board.beginAnew();
        for (int action = linked.actions().size() - 1; action >= 0; action--) {
            visits.push(new Visit(action, Course.BACK_THEN_AHEAD));
            while (!visits.isEmpty()) {
                Visit visit = visits.element();
                Optional<Integer> member = visit.nextMember();
                if (member.isPresent()) {
                    visits.push(new Visit(member.get(), Course.BACK_THEN_AHEAD));
                    continue;
                }
                causes.clear();
                if (!visit.step()) {
                    visits.remove();
                }
                Optional<Integer> changed = board.next();
                while (changed.isPresent()) {
                    visits.push(new Visit(changed.get(), visit.follow(changed.get())));
                    changed = board.next();
                }
            }
        }
    }

    private void apply(Link link) {
        causes.add(link.first());
        rules.apply(link);
    }

    private void pass(Link link) {
        if (link.visible() && rules.mayMark(link)) {
            for (Link newer : before.get(link.then())) {
                if (newer.equals(link)) {
                    break;
                }
                apply(newer);
            }
        }
        apply(link);
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
