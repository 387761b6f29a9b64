package crm.demo.simulation;

import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Now;

/**
 * What decides on a node: the coordinator of the daemon. A test that wants to know whether the simulation would notice a
 * mistake puts one that makes it in its place.
 */
@FunctionalInterface
public interface Brain {

    Decision on(CoordinatorState state, Event event, Now now);
}
