package crm.formats.simulate;

import crm.configuration.Configuration;
import crm.formats.cib.Cib;
import crm.model.Node;
import crm.state.Attributes;
import crm.state.ClusterState;
import crm.state.Incarnation;
import crm.state.NodeState;
import crm.state.NodeState.Join;
import crm.state.NodeState.Membership;
import crm.state.Quorum;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A cluster of which only the configuration is known. */
public final class FreshCluster {

    private FreshCluster() {}

    /** Everything runs where the engine would have started it. */
    public static Cib settled(Configuration configuration, Instant now) {
        Cib fresh = of(configuration);
        return Cib.of(fresh.configuration(), Course.of(fresh, List.of(), now).end());
    }

    /** Every node has just come up, and nothing runs yet. */
    public static Cib of(Configuration configuration) {
        List<Node> voters = configuration.nodes().stream()
                .filter(node -> node.kind() == Node.Kind.MEMBER || node.kind() == Node.Kind.WITNESS)
                .toList();
        // Witnesses vote and run nothing; the engine is never told of them.
        List<Node> running = configuration.nodes().stream()
                .filter(node -> node.kind() != Node.Kind.WITNESS)
                .toList();
        List<NodeState> states = running.stream()
                .filter(node -> node.kind() == Node.Kind.MEMBER)
                .map(FreshCluster::up)
                .toList();
        var state = new ClusterState(
                new Quorum.Held(voters.size(), voters.size()),
                states.stream().map(NodeState::name).findFirst(),
                states,
                List.of());
        return Cib.of(configuration.withNodes(running), state);
    }

    private static NodeState up(Node node) {
        return new NodeState(
                node.name(),
                Incarnation.UNKNOWN,
                Membership.MEMBER,
                true,
                Join.MEMBER,
                Join.MEMBER,
                Optional.empty(),
                Optional.empty(),
                Attributes.NONE,
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
    }
}
