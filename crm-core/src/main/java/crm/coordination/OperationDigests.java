package crm.coordination;

import crm.port.AgentTraits;
import crm.state.OperationRecord.Digests;
import crm.state.ParameterDigest;
import crm.transition.Action.ResourceAction;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The digests that are kept with an operation, in Pacemaker's manner: of all parameters, of those whose change needs a
 * restart, and of those that are not secret; a recurring operation's timeout counts as a parameter of it.
 */
final class OperationDigests {

    private OperationDigests() {}

    static Digests of(ResourceAction action, AgentTraits agent) {
        var parameters = new LinkedHashMap<>(action.parameters());
        boolean recurring = !action.id().interval().isZero();
        if (recurring) {
            parameters.put("CRM_meta_timeout", Long.toString(action.timeout().toMillis()));
        }
        boolean reloads = !agent.reloadable().isEmpty() && !recurring;
        List<String> restarting = agent.parameters().stream()
                .filter(name -> !agent.reloadable().contains(name))
                .toList();
        boolean hasSecrets = !agent.secret().isEmpty();
        return new Digests(
                Optional.of(ParameterDigest.of(parameters)),
                when(reloads, () -> ParameterDigest.of(only(parameters, restarting))),
                when(reloads, () -> list(restarting)),
                when(hasSecrets, () -> ParameterDigest.of(without(parameters, agent.secret()))),
                when(hasSecrets, () -> list(agent.secret())));
    }

    private static Optional<String> when(boolean condition, java.util.function.Supplier<String> value) {
        return condition ? Optional.of(value.get()) : Optional.empty();
    }

    /** Pacemaker sets a space around each name. */
    private static String list(List<String> names) {
        return " " + String.join(" ", names) + " ";
    }

    private static Map<String, String> only(Map<String, String> parameters, Collection<String> names) {
        var kept = new LinkedHashMap<>(parameters);
        kept.keySet().retainAll(names);
        return kept;
    }

    private static Map<String, String> without(Map<String, String> parameters, Collection<String> names) {
        var kept = new LinkedHashMap<>(parameters);
        kept.keySet().removeAll(names);
        return kept;
    }
}
