package crm.formats.cluster;

import crm.model.NameValueSet;
import crm.model.Rule;
import crm.model.Score;
import crm.model.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Reads names and values: plainly as a mapping, or as a list of sets where rules, scores or ids matter.
 *
 * @param firstId the id of the first set that does not say its own
 */
record ReadSettings(String firstId) {

    /** What is written below the item; none if there is no item. */
    Settings read(Optional<Item> item) {
        return item.map(this::read).orElse(Settings.NONE);
    }

    Settings read(Item item) {
        if (!item.isListing()) {
            return Settings.of(firstId, item.values());
        }
        var sets = new ArrayList<NameValueSet>();
        List<Item> items = item.items();
        for (int i = 0; i < items.size(); i++) {
            String id = DefaultIds.set(firstId, i);
            items.get(i).section().ifPresent(section -> sets.add(set(section, id)));
        }
        return new Settings(sets);
    }

    private static NameValueSet set(Section section, String defaultId) {
        String id = section.take("id").flatMap(Item::word).orElse(defaultId);
        Score score = section.take("score").flatMap(Item::score).orElse(Score.ZERO);
        Optional<Rule> rule = section.take("when").flatMap(w -> new ReadRule(DefaultIds.rule(id)).read(w));
        var values = section.need("values", "write the names and values of this set below 'values:'")
                .map(Item::values)
                .orElseGet(LinkedHashMap::new);
        section.refuseRest("a set of values");
        return new NameValueSet(id, score, rule, values);
    }
}
