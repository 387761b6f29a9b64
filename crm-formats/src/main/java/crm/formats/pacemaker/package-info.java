/**
 * Writes what Pacemaker's {@code crm_simulate} prints, from the policy engine's {@link crm.policy.Plan}: status,
 * transition summary, executed actions, transition graph and scores.
 *
 * <p>Not here: deciding anything ({@code crm.policy}), carrying a plan out on paper and running many files
 * ({@link crm.formats.simulate}), reading a CIB ({@link crm.formats.cib}). The names of this package's types are
 * Pacemaker's, for they are what its users look for.
 *
 * <p>Read {@link crm.formats.pacemaker.StatusText} first.
 */
@NullMarked
package crm.formats.pacemaker;

import org.jspecify.annotations.NullMarked;
