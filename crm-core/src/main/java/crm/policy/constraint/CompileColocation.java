package crm.policy.constraint;

import crm.model.Constraint;
import crm.model.Role;
import crm.model.Score;
import crm.policy.situation.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one colocation constraint apart. */
final class CompileColocation {

    private final Constraint.Colocation constraint;
    private final Resolve resolve;
    private final List<Together> pairs = new ArrayList<>();

    CompileColocation(Constraint.Colocation constraint, Resolve resolve) {
        this.constraint = constraint;
        this.resolve = resolve;
    }

    List<Together> result() {
        if (constraint.dependent().isPresent() && constraint.primary().isPresent()) {
            Constraint.Member dependent = constraint.dependent().get();
            Constraint.Member primary = constraint.primary().get();
            if (resolve.isTag(dependent.resource()) && resolve.isTag(primary.resource())) {
                // Which of many should be with which of many others? The reference heeds no such constraint.
                return pairs;
            }
            for (Unit left : side(dependent)) {
                for (Unit right : side(primary)) {
                    pair(left, dependent.role(), right, primary.role(), constraint.score());
                }
            }
            return pairs;
        }
        Optional<Constraint.ResourceSet> previous = Optional.empty();
        for (Constraint.ResourceSet set : constraint.sets()) {
            within(set);
            previous.ifPresent(last -> between(last, set));
            previous = Optional.of(set);
        }
        return pairs;
    }

    private List<Unit> side(Constraint.Member member) {
        if (member.instance().isPresent()) {
            return resolve.unit(member.resource(), member.instance()).stream().toList();
        }
        return resolve.units(member.resource());
    }

    private void pair(
            Unit dependent, Optional<Role> dependentRole, Unit primary, Optional<Role> primaryRole, Score score) {
        if (score.equals(Score.ZERO) || dependent.index() == primary.index()) {
            return;
        }
        boolean influence = constraint.influence().orElse(dependent.definition().flag("critical", true));
        pairs.add(new Together(
                constraint.id(),
                dependent.index(),
                meaningful(dependentRole),
                primary.index(),
                meaningful(primaryRole),
                score,
                constraint.nodeAttribute().orElse(Together.NODE_NAME),
                influence,
                false));
    }

    /** Started is what any active role is. */
    private static Optional<Role> meaningful(Optional<Role> role) {
        return role.filter(r -> r != Role.STARTED);
    }

    private List<Unit> members(Constraint.ResourceSet set) {
        return set.resources().stream()
                .flatMap(id -> resolve.units(id).stream())
                .toList();
    }

    /** In a sequential set each member is with the one before it; in a set of enemies each with all before it. */
    private void within(Constraint.ResourceSet set) {
        Score score = set.score().orElse(constraint.score());
        List<Unit> members = members(set);
        if (!set.sequential().orElse(true)) {
            return;
        }
        boolean listed = set.ordering().orElse("group").equals("listed");
        for (int i = 1; i < members.size(); i++) {
            if (score.isNegative()) {
                for (int j = 0; j < i; j++) {
                    pair(members.get(i), set.role(), members.get(j), set.role(), score);
                }
            } else if (listed) {
                pair(members.get(i - 1), set.role(), members.get(i), set.role(), score);
            } else {
                pair(members.get(i), set.role(), members.get(i - 1), set.role(), score);
            }
        }
    }

    /** An earlier set depends on the next: by its first member if sequential, else by each. */
    private void between(Constraint.ResourceSet dependent, Constraint.ResourceSet primary) {
        List<Unit> left = members(dependent);
        List<Unit> right = members(primary);
        if (left.isEmpty() || right.isEmpty()) {
            return;
        }
        if (dependent.sequential().orElse(true)) {
            left = List.of(left.getFirst());
        }
        if (primary.sequential().orElse(true)) {
            right = List.of(right.getLast());
        }
        for (Unit one : left) {
            for (Unit other : right) {
                pair(one, dependent.role(), other, primary.role(), constraint.score());
            }
        }
    }
}
