package crm.policy.ordering;

import crm.policy.action.DraftedAction;
import crm.policy.placement.Placement;
import crm.transition.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every action with what became of it.
 *
 * @param actions in the order in which they were drafted
 * @param placement where everything will be, without those whose companions cannot be there
 */
public record ResolvedActions(List<Resolved> actions, Placement placement) {

    public Resolved at(int number) {
        return actions.get(number);
    }

    public ResolvedActions {
        actions = List.copyOf(actions);
    }

    /**
     * An action, its marks, and what it waits for.
     *
     * @param why what made it needed or impossible
     * @param links orderings in which it is then, in the order in which they came up
     */
    public record Resolved(DraftedAction action, Set<Mark> marks, Optional<Reason> why, List<Link> links) {
        public Resolved {
            links = List.copyOf(links);
        }

        /** The same action, which waits for more. */
        Resolved after(List<Link> more) {
            return new Resolved(
                    action,
                    marks,
                    why,
                    Stream.concat(links.stream(), more.stream()).toList());
        }

        public boolean isRequired() {
            return marks.contains(Mark.REQUIRED) && !marks.contains(Mark.CANCELLED);
        }

        public boolean isRunnable() {
            return !marks.contains(Mark.BLOCKED);
        }

        public boolean isShown() {
            return marks.contains(Mark.SHOWN);
        }

        /** Whether nothing is called: a start that is part of a migration that cannot be is a start after all. */
        public boolean isPseudo() {
            return action.pseudo() && !(action.migratable() && marks.contains(Mark.UNMIGRATABLE));
        }

        public boolean isMigratable() {
            return action.migratable() && !marks.contains(Mark.UNMIGRATABLE);
        }
    }
}
