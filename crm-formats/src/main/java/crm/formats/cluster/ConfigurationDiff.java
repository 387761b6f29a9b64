package crm.formats.cluster;

import crm.configuration.Configuration;
import crm.formats.cluster.Tree.Listing;
import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is different between two configurations, one line each, in the words of the cluster file. */
public final class ConfigurationDiff {

    private final List<String> lines = new ArrayList<>();

    private ConfigurationDiff() {}

    /** {@code + place: value} for what is new, {@code - place} for what is gone, {@code ~ place: old → new}. */
    public static List<String> between(Configuration before, Configuration after) {
        var diff = new ConfigurationDiff();
        diff.mappings("", WriteCluster.tree(before), WriteCluster.tree(after));
        if (diff.lines.isEmpty() && !before.equals(after)) {
            diff.lines.add("~ the order of entries");
        }
        return diff.lines;
    }

    private void mappings(String path, Mapping before, Mapping after) {
        compare(path, entries(before), entries(after));
    }

    private static Map<String, Tree> entries(Mapping mapping) {
        var entries = new LinkedHashMap<String, Tree>();
        mapping.pairs().forEach(pair -> entries.put(pair.key(), pair.value()));
        return entries;
    }

    /** Entries of a list go by what names them: an id, a name, or the whole of what they say. */
    private static Map<String, Tree> entries(Listing listing) {
        var entries = new LinkedHashMap<String, Tree>();
        listing.items().forEach(item -> entries.put(name(item), item));
        return entries;
    }

    private static String name(Tree item) {
        if (item instanceof Mapping mapping) {
            for (Pair pair : mapping.pairs()) {
                if (List.of("id", "name").contains(pair.key()) && pair.value() instanceof Word word) {
                    return word.value();
                }
            }
        }
        return brief(item);
    }

    private void compare(String path, Map<String, Tree> before, Map<String, Tree> after) {
        before.forEach((key, value) -> {
            if (!after.containsKey(key)) {
                lines.add("- " + below(path, key));
            }
        });
        after.forEach((key, value) -> {
            Tree old = before.get(key);
            if (old == null) {
                added(below(path, key), key, value);
            } else if (!old.equals(value)) {
                changed(below(path, key), old, value);
            }
        });
    }

    private void added(String path, String key, Tree value) {
        String shown = brief(value);
        lines.add("+ " + path + (shown.equals(key) ? "" : ": " + shown));
    }

    private void changed(String path, Tree before, Tree after) {
        if (before instanceof Mapping a && after instanceof Mapping b) {
            mappings(path, a, b);
        } else if (before instanceof Listing a && after instanceof Listing b) {
            int known = lines.size();
            compare(path, entries(a), entries(b));
            if (lines.size() == known) {
                lines.add("~ " + path + ": in another order");
            }
        } else {
            lines.add("~ " + path + ": " + brief(before) + " → " + brief(after));
        }
    }

    private static String below(String path, String key) {
        return path.isEmpty() ? key : path + " › " + key;
    }

    /** A value in one line: whole if it is small. */
    private static String brief(Tree value) {
        return switch (value) {
            case Word word -> word.value();
            case Listing listing ->
                String.join(
                        ", ",
                        listing.items().stream().map(ConfigurationDiff::brief).toList());
            case Mapping mapping ->
                String.join(
                        ", ",
                        mapping.pairs().stream()
                                .map(p -> p.key() + " "
                                        + (p.value() instanceof Mapping
                                                ? "(" + brief(p.value()) + ")"
                                                : brief(p.value())))
                                .toList());
        };
    }
}
