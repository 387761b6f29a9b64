package crm.policy.rule;

import crm.configuration.ClusterOptions;
import crm.configuration.DurationText;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.model.Resource;
import crm.model.ResourceId;
import crm.model.Role;
import crm.model.Score;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A resource as it is to be understood now: template, parent and defaults merged in.
 *
 * @param meta effective meta attributes
 * @param parameters for the agent, where they do not depend on the node
 * @param parametersByNode for those nodes where a rule makes them differ
 * @param operations as configured, each name and interval once
 */
public record Definition(
        Resource resource,
        Optional<AgentId> agent,
        SequencedMap<String, String> meta,
        SequencedMap<String, String> parameters,
        Map<NodeName, SequencedMap<String, String>> parametersByNode,
        SequencedMap<String, String> utilization,
        List<Operation> operations) {

    /** Marks what the configuration does not name but implies: it is not shown among what was configured. */
    static final String IMPLIED = "internal";

    /** Stands for the address of the node where the container is, in the parameters of a connection to it. */
    public static final String HOST_ADDRESS = "#uname";

    public Definition {
        meta = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(meta));
        parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
        parametersByNode = Map.copyOf(parametersByNode);
        utilization = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(utilization));
        operations = List.copyOf(operations);
    }

    public ResourceId id() {
        return resource.id();
    }

    public Optional<String> meta(String name) {
        return Optional.ofNullable(meta.get(name));
    }

    public boolean flag(String name, boolean otherwise) {
        return meta(name).flatMap(ClusterOptions::parseFlag).orElse(otherwise);
    }

    public int number(String name, int otherwise) {
        return meta(name).flatMap(Score::parse).map(Score::value).orElse(otherwise);
    }

    public Duration duration(String name) {
        return meta(name).flatMap(DurationText::parse).orElse(Duration.ZERO);
    }

    public int priority() {
        return number("priority", 0);
    }

    /** The role the configuration limits it to, if it limits it. */
    public Optional<Role> targetRole() {
        return meta("target-role").flatMap(Role::parse);
    }

    public SequencedMap<String, String> parametersOn(NodeName node) {
        return parametersByNode.getOrDefault(node, parameters);
    }

    /** The resource it is launched in, if it is launched in one. */
    public Optional<ResourceId> launcher() {
        return meta("container").filter(name -> !name.equals(id().value())).flatMap(ResourceId::parse);
    }

    /** Whether it may move live; connections to remote nodes that are machines of their own may unless told not to. */
    public boolean mayMigrate() {
        return flag("allow-migrate", isRemoteConnection() && !isGuestConnection());
    }

    public boolean isFencing() {
        return agent.map(AgentId::isFencing).orElse(false);
    }

    /** Whether it is a device that switches nodes' access to shared storage on. */
    public boolean unfences() {
        return isFencing() && meta("provides").equals(Optional.of("unfencing"));
    }

    /** Whether its agent is a connection to a Pacemaker Remote node. */
    public boolean isRemoteConnection() {
        return agent.map(a -> a.standard().equals("ocf")
                        && a.provider().equals(Optional.of("pacemaker"))
                        && a.type().equals("remote"))
                .orElse(false);
    }

    /** Whether it is the connection to a node that is inside another resource. */
    public boolean isGuestConnection() {
        return isRemoteConnection() && launcher().isPresent();
    }

    /** How long failures count; zero for ever. Of a connection to a remote node, how long it is left alone counts. */
    public Duration failureTimeout() {
        Duration reconnect = isRemoteConnection() ? reconnectInterval() : Duration.ZERO;
        return reconnect.isZero() ? duration("failure-timeout") : reconnect;
    }

    /** How long a lost connection is left alone before it is tried again; zero for not at all. */
    public Duration reconnectInterval() {
        return Optional.ofNullable(parameters.get("reconnect_interval"))
                .flatMap(DurationText::parse)
                .orElse(Duration.ZERO);
    }

    /** What is configured for operations of that name and interval, be it enabled or not. */
    public Optional<Operation> settings(String name, Duration interval) {
        return operations.stream()
                .filter(op -> op.name().equals(name) && op.interval().equals(interval))
                .findFirst();
    }

    /** The configured and enabled operation of that name and interval. */
    public Optional<Operation> operation(String name, Duration interval) {
        for (Operation operation : operations) {
            if (operation.name().equals(name) && operation.interval().equals(interval) && operation.enabled()) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
