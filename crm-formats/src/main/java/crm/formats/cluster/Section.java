package crm.formats.cluster;

import crm.formats.Nearest;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys of one mapping while it is read: each is taken once, and what nobody takes is a mistake. */
final class Section {

    private final Item item;
    private final Map<String, Pair> left = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    Section(Item item, Mapping mapping) {
        this.item = item;
        for (Pair pair : mapping.pairs()) {
            Pair before = left.putIfAbsent(pair.key(), pair);
            if (before != null) {
                item.problems()
                        .error(
                                pair.place(),
                                item.below(pair).path(),
                                "this is written twice, first on line "
                                        + before.place().line(),
                                "keep one of them");
            }
        }
    }

    Item item() {
        return item;
    }

    boolean has(String key) {
        return left.containsKey(key);
    }

    /** What stands below this key. */
    Optional<Item> take(String key) {
        known.add(key);
        return Optional.ofNullable(left.remove(key)).map(item::below);
    }

    /** Like {@link #take}, and a problem if it is not there. */
    Optional<Item> need(String key, String advice) {
        Optional<Item> taken = take(key);
        if (taken.isEmpty()) {
            Optional<Pair> mistyped =
                    Nearest.to(key, left.keySet()).flatMap(near -> Optional.ofNullable(left.remove(near)));
            item.error(
                    "'" + key + "' is missing",
                    mistyped.map(m ->
                                    "is '" + m.key() + "' on line " + m.place().line() + " meant to be it?")
                            .orElse(advice));
        }
        return taken;
    }

    /** Everything not taken yet, in the order of the file. */
    List<Item> rest() {
        var rest = new ArrayList<Item>();
        left.values().forEach(pair -> rest.add(item.below(pair)));
        left.clear();
        return rest;
    }

    /** Says of everything not taken that it does not belong here. */
    void refuseRest(String what) {
        for (Pair pair : left.values()) {
            item.problems()
                    .error(
                            pair.place(),
                            item.path(),
                            what + " has no '" + pair.key() + "'",
                            Advice.nearest(pair.key(), List.copyOf(known)));
        }
        left.clear();
    }
}
