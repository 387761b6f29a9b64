/**
 * Third stage: what constraints mean for units. Sets are taken apart, tags resolved, and what groups and clones imply
 * is added: after this stage there are only pairs.
 *
 * <p>Not here: scores of nodes ({@code policy.preference}), and what orderings do to actions
 * ({@code policy.ordering}).
 *
 * <p>Read {@link crm.policy.constraint.CompileConstraints} first.
 */
@NullMarked
package crm.policy.constraint;

import org.jspecify.annotations.NullMarked;
