package crm.demo.simulation;

import crm.coordination.Coordinator;
import crm.coordination.Coordinator.Audience;
import crm.coordination.CoordinatorState;
import crm.coordination.Decision;
import crm.coordination.Event;
import crm.coordination.Now;
import crm.coordination.Tuning;
import crm.policy.Scheduler;

/**
 * What decides on a node: the coordinator of the daemon. A test that wants to know whether the simulation would notice a
 * mistake puts one that makes it in its place.
 */
@FunctionalInterface
public interface Brain {

    Decision on(CoordinatorState state, Event event, Now now);

    /** What decides on a real node at which this audience looks. */
    static Brain coordinator(Audience audience) {
        return new Coordinator(new Scheduler(), Tuning.standard(), audience)::on;
    }
}
