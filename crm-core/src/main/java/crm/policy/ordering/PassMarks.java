package crm.policy.ordering;

import crm.policy.constraint.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

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
    private final LinkFile before;
    private final LinkFile after;
    private final Deque<Visit> visits = new ArrayDeque<>();
    /** Of each action the last step that looked at an ordering in which it comes first. */
    private final int[] causedIn;

    private int steps;

    PassMarks(
            LinkActions linked,
            Map<Integer, Integer> needed,
            EffectRules rules,
            CollectiveRules collectives,
            MarkBoard board) {
        int actions = linked.actions().size();
        this.linked = linked;
        this.needed = needed;
        this.rules = rules;
        this.collectives = collectives;
        this.board = board;
        this.before = new LinkFile(linked.links().reversed(), actions, Link::then);
        this.after = new LinkFile(bundlesReversed(linked.links()), actions, Link::first);
        this.causedIn = new int[actions];
    }

    /** What reaches a collective reaches its members next, the first of them first. */
    private static List<Link> bundlesReversed(List<Link> links) {
        var reversed = new ArrayList<Link>(links.size());
        int end = links.size();
        for (int begin = end - 1; begin >= 0; begin--) {
            Link link = links.get(begin);
            if (link.visible() || begin == 0 || links.get(begin - 1).first() != link.first()) {
                reversed.addAll(links.subList(begin, end));
                end = begin;
            }
        }
        return reversed;
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
        /** Members that changed along with their collective. */
        private final List<Integer> members = new ArrayList<>();

        private int followed;
        private int back;
        private int ahead;
        private boolean passedUp;

        Visit(int action, Course course) {
            this.action = action;
            this.course = course;
            this.back = before.begin(action);
            this.ahead = course == Course.BACK ? after.end(action) : after.begin(action);
        }

        /** Goes one step on; false if there is none. */
        boolean step() {
            boolean canGoAhead = ahead < after.end(action);
            if (back < before.end(action) && !(canGoAhead && course == Course.AHEAD_THEN_BACK)) {
                apply(before.at(back++));
            } else if (!passedUp && course == Course.BACK_THEN_AHEAD) {
                passedUp = true;
                collectives.apply(linked.actions().get(action));
            } else if (canGoAhead) {
                pass(after.at(ahead++));
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
            boolean wentAhead = ahead > after.begin(action) && course != Course.BACK;
            if (wentAhead) {
                Link last = after.at(ahead - 1);
                if (!last.visible() && last.then() == changed) {
                    members.add(changed);
                    return Course.BACK;
                }
            }
            return causedIn[changed] == steps ? Course.AHEAD_THEN_BACK : Course.BACK_THEN_AHEAD;
        }

        /** Whether a member is left of which the rest is to be followed up now that all of them have changed. */
        boolean hasNextMember() {
            return followed < members.size()
                    && (ahead == after.end(action) || after.at(ahead).visible());
        }

        int nextMember() {
            return members.get(followed++);
        }
    }

    /** Works until all is settled. */
    void settle() {
        board.beginAnew();
        for (int action = linked.actions().size() - 1; action >= 0; action--) {
            visits.push(new Visit(action, Course.BACK_THEN_AHEAD));
            while (!visits.isEmpty()) {
                goOn(visits.element());
            }
        }
    }

    private void goOn(Visit visit) {
        if (visit.hasNextMember()) {
            visits.push(new Visit(visit.nextMember(), Course.BACK_THEN_AHEAD));
            return;
        }
        steps++;
        if (!visit.step()) {
            visits.remove();
        }
        OptionalInt changed = board.next();
        while (changed.isPresent()) {
            visits.push(new Visit(changed.getAsInt(), visit.follow(changed.getAsInt())));
            changed = board.next();
        }
    }

    private void apply(Link link) {
        causedIn[link.first()] = steps;
        rules.apply(link);
    }

    private void pass(Link link) {
        if (link.visible() && rules.mayMark(link)) {
            for (int place = before.begin(link.then()); place < before.end(link.then()); place++) {
                Link newer = before.at(place);
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
            long open = before.of(gate).stream()
                    .filter(l -> l.has(Effect.COUNTS) && !rules.isBlocked(l.first()))
                    .count();
            if (open < needed.getOrDefault(gate, 0)) {
                board.add(gate, Mark.BLOCKED);
            }
        }
    }
}
