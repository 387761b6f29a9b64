package crm.agent;

import crm.agent.action.InProcess;
import crm.agent.action.ServiceAgent;
import crm.agent.network.FloatingIp;
import crm.agent.storage.IscsiMount;
import crm.agent.web.WebServer;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.AgentCatalog;
import crm.port.ResourceAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every agent of this node, by its class and type. */
public final class Agents implements AgentCatalog {

    private final Map<AgentId, ServiceAgent> own = new LinkedHashMap<>();

    /**
     * The agents as they are usually installed.
     *
     * @param self this node
     * @param runDirectory for files that need not survive a boot; made when first needed
     */
    public Agents(NodeName self, Path runDirectory) {

        add(new FloatingIp());
        add(new WebServer(runDirectory));
        add(new IscsiMount(runDirectory));
    }

    private void add(ServiceAgent agent) {
        own.put(agent.metadata().id(), agent);
    }

    @Override
    public Optional<ResourceAgent> agent(AgentId id) {
        return Optional.ofNullable(own.get(id)).map(InProcess::new);
    }

    @Override
    public Optional<Metadata> metadata(AgentId id, Duration limit) {
        return Optional.ofNullable(own.get(id)).map(ServiceAgent::metadata);
    }

    @Override
    public List<AgentId> list(String standard) {
        return own.keySet().stream()
                .filter(id -> id.standard().equals(standard))
                .toList();
    }
}
