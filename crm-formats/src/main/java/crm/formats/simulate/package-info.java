/**
 * Decides on paper: reads a cluster from a file, plans, carries the plan out in thought and shows the result, one case
 * or a folder of them.
 *
 * <p>Not here: how a file is read ({@link crm.formats.cib}), how each text looks ({@link crm.formats.pacemaker}),
 * and what is decided ({@code crm.policy}).
 *
 * <p>Read {@link crm.formats.simulate.Simulation} first.
 */
@NullMarked
package crm.formats.simulate;

import org.jspecify.annotations.NullMarked;
