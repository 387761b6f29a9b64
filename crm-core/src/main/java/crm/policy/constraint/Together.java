package crm.policy.constraint;

import crm.model.Role;
import crm.model.Score;
import java.util.Optional;

/**
 * A dependent wants (or, with a negative score, does not want) to be where a primary is.
 *
 * @param dependent a unit's index
 * @param primary a unit's index
 * @param attribute nodes count as one where this attribute is equal
 * @param influence whether the dependent's preferences pull the primary even while that is active
 * @param implied whether a group, clone or bundle implies it
 */
public record Together(
        String id,
        int dependent,
        Optional<Role> dependentRole,
        int primary,
        Optional<Role> primaryRole,
        Score score,
        String attribute,
        boolean influence,
        boolean implied) {

    /** The attribute that tells every node from every other. */
    public static final String NODE_NAME = "#uname";

    public boolean isMandatory() {
        return score.isMandatory();
    }
}
