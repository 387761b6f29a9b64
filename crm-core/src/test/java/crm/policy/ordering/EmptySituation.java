package crm.policy.ordering;

import crm.configuration.Configuration;
import crm.policy.rule.EvaluateRules;
import crm.policy.situation.ReadSituation;
import crm.policy.situation.Situation;
import crm.state.ClusterState;
import java.time.Instant;

/** A situation in which there is nothing. */
final class EmptySituation {

    static final Situation NOTHING = nothing();

    private EmptySituation() {}

    private static Situation nothing() {
        var effective = new EvaluateRules(Configuration.EMPTY, ClusterState.EMPTY, Instant.EPOCH).result();
        return new ReadSituation(effective, ClusterState.EMPTY, Instant.EPOCH).result();
    }
}
