/**
 * A whole cluster in one thread on virtual time: the coordinators of the daemon over a simulated network, power, switch,
 * journal, disks, clocks and agents, under one seed.
 *
 * <p>Not here: any real protocol or device; the faults that befall it ({@code crm.demo.simulation.chaos}).
 *
 * <p>Read {@link crm.demo.simulation.SimulatedCluster} first.
 */
@NullMarked
package crm.demo.simulation;

import org.jspecify.annotations.NullMarked;
