/**
 * Bad days by the thousand: scenarios drawn from a seed, played on a simulated cluster under the eyes of every invariant,
 * and what is left of one that fails when all that does not matter is taken away.
 *
 * <p>Not here: the world that the days are played in ({@code crm.demo.simulation}) and what must be true of it ({@code
 * crm.demo.simulation.invariant}).
 *
 * <p>Read {@link crm.demo.simulation.chaos.Scenario} and {@link crm.demo.simulation.chaos.Play} first.
 */
@NullMarked
package crm.demo.simulation.chaos;

import org.jspecify.annotations.NullMarked;
