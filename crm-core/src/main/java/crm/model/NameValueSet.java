package crm.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Name and value pairs that hold together.
 *
 * @param id unique in the configuration
 * @param score among sets that hold at the same time, the higher wins
 * @param rule when the set holds; empty means always
 */
public record NameValueSet(String id, Score score, Optional<Rule> rule, SequencedMap<String, String> values) {

    public NameValueSet {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }
}
