package crm.fencing.snmp;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * The interfaces of a switch and their names, as a walk found them. It serves to find an index; whether the index is
 * still right is asked anew in each action.
 */
record InterfaceTable(SequencedMap<Integer, List<String>> names) {

    /** What looking for a name gave. */
    sealed interface Lookup {}

    record At(int ifIndex) implements Lookup {}

    record NotOne(String why) implements Lookup {}

    static final InterfaceTable EMPTY = new InterfaceTable(new TreeMap<>());

    Lookup find(String port) {
        List<Integer> found = new ArrayList<>();
        names.forEach((index, all) -> {
            if (all.contains(port)) {
                found.add(index);
            }
        });
        return switch (found.size()) {
            case 1 -> new At(found.getFirst());
            case 0 -> new NotOne("the switch has no interface called " + port + "; it has " + firstNames());
            default -> new NotOne("several interfaces are called " + port + ", at the indexes " + found);
        };
    }

    /** The name by which the switch itself calls each interface, shortened if there are many. */
    private String firstNames() {
        List<String> first = names.values().stream()
                .filter(n -> !n.isEmpty())
                .map(List::getFirst)
                .toList();
        return first.isEmpty()
                ? "none at all"
                : String.join(", ", first.subList(0, Math.min(first.size(), 12))) + (first.size() > 12 ? ", …" : "");
    }
}
