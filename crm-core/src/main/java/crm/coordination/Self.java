package crm.coordination;

import crm.model.NodeName;
import crm.state.Incarnation;

/**
 * Who this node is.
 *
 * @param printer whether receipts can be printed here
 * @param cluster the cluster's name
 * @param witness whether it votes only
 * @param startedAt when this daemon started
 */
public record Self(
        NodeName name,
        Incarnation incarnation,
        boolean witness,
        boolean printer,
        String cluster,
        String version,
        Moment startedAt) {

    boolean is(NodeName node, Incarnation life) {
        return name.equals(node) && incarnation.equals(life);
    }

    /** The same daemon, in a new life: what it did before counts no more for the cluster. */
    Self reborn(Moment now) {
        String base = incarnation.value().replaceFirst("/[0-9]+$", "");
        return new Self(name, new Incarnation(base + "/" + now.nanos()), witness, printer, cluster, version, startedAt);
    }
}
