package crm.formats.cluster;

import crm.formats.cluster.Tree.Mapping;
import crm.formats.cluster.Tree.Pair;
import crm.formats.cluster.Tree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds a mapping to be written, key by key; what has nothing to say is left out. */
final class Keys {

    private final List<Pair> pairs = new ArrayList<>();

    Keys put(String key, Tree value) {
        pairs.add(new Pair(key, Place.NOWHERE, value));
        return this;
    }

    Keys put(String key, String value) {
        return put(key, Tree.word(value));
    }

    Keys put(String key, Optional<?> value) {
        value.ifPresent(v -> put(
                key,
                v instanceof Enum<?> constant && !(v instanceof crm.model.Role)
                        ? Spelling.of(constant)
                        : v.toString()));
        return this;
    }

    Keys putTree(String key, Optional<? extends Tree> value) {
        value.ifPresent(v -> put(key, v));
        return this;
    }

    /** Writes a list unless it is empty. */
    Keys putList(String key, List<? extends Tree> items) {
        return items.isEmpty() ? this : put(key, Tree.list(items));
    }

    /** Writes an id unless it is the one that the reader would give. */
    Keys id(String id, String usual) {
        return id.equals(usual) ? this : put("id", id);
    }

    boolean isEmpty() {
        return pairs.isEmpty();
    }

    List<Pair> pairs() {
        return pairs;
    }

    Mapping tree() {
        return new Mapping(pairs, Place.NOWHERE);
    }
}
