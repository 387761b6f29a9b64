package crm.port;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One call of an agent.
 *
 * @param action {@code start}, {@code stop}, {@code monitor}, {@code validate-all}…
 * @param interval zero but for recurring monitors
 * @param parameters the resource's own ({@code OCF_RESKEY_…})
 * @param meta the cluster's ({@code OCF_RESKEY_CRM_meta_…}, names without that prefix)
 * @param node the node the call runs on
 */
public record AgentCall(
        InstanceId instance,
        AgentId agent,
        String action,
        Duration interval,
        Duration timeout,
        SequencedMap<String, String> parameters,
        SequencedMap<String, String> meta,
        NodeName node) {

    public AgentCall {
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        meta = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meta));
    }

    public boolean isProbe() {
        return action.equals("monitor") && interval.isZero();
    }
}
