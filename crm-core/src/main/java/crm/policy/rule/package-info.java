/**
 * First stage: evaluates every rule, merges templates and defaults. No rule exists after it.
 *
 * <p>Not here: what histories say ({@code policy.situation}), what constraints mean for each instance
 * ({@code policy.constraint}).
 *
 * <p>Read {@link crm.policy.rule.EvaluateRules} first.
 */
@NullMarked
package crm.policy.rule;

import org.jspecify.annotations.NullMarked;
