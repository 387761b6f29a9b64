/**
 * Last stage: makes the transition of the resolved actions: what is in it, what each step waits for, what its agent is
 * told, and why.
 *
 * <p>Not here: deciding which actions are needed or possible ({@code policy.ordering}).
 *
 * <p>Read {@link crm.policy.assembly.AssembleTransition} first.
 */
@NullMarked
package crm.policy.assembly;

import org.jspecify.annotations.NullMarked;
