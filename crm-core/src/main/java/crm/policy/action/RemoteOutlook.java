package crm.policy.action;

import crm.model.NodeName;
import crm.model.Role;
import crm.policy.placement.Placement;
import crm.policy.situation.InstanceStanding;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import crm.state.Attributes;
import java.util.Optional;

/** What becomes of the connection to a remote node. */
final class RemoteOutlook {

    /** What it becomes. */
    enum State {
        /** It is up and stays up, though it may move. */
        ALIVE,
        /** It is up, or was, on a node that cannot be asked; it comes up elsewhere. */
        RESTING,
        /** It is closed in good order. */
        STOPPED,
        /** It is lost, and nothing brings it back. */
        FAILED,
        /** It is down, and whether it comes up is to be seen. */
        UNKNOWN
    }

    private final Situation situation;
    private final Placement placement;
    private final ActionSheet sheet;

    RemoteOutlook(Situation situation, Placement placement, ActionSheet sheet) {
        this.situation = situation;
        this.placement = placement;
        this.sheet = sheet;
    }

    State of(NodeStanding node) {
        Optional<Unit> found = situation.connection(node.name());
        if (found.isEmpty()) {
            return State.UNKNOWN;
        }
        Unit connection = found.get();
        Placement.Choice choice = placement.of(connection);
        InstanceStanding standing = situation.standing(connection);
        Optional<NodeName> host = situation.current(connection);
        if (choice.role() == Role.STOPPED || choice.node().isEmpty()) {
            return withoutHome(node, connection, choice, standing, host);
        }
        if (host.isEmpty()) {
            return State.UNKNOWN;
        }
        boolean migrating = standing.active().size() > 1 && standing.migration().isPresent();
        boolean lost =
                sheet.isUnclean(host.get()) || !situation.node(host.get()).online();
        return lost || migrating ? State.RESTING : State.ALIVE;
    }

    private State withoutHome(
            NodeStanding node,
            Unit connection,
            Placement.Choice choice,
            InstanceStanding standing,
            Optional<NodeName> host) {
        if (host.filter(sheet::isUnclean).isPresent()) {
            return State.FAILED;
        }
        if (!standing.failed()) {
            return State.STOPPED;
        }
        boolean waits = choice.role() == Role.STOPPED
                && !connection.definition().reconnectInterval().isZero()
                && node.fenced()
                && !asksToLeave(node);
        return waits ? State.UNKNOWN : State.FAILED;
    }

    private static boolean asksToLeave(NodeStanding node) {
        return node.facts()
                .attribute(Attributes.SHUTDOWN)
                .filter(value -> !value.equals("0"))
                .isPresent();
    }
}
