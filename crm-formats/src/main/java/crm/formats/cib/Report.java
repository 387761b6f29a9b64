package crm.formats.cib;

import crm.configuration.Problem;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gathers what is wrong while reading goes on, and reads the values that can be wrong. */
final class Report {

    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, ResourceId> ids = new HashMap<>();
    private final Map<AgentId, AgentId> agents = new HashMap<>();

    List<Problem> problems() {
        return problems;
    }

    void error(XmlElement where, String what, String advice) {
        problems.add(Problem.error(where.place(), what, advice));
    }

    void warning(XmlElement where, String what, String advice) {
        problems.add(Problem.warning(where.place(), what, advice));
    }

    /** The attribute's value; without it, an error. */
    Optional<String> required(XmlElement element, String attribute) {
        Optional<String> value = element.get(attribute);
        if (value.isEmpty()) {
            error(element, "attribute \"" + attribute + "\" is missing", "Add " + attribute + "=\"…\".");
        }
        return value;
    }

    /** The attribute as a truth value in any of the spellings Pacemaker knows. */
    Optional<Boolean> bool(XmlElement element, String attribute) {
        return parsed(element, attribute, "true or false", Report::truth);
    }

    static Optional<Boolean> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "y", "1" -> Optional.of(true);
            case "false", "off", "no", "n", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    Optional<Integer> integer(XmlElement element, String attribute) {
        return parsed(element, attribute, "a whole number", Report::wholeNumber);
    }

    static Optional<Integer> wholeNumber(String text) {
        try {
            return Optional.of(Integer.parseInt(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static Optional<Long> wholeLong(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** What {@code parse} makes of the attribute; a value it cannot read is reported and taken as absent. */
    <T> Optional<T> parsed(XmlElement element, String attribute, String wanted, Function<String, Optional<T>> parse) {
        Optional<String> text = element.get(attribute);
        Optional<T> value = text.flatMap(parse);
        if (text.isPresent() && value.isEmpty()) {
            warning(
                    element,
                    attribute + "=\"" + text.get() + "\" is not " + wanted + "; it is ignored",
                    "Give " + wanted + ".");
        }
        return value;
    }

    /** A node's name, if it can be one. */
    Optional<NodeName> nodeName(XmlElement element, String text) {
        return name(element, text, NodeName::new);
    }

    /** A resource's id, if it can be one. */
    Optional<ResourceId> resourceId(XmlElement element, String text) {
        Optional<ResourceId> known = Optional.ofNullable(ids.get(text));
        if (known.isPresent()) {
            return known;
        }
        Optional<ResourceId> id = name(element, text, ResourceId::new);
        id.ifPresent(fresh -> ids.put(text, fresh));
        return id;
    }

    /** The same agent is the same object: a large cluster's histories name few agents very often. */
    AgentId agent(String standard, Optional<String> provider, String type) {
        return agents.computeIfAbsent(new AgentId(standard, provider, type), agent -> agent);
    }

    private <T> Optional<T> name(XmlElement element, String text, Function<String, T> make) {
        try {
            return Optional.of(make.apply(text));
        } catch (IllegalArgumentException forbidden) {
            error(element, String.valueOf(forbidden.getMessage()), "Choose another name.");
            return Optional.empty();
        }
    }
}
