package crm.node.work;

import crm.model.AgentId;
import crm.port.AgentCatalog;
import crm.port.ResourceAgent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The agents of this node: services as they are installed, and fence devices as resources.
 *
 * @param services every class but {@code stonith}
 * @param fencing class {@code stonith}
 */
public record NodeAgents(AgentCatalog services, FencingResource fencing) implements AgentCatalog {

    @Override
    public Optional<ResourceAgent> agent(AgentId id) {
        return id.isFencing() ? Optional.of(fencing) : services.agent(id);
    }

    @Override
    public Optional<Metadata> metadata(AgentId id, Duration limit) {
        return services.metadata(id, limit);
    }

    @Override
    public List<AgentId> list(String standard) {
        return services.list(standard);
    }
}
