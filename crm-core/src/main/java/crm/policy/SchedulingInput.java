package crm.policy;

import crm.configuration.Configuration;
import crm.state.ClusterState;
import java.time.Instant;

/** All that the engine may know. */
public record SchedulingInput(Configuration configuration, ClusterState state, Instant now) {}
