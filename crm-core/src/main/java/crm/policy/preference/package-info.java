/**
 * Fourth stage: how much each unit wants each node before anything is placed: location constraints, stickiness,
 * failure limits, node health and what histories forbid.
 *
 * <p>Not here: what units want of each other ({@code policy.placement}).
 *
 * <p>Read {@link crm.policy.preference.ScorePreferences} first.
 */
@NullMarked
package crm.policy.preference;

import org.jspecify.annotations.NullMarked;
