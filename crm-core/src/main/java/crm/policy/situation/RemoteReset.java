package crm.policy.situation;

import crm.model.NodeName;
import crm.model.Role;
import crm.transition.PlacementReason;
import java.time.Duration;

/** What the loss of an established connection to a remote node calls for: the node's fencing, and a new connection. */
final class RemoteReset {

    private final Findings findings;
    private final Unit.Instance connection;

    RemoteReset(Findings findings, Unit.Instance connection) {
        this.findings = findings;
        this.connection = connection;
    }

    void call(boolean isActive, NodeName host) {
        Finding finding = findings.of(connection);
        finding.fail(true);
        NodeFinding node =
                findings.nodes.get(new NodeName(connection.id().resource().value()));
        if (node != null
                && !node.isGuest()
                && !node.fenced
                && findings.configuration.options().fencingEnabled()) {
            findings.mustBeFenced(node, "remote connection is unrecoverable");
        }
        if (isActive) {
            finding.stopsNeeded.add(host);
            findings.noticed.add(new Situation.Noticed(connection.index(), host, "stop", Duration.ZERO));
        }
        if (!connection.definition().reconnectInterval().isZero()) {
            // It is not tried again before the failure has had its time.
            finding.limit(Role.STOPPED, new PlacementReason.StoppedByFailure(connection.id()));
        }
    }
}
