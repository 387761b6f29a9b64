package crm.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Name and value pairs as a configuration gives them: one or several sets, some of which hold only while a rule is
 * true. Parameters, meta attributes, utilization, cluster options and node attributes all have this shape.
 *
 * @param sets in the order of the configuration
 */
public record Settings(List<NameValueSet> sets) {

    /** No settings at all. */
    public static final Settings NONE = new Settings(List.of());

    public Settings {
        sets = List.copyOf(sets);
    }

    /** One set without a rule. */
    public static Settings of(String id, Map<String, String> values) {
        return values.isEmpty()
                ? NONE
                : new Settings(
                        List.of(new NameValueSet(id, Score.ZERO, Optional.empty(), new LinkedHashMap<>(values))));
    }

    public boolean isEmpty() {
        return sets.isEmpty();
    }

    /** The sets in the order in which they win: highest score first; among equals the one that stands last. */
    public List<NameValueSet> byPrecedence() {
        return sets.reversed().stream()
                .sorted((a, b) -> b.score().compareTo(a.score()))
                .toList();
    }

    /** The values of the sets that no rule governs, of each name the one that wins. */
    public SequencedMap<String, String> unconditional() {
        var merged = new LinkedHashMap<String, String>();
        byPrecedence().stream()
                .filter(set -> set.rule().isEmpty())
                .forEach(set -> set.values().forEach(merged::putIfAbsent));
        return Collections.unmodifiableSequencedMap(merged);
    }

    /** The value that holds whatever any rule says. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(unconditional().get(name));
    }
}
