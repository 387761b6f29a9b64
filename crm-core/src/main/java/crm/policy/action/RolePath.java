package crm.policy.action;

import crm.model.Role;
import crm.policy.constraint.Verb;
import java.util.ArrayList;
import java.util.List;

/** The steps that lead from one role to another. */
final class RolePath {

    private RolePath() {}

    /** A step and the role it leads to. */
    record RoleStep(Verb verb, Role to) {}

    static List<RoleStep> between(Role from, Role to) {
        var steps = new ArrayList<RoleStep>();
        Role at = from;
        while (rank(at) != rank(to)) {
            RoleStep step = step(at, to);
            steps.add(step);
            at = step.to();
        }
        return steps;
    }

    private static RoleStep step(Role at, Role to) {
        return switch (at) {
            case STOPPED -> new RoleStep(Verb.START, to == Role.STARTED ? Role.STARTED : Role.UNPROMOTED);
            case STARTED, UNPROMOTED ->
                to == Role.STOPPED ? new RoleStep(Verb.STOP, Role.STOPPED) : new RoleStep(Verb.PROMOTE, Role.PROMOTED);
            case PROMOTED -> new RoleStep(Verb.DEMOTE, Role.UNPROMOTED);
        };
    }

    /** Started and unpromoted are the same height. */
    private static int rank(Role role) {
        return switch (role) {
            case STOPPED -> 0;
            case STARTED, UNPROMOTED -> 1;
            case PROMOTED -> 2;
        };
    }
}
