package crm.formats.cib;

import crm.model.NameValueSet;
import crm.model.Rule;
import crm.model.Score;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads sets of {@code <nvpair>}s, whatever the set is called. */
final class SettingsReader {

    /** Every instance costs time and memory, though no more than one for each place on a node could ever run. */
    private static final int MOST_INSTANCES = 1_000;

    private final References references;
    private final RuleReader rules;
    private final Report report;

    SettingsReader(References references, RuleReader rules, Report report) {
        this.references = references;
        this.rules = rules;
        this.report = report;
    }

    /** All child sets of one kind, such as {@code meta_attributes}. */
    Settings read(XmlElement parent, String kind) {
        return read(parent, kind, OldNames.NONE);
    }

    /** All child sets of one kind, their names brought up to date. */
    Settings read(XmlElement parent, String kind, OldNames names) {
        var sets = new ArrayList<NameValueSet>();
        for (XmlElement written : parent.children()) {
            if (written.is(kind)) {
                references.resolve(written).flatMap(set -> readSet(set, names)).ifPresent(sets::add);
            }
        }
        return sets.isEmpty() ? Settings.NONE : new Settings(sets);
    }

    /** The set; empty if it depends on rules none of which can be read, for then it must not hold always. */
    private Optional<NameValueSet> readSet(XmlElement set, OldNames names) {
        List<XmlElement> writtenRules = set.children("rule").toList();
        Optional<Rule> rule = rules.readAny(set.id(), writtenRules);
        if (rule.isEmpty() && !writtenRules.isEmpty()) {
            return Optional.empty();
        }
        Score score = report.parsed(set, "score", "a score", Score::parse).orElse(Score.ZERO);
        var values = new LinkedHashMap<String, String>();
        for (XmlElement child : set.children()) {
            switch (child.name()) {
                case "nvpair" -> addPair(child, names, values);
                // Version 1.0 wrapped the pairs.
                case "attributes" -> child.children("nvpair").forEach(pair -> addPair(pair, names, values));
                default -> {
                    // rules are read above; the vocabulary check reports everything else
                }
            }
        }
        return Optional.of(new NameValueSet(set.id(), score, rule, values));
    }

    private static int instances(String value) {
        return Score.parse(value).map(Score::value).orElse(0);
    }

    private void addPair(XmlElement written, OldNames names, Map<String, String> values) {
        Optional<XmlElement> target = references.resolve(written);
        if (target.isEmpty()) {
            return;
        }
        Optional<String> name = written.get("name").or(() -> target.get().get("name"));
        if (name.isEmpty()) {
            report.error(written, "attribute \"name\" is missing", "Add name=\"…\".");
            return;
        }
        // A pair without value, or one that asks for the default, says nothing.
        target.get().get("value").filter(value -> !value.equals("#default")).ifPresent(value -> {
            String today = names.today(name.get());
            if (today.equals("clone-max") && instances(value) > MOST_INSTANCES) {
                report.error(
                        written,
                        "a clone may have at most " + MOST_INSTANCES + " instances; this value is ignored",
                        "Lower clone-max.");
                return;
            }
            String earlier = values.putIfAbsent(today, names.value(today, value));
            if (earlier != null && !earlier.equals(value)) {
                report.warning(
                        written, today + " is given before in the same set; this value is ignored", "Remove it.");
            }
        });
    }
}
