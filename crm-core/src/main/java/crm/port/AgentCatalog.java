package crm.port;

import crm.model.AgentId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which agents there are on this node and what they say of themselves. */
public interface AgentCatalog {

    /** The agent that runs this class of resources; empty if there is none here. */
    Optional<ResourceAgent> agent(AgentId id);

    /** What the agent says of itself; empty if it is not installed or says nothing that can be read. */
    Optional<Metadata> metadata(AgentId id, Duration limit);

    /** Every agent of a class installed here. */
    List<AgentId> list(String standard);

    /** What an agent says of itself. */
    record Metadata(
            AgentId id,
            String version,
            String shortText,
            String longText,
            List<Parameter> parameters,
            List<Action> actions) {
        public Metadata {
            parameters = List.copyOf(parameters);
            actions = List.copyOf(actions);
        }
    }

    /** A parameter of an agent. */
    record Parameter(
            String name,
            String type,
            Optional<String> defaultValue,
            boolean required,
            boolean unique,
            boolean reloadable,
            boolean secret,
            String shortText,
            String longText) {}

    /** An action an agent advertises, with its advised timeout. */
    record Action(String name, Optional<Duration> timeout, Optional<Duration> interval, Optional<String> role) {}
}
