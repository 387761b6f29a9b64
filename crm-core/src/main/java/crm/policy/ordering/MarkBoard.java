package crm.policy.ordering;

import crm.transition.Reason;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The marks of all actions. Adding a mark that was not there puts the action on the worklist; nothing is ever taken
 * away, so the worklist must end, after at most as many entries as there are marks per action.
 */
public final class MarkBoard {

    private static final Set<Mark> ALL = Collections.unmodifiableSet(EnumSet.allOf(Mark.class));

    /** Of each mark the actions that have it. */
    private final Map<Mark, BitSet> marked = new EnumMap<>(Mark.class);

    private final @Nullable Reason[] reasons;
    /** Actions to be looked at, each at most once: the last of them comes first. */
    private final int[] worklist;

    private int waiting;
    private final boolean[] listed;

    public MarkBoard(int actions) {
        ALL.forEach(mark -> marked.put(mark, new BitSet(actions)));
        this.reasons = new @Nullable Reason[actions];
        this.worklist = new int[actions];
        this.listed = new boolean[actions];
    }

    private BitSet having(Mark mark) {
        return Objects.requireNonNull(marked.get(mark));
    }

    public boolean has(int action, Mark mark) {
        return having(mark).get(action);
    }

    public Set<Mark> marks(int action) {
        var found = EnumSet.noneOf(Mark.class);
        for (Mark mark : ALL) {
            if (has(action, mark)) {
                found.add(mark);
            }
        }
        return found;
    }

    /** Adds a mark; true if it was not there. */
    public boolean add(int action, Mark mark) {
        if (has(action, mark)) {
            return false;
        }
        having(mark).set(action);
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
