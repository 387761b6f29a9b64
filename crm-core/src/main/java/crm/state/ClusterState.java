package crm.state;

import crm.model.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of the running cluster, as far as the cluster agreed on it.
 *
 * @param quorum whether we may act
 * @param leader the node that plans ({@code DC} in Pacemaker)
 * @param nodes in the order in which they became known, which is also that in which the engine reads them
 */
public record ClusterState(Quorum quorum, Optional<NodeName> leader, List<NodeState> nodes, List<Ticket> tickets) {

    /** Nothing is known. */
    public static final ClusterState EMPTY =
            new ClusterState(new Quorum.Lost(0, 0), Optional.empty(), List.of(), List.of());

    public ClusterState {
        nodes = List.copyOf(nodes);
        tickets = List.copyOf(tickets);
    }

    public Optional<NodeState> node(NodeName name) {
        return nodes.stream().filter(n -> n.name().equals(name)).findFirst();
    }

    /** Whether the node is a member, in whichever life. */
    public boolean isMember(NodeName name) {
        return node(name)
                .filter(node -> node.membership() == NodeState.Membership.MEMBER)
                .isPresent();
    }

    /** Whether this life of the node is a member. */
    public boolean isMember(NodeName name, Incarnation life) {
        return isMember(name)
                && node(name).filter(node -> node.incarnation().equals(life)).isPresent();
    }

    /** The same state with one node's facts changed; a node not yet known is added at the end. */
    public ClusterState change(NodeName name, UnaryOperator<NodeState> how) {
        var changed = new ArrayList<NodeState>(nodes.size() + 1);
        boolean found = false;
        for (NodeState node : nodes) {
            boolean match = node.name().equals(name);
            found |= match;
            changed.add(match ? how.apply(node) : node);
        }
        if (!found) {
            changed.add(how.apply(NodeState.unseen(name)));
        }
        return new ClusterState(quorum, leader, changed, tickets);
    }

    /** The same state as if nothing had ever been heard of a node. */
    public ClusterState without(NodeName name) {
        return new ClusterState(
                quorum,
                leader,
                nodes.stream().filter(n -> !n.name().equals(name)).toList(),
                tickets);
    }

    public ClusterState with(Quorum changed, Optional<NodeName> newLeader) {
        return new ClusterState(changed, newLeader, nodes, tickets);
    }

    /**
     * The same facts in an order that does not depend on how they became known: nodes by name, what each ran by
     * instance. Where a plan might depend on the order, it is then the same for all who know the same.
     */
    public ClusterState inOrder() {
        List<NodeState> sorted = nodes.stream()
                .sorted(Comparator.comparing(NodeState::name))
                .map(node -> node.with(node.history().stream()
                        .sorted(Comparator.comparing(ResourceHistory::instance))
                        .toList()))
                .toList();
        return new ClusterState(quorum, leader, sorted, tickets);
    }
}
