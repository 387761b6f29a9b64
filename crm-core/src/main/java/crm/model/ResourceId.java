package crm.model;

import java.util.Optional;

/**
 * The id of a resource in the configuration.
 *
 * @param value not blank, without white space, slash or quotes
 */
public record ResourceId(String value) implements Comparable<ResourceId> {

    /** The resource of that name; empty if nothing can have that name. */
    public static Optional<ResourceId> parse(String text) {
        return Names.isName(text) ? Optional.of(new ResourceId(text)) : Optional.empty();
    }

    public ResourceId {
        Names.require("resource id", value);
    }

    @Override
    public int compareTo(ResourceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
