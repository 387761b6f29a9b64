/**
 * Last stage: makes the transition of the resolved actions: what is in it, what each step waits for, what its agent is
 * told, and why.
 *
 * <p>Read {@link crm.policy.assembly.AssembleTransition} first.
 */
@NullMarked
package crm.policy.assembly;

import org.jspecify.annotations.NullMarked;
