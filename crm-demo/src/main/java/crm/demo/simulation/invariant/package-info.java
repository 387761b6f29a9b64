/**
 * What must be true of every cluster at every moment, one small class each.
 *
 * <p>Not here: what puts it to the test ({@code crm.demo.simulation.chaos}).
 *
 * <p>Read {@link crm.demo.simulation.invariant.Invariant} first.
 */
@NullMarked
package crm.demo.simulation.invariant;

import org.jspecify.annotations.NullMarked;
