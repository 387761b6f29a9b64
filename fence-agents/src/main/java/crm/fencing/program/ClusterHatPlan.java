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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A ClusterHAT as configured.
 *
 * @param command how to run {@code clusterctrl}, over the network if the board is on another Pi
 * @param places where each node sits: {@code p1} to {@code p4}, more with several boards
 */
public record ClusterHatPlan(String id, List<String> command, SequencedMap<NodeName, String> places) {

    /** What {@code clusterctrl status} prints of a place; seen with a digit, and feared with a word. */
    private static final Pattern PLACE =
            Pattern.compile("(p\\d{1,3})\\s*[:=]\\s*(1|0|on|off|true|false)", Pattern.CASE_INSENSITIVE);

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
                .map(PLACE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> {
                    boolean on =
                            List.of("1", "on", "true").contains(line.group(2).toLowerCase(Locale.ROOT));
                    Boolean before = places.put(line.group(1), on);
                    if (before != null && before != on) {
                        contradicted.add(line.group(1));
                    }
                });
        places.keySet().removeAll(contradicted);
        return places;
    }
}
