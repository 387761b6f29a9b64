package crm.state;

/**
 * One life of a node's daemon. A node that restarted has a new one: whatever the earlier life knew or ran is not
 * taken for granted any more.
 *
 * @param value the kernel's boot id and the daemon's start, opaque and unique
 */
public record Incarnation(String value) {

    /** The life of a node of which nothing is known. */
    public static final Incarnation UNKNOWN = new Incarnation("unknown");

    @Override
    public String toString() {
        return value;
    }
}
