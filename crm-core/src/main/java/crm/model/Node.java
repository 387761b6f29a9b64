package crm.model;

/**
 * A machine of the cluster, as configured.
 *
 * @param id the node's id in Pacemaker's sense: a number for members, the name for remote nodes
 * @param attributes permanent node attributes, {@code standby} and {@code maintenance} among them
 */
public record Node(NodeName name, String id, Kind kind, Settings attributes, Settings utilization) {

    /** What a node is to the cluster. */
    public enum Kind {
        /** Votes and runs resources. */
        MEMBER,
        /** Votes and keeps the journal, runs nothing. */
        WITNESS,
        /** Runs resources, has no vote; Pacemaker Remote. */
        REMOTE,
        /** As remote, but inside a resource of the cluster, which implies it: a guest, or a container of a bundle. */
        GUEST
    }
}
