/**
 * A whole cluster in one thread on virtual time: the real coordinators over a simulated network, power, journal and
 * agents. For tests of {@link crm.coordination}.
 *
 * <p>Not here: any real protocol or device.
 *
 * <p>Read {@link crm.coordination.simulation.SimulatedCluster} first.
 */
@NullMarked
package crm.coordination.simulation;

import org.jspecify.annotations.NullMarked;
