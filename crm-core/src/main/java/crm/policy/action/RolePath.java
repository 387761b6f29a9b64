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
        while (!isReached(at, to)) {
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
                to == Role.PROMOTED ? new RoleStep(Verb.PROMOTE, Role.PROMOTED) : new RoleStep(Verb.STOP, Role.STOPPED);
            case PROMOTED -> new RoleStep(Verb.DEMOTE, Role.UNPROMOTED);
        };
    }

    /** Whoever is started is unpromoted as well; but what was unpromoted and knows no roles any more starts anew. */
    private static boolean isReached(Role at, Role to) {
        return at == to || (at == Role.STARTED && to == Role.UNPROMOTED);
    }
}
