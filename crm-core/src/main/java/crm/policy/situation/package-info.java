/**
 * Second stage: what the known facts mean. Which nodes are online, unclean or standing by; what every instance is
 * doing where, what of it failed and what that calls for. No clock exists after it.
 *
 * <p>Not here: where anything should be ({@code policy.placement}) and what to do about it ({@code policy.action}).
 *
 * <p>Read {@link crm.policy.situation.ReadSituation} first, then {@link crm.policy.situation.HistoryReader}.
 */
@NullMarked
package crm.policy.situation;

import org.jspecify.annotations.NullMarked;
