package crm.policy.situation;

import crm.model.Role;
import crm.transition.ActionReason;
import java.util.List;
import java.util.Optional;

/** Finds out whether remote and guest nodes are online, which follows from the state of the connections to them. */
final class ReadRemoteNodes {

    private final Findings findings;

    ReadRemoteNodes(Findings findings) {
        this.findings = findings;
    }

    private List<NodeFinding> remote() {
        return findings.nodes.values().stream().filter(NodeFinding::isRemote).toList();
    }

    /** Has the connections to nodes that asked to leave be closed, and leaves alone what runs behind unmanaged ones. */
    void limitLeaving() {
        for (NodeFinding node : remote()) {
            findings.connection(node.facts.name()).map(findings::of).ifPresent(connection -> {
                if (node.shuttingDown) {
                    connection.limit(Role.STOPPED, new ActionReason.NodeLeaves(node.facts.name()));
                }
                node.maintenance |= node.seen && !connection.managed;
            });
        }
    }

    /** Whether it is known by now that the connection to a node is up, and what the node runs in too. */
    boolean isConnected(NodeFinding node) {
        Optional<Unit> connection = findings.connection(node.facts.name());
        return connection.isPresent()
                && isStarted(connection.get())
                && (!node.isGuest()
                        || findings.launcher(connection.get())
                                .filter(this::isStarted)
                                .isPresent());
    }

    private boolean isStarted(Unit unit) {
        return findings.of(unit).role == Role.STARTED;
    }

    /** Settles the state of every remote node, once all histories are read. */
    void settle() {
        remote().forEach(this::settle);
    }

    /** Settles the state of one remote node as far as it is known. */
    void settle(NodeFinding node) {
        Optional<Unit> unit = findings.connection(node.facts.name());
        if (unit.isEmpty()) {
            node.online = false;
            return;
        }
        Finding connection = findings.of(unit.get());
        Optional<Finding> container = findings.launcher(unit.get()).map(findings::of);
        boolean up = connection.role == Role.STARTED;
        node.online = up;
        InstanceStanding.Limit limit = connection.limit;
        node.shuttingDown |= up && limit != null && limit.role() == Role.STOPPED;
        Optional<NodeFinding> host = container
                .filter(c -> c.active.size() == 1)
                .map(c -> c.active.getFirst())
                .map(findings.nodes::get);
        if (container.filter(c -> c.failed).isPresent()) {
            node.online = false;
            node.needsReset = true;
        } else if (connection.failed) {
            node.online = false;
        } else if (connection.role == Role.STOPPED
                || container.filter(c -> c.role == Role.STOPPED).isPresent()) {
            node.online = false;
            node.needsReset = false;
        } else if (host.filter(h -> !h.online && h.isUnclean()).isPresent()) {
            node.online = false;
            node.needsReset = true;
        }
    }
}
