package crm.port;

import crm.port.AgentCatalog.Metadata;
import crm.port.AgentCatalog.Parameter;
import java.util.List;
import java.util.function.Predicate;

/**
 * What an agent says of its parameters, as far as it matters when one of them changes.
 *
 * @param parameters all that it takes
 * @param reloadable those that it can take over while the service runs; empty if it cannot reload
 * @param secret those of which nothing may be told
 */
public record AgentTraits(List<String> parameters, List<String> reloadable, List<String> secret) {

    /** Of an agent that says nothing of itself. */
    public static final AgentTraits UNKNOWN = new AgentTraits(List.of(), List.of(), List.of());

    public AgentTraits {
        parameters = List.copyOf(parameters);
        reloadable = List.copyOf(reloadable);
        secret = List.copyOf(secret);
    }

    public static AgentTraits of(Metadata metadata) {
        boolean reloads = metadata.actions().stream().anyMatch(a -> a.name().equals("reload-agent"));
        return new AgentTraits(
                names(metadata, _ -> true),
                reloads ? names(metadata, Parameter::reloadable) : List.of(),
                names(metadata, Parameter::secret));
    }

    private static List<String> names(Metadata metadata, Predicate<Parameter> which) {
        return metadata.parameters().stream().filter(which).map(Parameter::name).toList();
    }
}
