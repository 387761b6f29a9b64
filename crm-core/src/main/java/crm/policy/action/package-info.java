/**
 * Sixth stage: which actions there are, given what is and what shall be: steps from role to role, probes, recurring
 * operations, fencing and shutdown, and what they imply of each other.
 *
 * <p>Not here: which of them are needed and possible in the end ({@code policy.ordering}): restarts, for one, are
 * drafted for everything that runs, as actions nobody needs yet.
 *
 * <p>Read {@link crm.policy.action.DraftActions} first.
 */
@NullMarked
package crm.policy.action;

import org.jspecify.annotations.NullMarked;
