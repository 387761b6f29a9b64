package crm.agent.testing;

import crm.model.AgentId;
import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.ResourceId;
import crm.port.AgentCall;
import crm.port.ResourceAgent;
import crm.port.ResourceAgent.Result;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Calls one agent for one resource, as the daemon would. */
public final class Calls {

    private final ResourceAgent agent;
    private final AgentId id;
    private final SequencedMap<String, String> parameters;

    public Calls(ResourceAgent agent, String id, Map<String, String> parameters) {
        this.agent = agent;
        this.id = AgentId.parse(id).orElseThrow();
        this.parameters = new LinkedHashMap<>(parameters);
    }

    /** The same resource with one parameter set otherwise. */
    public Calls with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return new Calls(agent, id.toString(), changed);
    }

    public AgentCall call(String action, Duration interval, Duration timeout) {
        return new AgentCall(
                InstanceId.of(new ResourceId("under-test")),
                id,
                action,
                interval,
                timeout,
                parameters,
                new LinkedHashMap<>(Map.of("timeout", String.valueOf(timeout.toMillis()))),
                new NodeName("pi1"));
    }

    public Result perform(String action) {
        return perform(action, Duration.ofSeconds(20));
    }

    public Result perform(String action, Duration timeout) {
        return agent.perform(call(action, Duration.ZERO, timeout));
    }

    public Result start() {
        return perform("start");
    }

    public Result stop() {
        return perform("stop");
    }

    public Result probe() {
        return perform("monitor");
    }

    public Result monitor() {
        return agent.perform(call("monitor", Duration.ofSeconds(10), Duration.ofSeconds(20)));
    }

    public ResourceAgent agent() {
        return agent;
    }

    /** A call for {@link ResourceAgent#watch}. */
    public AgentCall monitorCall() {
        return call("monitor", Duration.ofSeconds(10), Duration.ofSeconds(20));
    }
}
