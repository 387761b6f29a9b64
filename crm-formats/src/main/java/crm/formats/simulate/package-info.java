/**
 * Decides on paper: supposes what a person wants supposed ({@code Suppose}), plans, carries the plan out in thought and
 * goes on until nothing is left to do ({@code Course}), and tells it to a person ({@code Story}, {@code SvgDrawing}) or
 * as Pacemaker does ({@code Simulation}, for a folder of cases {@code Batch}).
 *
 * <p>Not here: how a file is read ({@link crm.formats.cib}), how Pacemaker's texts look ({@link crm.formats.pacemaker}),
 * and what is decided ({@code crm.policy}).
 *
 * <p>Read {@link crm.formats.simulate.Course} first.
 */
@NullMarked
package crm.formats.simulate;

import org.jspecify.annotations.NullMarked;
