package crm.policy.ordering;

import crm.transition.Reason;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marks of all actions. Adding a mark that was not there puts the action on the worklist; nothing is ever taken
 * away, so the worklist must end, after at most as many entries as there are marks per action.
 */
public final class MarkBoard {

    private final EnumSet<Mark>[] marks;
    private final @Nullable Reason[] reasons;
    private final Deque<Integer> worklist = new ArrayDeque<>();
    private final boolean[] listed;

    public MarkBoard(int actions) {
        this.marks = sets(actions);
        this.reasons = new @Nullable Reason[actions];
        this.listed = new boolean[actions];
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of sets cannot be made otherwise
    private static EnumSet<Mark>[] sets(int count) {
        EnumSet<Mark>[] sets = new EnumSet[count];
        for (int i = 0; i < count; i++) {
            sets[i] = EnumSet.noneOf(Mark.class);
        }
        return sets;
    }

    public boolean has(int action, Mark mark) {
        return marks[action].contains(mark);
    }

    public Set<Mark> marks(int action) {
        return EnumSet.copyOf(marks[action]);
    }

    /** Adds a mark; true if it was not there. */
    public boolean add(int action, Mark mark) {
        boolean added = marks[action].add(mark);
        if (added) {
            look(action);
        }
        return added;
    }

    /** Adds a mark and, if it is new and nothing else explains the action yet, the reason for it. */
    public boolean add(int action, Mark mark, Reason why) {
        boolean added = add(action, mark);
        if (added) {
            explain(action, why);
        }
        return added;
    }

    /** Gives a reason to an action that has none. */
    public void explain(int action, Reason why) {
        if (reasons[action] == null) {
            reasons[action] = why;
        }
    }

    public Optional<Reason> reason(int action) {
        return Optional.ofNullable(reasons[action]);
    }

    /** Puts an action on the worklist. */
    public void look(int action) {
        if (!listed[action]) {
            listed[action] = true;
            worklist.push(action);
        }
    }

    /** Empties the worklist: whoever works it off begins with looking at everything. */
    public void beginAnew() {
        worklist.clear();
        Arrays.fill(listed, false);
    }

    /** The next action to be looked at; empty once all is settled. */
    public Optional<Integer> next() {
        Integer action = worklist.poll();
        if (action != null) {
            listed[action] = false;
        }
        return Optional.ofNullable(action);
    }
}
