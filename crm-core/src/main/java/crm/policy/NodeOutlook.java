package crm.policy;

import crm.model.Node;
import crm.model.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * What the engine made of a node.
 *
 * @param id the node's id in Pacemaker's sense
 * @param online whether it can be asked to do anything
 * @param unclean why it must be fenced before what it ran may start elsewhere, in Pacemaker's words; empty if it need
 *     not
 * @param pending whether it is joining
 * @param standby whether it may run nothing
 * @param standbyOnFail whether that is so because an operation failed that says {@code on-fail=standby}
 * @param shuttingDown whether it asked to leave
 * @param health the sum of its health attributes; empty if no health strategy is in force
 * @param hosts guests whose connection it hosts, which go down with it
 */
public record NodeOutlook(
        NodeName name,
        String id,
        Node.Kind kind,
        boolean online,
        Optional<String> unclean,
        boolean pending,
        boolean standby,
        boolean standbyOnFail,
        boolean maintenance,
        boolean shuttingDown,
        Optional<Integer> health,
        List<NodeName> hosts) {

    public NodeOutlook {
        hosts = List.copyOf(hosts);
    }
}
