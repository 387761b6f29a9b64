package crm.fencing.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * How the switch's ports are set up to deliver power, as {@code /rest/interface/ethernet} tells it.
 *
 * @param ports the properties of each port by its name
 */
public record PoeSettings(SequencedMap<String, SequencedMap<String, String>> ports) {

    /** Reads the list of objects that a menu is; a property that is no plain value is left out. */
    public static PoeSettings parse(String json) throws IOException {
        var ports = new LinkedHashMap<String, SequencedMap<String, String>>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            expect(parser.nextToken(), JsonToken.START_ARRAY);
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                SequencedMap<String, String> properties = object(parser);
                Optional.ofNullable(properties.get("name")).ifPresent(name -> ports.put(name, properties));
            }
            expect(parser.currentToken(), JsonToken.END_ARRAY);
        }
        return new PoeSettings(ports);
    }

    /** Both together; older and newer versions keep power's properties in different menus. */
    public PoeSettings and(PoeSettings other) {
        var all = new LinkedHashMap<String, SequencedMap<String, String>>();
        ports.forEach((name, properties) -> all.put(name, new LinkedHashMap<>(properties)));
        other.ports.forEach((name, properties) ->
                all.computeIfAbsent(name, fresh -> new LinkedHashMap<>()).putAll(properties));
        return new PoeSettings(all);
    }

    /**
     * What in this setting is dangerous for a cluster whose nodes are fed by these ports.
     *
     * @param fed the ports that feed nodes
     * @param storage the port that feeds what all nodes need
     */
    public List<String> warnings(List<String> fed, Optional<String> storage) {
        var warnings = new ArrayList<String>();
        var all = new ArrayList<>(fed);
        storage.filter(port -> !all.contains(port)).ifPresent(all::add);
        for (String port : all) {
            if (text(port, "power-cycle-ping-enabled").filter(PoeSettings::yes).isPresent()) {
                warnings.add(port + ": the switch's own watchdog may cut its power behind the cluster's back;"
                        + " /interface ethernet set " + port + " power-cycle-ping-enabled=no");
            }
            if (text(port, "power-cycle-interval")
                    .filter(value -> !value.equals("none"))
                    .isPresent()) {
                warnings.add(port + ": the switch cuts its power at intervals; /interface ethernet set " + port
                        + " power-cycle-interval=none");
            }
            if (text(port, "poe-out").filter("forced-on"::equals).isPresent()) {
                warnings.add(port + ": forced-on delivers power whether or not anybody takes it, so a pulled cable"
                        + " cannot be seen; /interface ethernet set " + port + " poe-out=auto-on");
            }
        }
        storage.ifPresent(port -> warnings.addAll(cutBefore(port, fed)));
        return warnings;
    }

    /** When power is short the highest number is cut first, and among equals the last port. */
    private List<String> cutBefore(String storage, List<String> fed) {
        OptionalInt own = priority(storage);
        if (own.isEmpty()) {
            return List.of();
        }
        boolean first = fed.stream()
                .filter(port -> !port.equals(storage))
                .anyMatch(port -> priority(port).orElse(Integer.MIN_VALUE) <= own.getAsInt());
        return first
                ? List.of(storage + ": it feeds the storage, and is cut no later than a node when power is short;"
                        + " /interface ethernet set " + storage + " poe-priority=0, and a higher number for the nodes")
                : List.of();
    }

    private OptionalInt priority(String port) {
        return text(port, "poe-priority")
                .filter(value -> value.matches("\\d{1,4}"))
                .map(value -> OptionalInt.of(Integer.parseInt(value)))
                .orElse(OptionalInt.empty());
    }

    private Optional<String> text(String port, String property) {
        return Optional.ofNullable(ports.get(port))
                .flatMap(properties -> Optional.ofNullable(properties.get(property)));
    }

    private static boolean yes(String value) {
        return value.equals("true") || value.equals("yes");
    }

    private static SequencedMap<String, String> object(JsonParser parser) throws IOException {
        var properties = new LinkedHashMap<String, String>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value.isScalarValue()) {
                properties.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        return properties;
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("no list of ports, but " + found);
        }
    }
}
