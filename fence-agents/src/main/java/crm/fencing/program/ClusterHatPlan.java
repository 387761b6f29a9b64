package crm.fencing.program;

import crm.model.NodeName;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * A ClusterHAT as configured.
 *
 * @param command how to run {@code clusterctrl}, over the network if the board is on another Pi
 * @param places where each node sits: {@code p1} to {@code p4}, more with several boards
 */
public record ClusterHatPlan(String id, List<String> command, SequencedMap<NodeName, String> places) {

    /** A place as {@code clusterctrl status} may print it: its maker documents no form, users show {@code p1:1}. */
    private static final String ONE = "(p\\d{1,3})(?:\\s*[:=]\\s*|\\s+)(1|0|on|off|true|false)";

    private static final Pattern PLACE = Pattern.compile(ONE, Pattern.CASE_INSENSITIVE);

    /** A line of nothing else, one place or several; in any other line the like of a place may mean anything. */
    private static final Pattern LINE = Pattern.compile(ONE + "(?:[\\s,;]+" + ONE + ")*", Pattern.CASE_INSENSITIVE);

    public ClusterHatPlan {
        command = List.copyOf(command);
        places = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(places));
    }

    Optional<NodeName> nodeAt(String place) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue().equals(place))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Which places have power, as far as the output says; one that it names twice with different words is left out. */
    static SequencedMap<String, Boolean> places(String output) {
        var places = new LinkedHashMap<String, Boolean>();
        var contradicted = new HashSet<String>();
        output.lines()
                .map(String::strip)
                .filter(line -> LINE.matcher(line).matches())
                .flatMap(line -> PLACE.matcher(line).results())
                .forEach(found -> {
                    String place = found.group(1).toLowerCase(Locale.ROOT);
                    boolean on =
                            List.of("1", "on", "true").contains(found.group(2).toLowerCase(Locale.ROOT));
                    Boolean before = places.put(place, on);
                    if (before != null && before != on) {
                        contradicted.add(place);
                    }
                });
        places.keySet().removeAll(contradicted);
        return places;
    }
}
