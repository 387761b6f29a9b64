package crm.fencing;

import crm.configuration.Problem;
import crm.model.NodeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** The parameters of one fence device, and every mistake found in them so far. */
final class DeviceParameters {

    private final String place;
    private final Map<String, String> values;
    private final List<Problem> problems = new ArrayList<>();

    DeviceParameters(String device, Map<String, String> values) {
        this.place = "resources › " + device + " › parameters";
        this.values = new LinkedHashMap<>(values);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean hasErrors() {
        return problems.stream().anyMatch(p -> p.severity() == Problem.Severity.ERROR);
    }

    /** The first of these names that is given and not empty. */
    Optional<String> text(String... names) {
        for (String name : names) {
            String value = values.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    String required(String advice, String... names) {
        return text(names).orElseGet(() -> {
            error(names[0], "must be given", advice);
            return "";
        });
    }

    int number(String name, int preset, int least, int most) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return preset;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        error(name, "is '" + given.get() + "'", "Give a number from " + least + " to " + most + ".");
        return preset;
    }

    /** One of a few words, whatever their case. */
    <T> T choice(String name, T preset, Map<String, T> allowed) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return preset;
        }
        T chosen = allowed.get(given.get().toLowerCase(Locale.ROOT));
        if (chosen == null) {
            error(
                    name,
                    "is '" + given.get() + "'",
                    "Give one of: "
                            + String.join(
                                    ", ", allowed.keySet().stream().sorted().toList()) + ".");
            return preset;
        }
        return chosen;
    }

    /** A secret, from the parameter itself or from the file that {@code name_file} gives. */
    Optional<Secret> secret(String... names) {
        Optional<String> path = text(names[0] + "_file");
        Optional<String> given = text(names);
        if (path.isEmpty()) {
            return given.map(Secret::new);
        }
        if (given.isPresent()) {
            error(names[0], "is given both directly and by file", "Keep " + names[0] + "_file alone.");
        }
        try {
            return Optional.of(new Secret(Files.readString(Path.of(path.get())).strip()));
        } catch (IOException e) {
            error(
                    names[0] + "_file",
                    "names " + path.get() + ", which cannot be read on this node",
                    "Put the file there, readable by the daemon only.");
            return Optional.of(new Secret(""));
        }
    }

    Secret requiredSecret(String advice, String... names) {
        return secret(names).orElseGet(() -> {
            error(names[0], "must be given", advice);
            return new Secret("");
        });
    }

    /** {@code pcmk_host_map}: {@code pi1:ether2;pi2:ether3,ether4}. */
    SequencedMap<NodeName, List<String>> hostMap() {
        var map = new LinkedHashMap<NodeName, List<String>>();
        for (String pair : text("pcmk_host_map").orElse("").split("[;\\s]+", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("[:=]", 2);
            List<String> ports = parts.length == 2
                    ? List.of(parts[1].split(",")).stream()
                            .map(String::strip)
                            .filter(p -> !p.isEmpty())
                            .toList()
                    : List.of();
            if (ports.isEmpty()) {
                error(
                        "pcmk_host_map",
                        "has '" + pair + "', which names no port",
                        "Write node:port, several separated by ';', as in pi1:ether2;pi2:ether3.");
            } else {
                node("pcmk_host_map", parts[0]).ifPresent(node -> map.put(node, ports));
            }
        }
        return map;
    }

    /** {@code pcmk_host_map}, which must name a node at least. */
    SequencedMap<NodeName, List<String>> hostMapOr(String advice) {
        SequencedMap<NodeName, List<String>> map = hostMap();
        if (map.isEmpty()) {
            error("pcmk_host_map", "says for no node which port feeds it", advice);
        }
        return map;
    }

    /** {@code pcmk_host_list}: {@code pi1 pi2} or {@code pi1,pi2}. */
    List<NodeName> hostList() {
        var nodes = new ArrayList<NodeName>();
        for (String name : text("pcmk_host_list").orElse("").split("[,;\\s]+", -1)) {
            if (!name.isEmpty()) {
                node("pcmk_host_list", name).ifPresent(nodes::add);
            }
        }
        return nodes;
    }

    private Optional<NodeName> node(String parameter, String name) {
        try {
            return Optional.of(new NodeName(name));
        } catch (IllegalArgumentException e) {
            error(parameter, "has '" + name + "', which can be no node's name", "Write the name as uname -n gives it.");
            return Optional.empty();
        }
    }

    /** Says which names were given that this kind of device does not know. */
    void warnOfOthersThan(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name) && !name.startsWith("pcmk_")) {
                problems.add(Problem.warning(
                        place + " › " + name,
                        "this device has no parameter of that name",
                        "Remove it, or see crm fence metadata for what it knows."));
            }
        }
    }

    void error(String parameter, String what, String advice) {
        problems.add(Problem.error(place + " › " + parameter, parameter + " " + what, advice));
    }

    void warning(String parameter, String what, String advice) {
        problems.add(Problem.warning(place + " › " + parameter, parameter + " " + what, advice));
    }
}
