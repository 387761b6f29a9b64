package crm.journal;

import crm.model.NodeName;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is on the way into the cluster, and who on the way out. Whoever has arrived stands in the configuration.
 *
 * @param admitted nodes that may become voters as soon as they are heard of
 * @param leaving nodes that are being removed for good
 */
public record Roster(List<NodeName> admitted, List<NodeName> leaving) {

    public static final Roster EMPTY = new Roster(List.of(), List.of());

    public Roster {
        admitted = List.copyOf(admitted);
        leaving = List.copyOf(leaving);
    }

    Roster admit(NodeName node) {
        return new Roster(with(admitted, node), leaving);
    }

    /** It has come, so its admission has served. */
    Roster arrived(NodeName node) {
        return new Roster(without(admitted, node), leaving);
    }

    Roster leave(NodeName node) {
        return new Roster(without(admitted, node), with(leaving, node));
    }

    Roster gone(NodeName node) {
        return new Roster(without(admitted, node), without(leaving, node));
    }

    private static List<NodeName> with(List<NodeName> nodes, NodeName node) {
        var changed = new ArrayList<>(without(nodes, node));
        changed.add(node);
        return changed;
    }

    private static List<NodeName> without(List<NodeName> nodes, NodeName node) {
        return nodes.stream().filter(n -> !n.equals(node)).toList();
    }
}
