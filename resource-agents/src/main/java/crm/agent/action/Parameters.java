package crm.agent.action;

import crm.model.InstanceId;
import crm.port.AgentCall;
import crm.port.AgentCatalog.Metadata;
import crm.port.AgentCatalog.Parameter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a call, with the defaults of the agent's metadata filled in. An empty value counts as none. */
public final class Parameters {

    private final AgentCall call;
    private final Map<String, String> values = new LinkedHashMap<>();

    public Parameters(AgentCall call, Metadata metadata) {
        this.call = call;
        for (Parameter parameter : metadata.parameters()) {
            parameter.defaultValue().ifPresent(value -> values.put(parameter.name(), value));
        }
        call.parameters().forEach((name, value) -> {
            if (!value.isBlank()) {
                values.put(name, value.strip());
            }
        });
    }

    public AgentCall call() {
        return call;
    }

    public InstanceId instance() {
        return call.instance();
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A parameter without which the resource makes no sense. */
    public String required(String name) throws AgentFailure {
        return text(name).orElseThrow(() -> AgentFailure.misconfigured("parameter " + name + " is missing"));
    }

    public int number(String name, int least, int most) throws AgentFailure {
        String text = required(name);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notBetween(name, text, least, most);
        }
        throw notBetween(name, text, least, most);
    }

    private static AgentFailure notBetween(String name, String text, int least, int most) {
        return AgentFailure.misconfigured(
                "parameter " + name + " is '" + text + "', not a number from " + least + " to " + most);
    }

    /** A span of time: {@code 30s}, {@code 200ms}, {@code 2min}; a bare number is seconds. */
    public Duration duration(String name) throws AgentFailure {
        String text = required(name);
        return Durations.parse(text)
                .orElseThrow(() -> AgentFailure.misconfigured(
                        "parameter " + name + " is '" + text + "', not a time such as 30s or 200ms"));
    }

    /** One of a few words. */
    public String choice(String name, String... words) throws AgentFailure {
        String text = required(name);
        for (String word : words) {
            if (word.equals(text)) {
                return word;
            }
        }
        throw AgentFailure.misconfigured(
                "parameter " + name + " is '" + text + "', not one of " + String.join(", ", words));
    }
}
