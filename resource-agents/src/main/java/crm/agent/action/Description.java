package crm.agent.action;

import crm.model.AgentId;
import crm.port.AgentCatalog.Action;
import crm.port.AgentCatalog.Metadata;
import crm.port.AgentCatalog.Parameter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together the metadata of an agent inside this program. */
public final class Description {

    private static final String VERSION = "1.0";

    private final AgentId id;
    private final String shortText;
    private final String longText;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Action> actions = new ArrayList<>();

    public Description(String type, String shortText, String longText) {
        this.id = new AgentId("crm", Optional.empty(), type);
        this.shortText = shortText;
        this.longText = longText;
    }

    public Description required(String name, String type, String text) {
        return parameter(name, type, Optional.empty(), text);
    }

    /** A parameter that may be left out, meaning something of its own then. */
    public Description optional(String name, String type, String text) {
        parameters.add(new Parameter(name, type, Optional.empty(), false, false, false, false, text, ""));
        return this;
    }

    public Description withDefault(String name, String type, String value, String text) {
        parameters.add(new Parameter(name, type, Optional.of(value), false, false, false, false, text, ""));
        return this;
    }

    private Description parameter(String name, String type, Optional<String> value, String text) {
        parameters.add(new Parameter(name, type, value, true, false, false, false, text, ""));
        return this;
    }

    /** Start, stop, monitor and validate-all, with the advised timeouts. */
    public Metadata actions(Duration start, Duration stop, Duration monitor) {
        actions.add(action("start", start));
        actions.add(action("stop", stop));
        Optional<Duration> interval = Optional.of(Duration.ofSeconds(5));
        actions.add(new Action("monitor", Optional.of(monitor), interval, Optional.empty()));
        actions.add(action("validate-all", Duration.ofSeconds(5)));
        actions.add(action("meta-data", Duration.ofSeconds(5)));
        return new Metadata(id, VERSION, shortText, longText, parameters, actions);
    }

    private static Action action(String name, Duration timeout) {
        return new Action(name, Optional.of(timeout), Optional.empty(), Optional.empty());
    }
}
