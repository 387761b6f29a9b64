package crm.model;

/**
 * The name of a cluster node, as {@code uname -n} gives it there.
 *
 * @param value not blank, without white space, slash or quotes
 */
public record NodeName(String value) implements Comparable<NodeName> {

    public NodeName {
        Names.require("node name", value);
    }

    @Override
    public int compareTo(NodeName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
