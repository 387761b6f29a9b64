package crm.model;

/**
 * The id of a resource in the configuration.
 *
 * @param value not blank, without white space, slash or quotes
 */
public record ResourceId(String value) implements Comparable<ResourceId> {

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
