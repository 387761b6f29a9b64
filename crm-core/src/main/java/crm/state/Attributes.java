package crm.state;

import java.util.Collections;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Transient attributes of a node, such as {@code fail-count-…}; they end with the node's incarnation. */
public record Attributes(SequencedMap<String, String> values) {

    /**
     * Pacemaker's name for a node's wish to leave, in seconds since 1970. The policy engine moves everything away from a node
     * that has it, and does not fence it once it is gone.
     */
    public static final String SHUTDOWN = "shutdown";

    /** Pacemaker's name for the wish of a person, or of the cluster, that a node be fenced. */
    public static final String TERMINATE = "terminate";

    public static final Attributes NONE = new Attributes(new TreeMap<>());

    public Attributes {
        values = Collections.unmodifiableSequencedMap(new TreeMap<>(values));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public Attributes with(String name, String value) {
        var changed = new TreeMap<>(values);
        changed.put(name, value);
        return new Attributes(changed);
    }

    public Attributes without(String name) {
        var changed = new TreeMap<>(values);
        changed.remove(name);
        return new Attributes(changed);
    }
}
