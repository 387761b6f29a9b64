package crm.policy.ordering;

import crm.transition.Reason;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marks of all actions. Adding a mark that was not there puts the action on the worklist; nothing is ever taken
 * away, so the worklist must end, after at most as many entries as there are marks per action.
 */
public final class MarkBoard {

    private static final Mark[] ALL = Mark.values();

    /** Of each action a bit for each mark. */
    private final int[] marks;

    private final @Nullable Reason[] reasons;
    /** Actions to be looked at, each at most once: the last of them comes first. */
    private final int[] worklist;

    private int waiting;
    private final boolean[] listed;

    public MarkBoard(int actions) {
        this.marks = new int[actions];
        this.reasons = new @Nullable Reason[actions];
        this.worklist = new int[actions];
        this.listed = new boolean[actions];
    }

    private static int bit(Mark mark) {
        return 1 << mark.ordinal();
    }

    public boolean has(int action, Mark mark) {
        return (marks[action] & bit(mark)) != 0;
    }

    public Set<Mark> marks(int action) {
        var found = EnumSet.noneOf(Mark.class);
        for (int left = marks[action]; left != 0; left &= left - 1) {
            found.add(ALL[Integer.numberOfTrailingZeros(left)]);
        }
        return found;
    }

    /** Adds a mark; true if it was not there. */
    public boolean add(int action, Mark mark) {
        if (has(action, mark)) {
            return false;
        }
        marks[action] |= bit(mark);
        look(action);
        return true;
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
            worklist[waiting++] = action;
        }
    }

    /** Empties the worklist: whoever works it off begins with looking at everything. */
    public void beginAnew() {
        waiting = 0;
        Arrays.fill(listed, false);
    }

    /** The next action to be looked at; empty once all is settled. */
    public OptionalInt next() {
        if (waiting == 0) {
            return OptionalInt.empty();
        }
        int action = worklist[--waiting];
        listed[action] = false;
        return OptionalInt.of(action);
    }
}
