package crm.policy.assembly;

import crm.model.NodeName;
import crm.policy.action.DraftedAction;
import crm.policy.constraint.Verb;
import crm.policy.placement.Placement;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.Optional;

/** Which node passes on what a remote node is to do: the one that has the connection to it at that moment. */
final class RemoteRoutes {

    private final Situation situation;
    private final Placement placement;

    RemoteRoutes(Situation situation, Placement placement) {
        this.situation = situation;
        this.placement = placement;
    }

    /** Empty for what no remote node does. */
    Optional<NodeName> router(DraftedAction action) {
        Optional<Unit> found = action.node()
                .filter(node ->
                        action.unit().isPresent() && situation.node(node).isRemote())
                .flatMap(situation::connection);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Unit connection = found.get();
        Optional<NodeName> before = situation.current(connection);
        Optional<NodeName> afterwards = placement.of(connection).node();
        if (before.isEmpty() || afterwards.isEmpty()) {
            return before.or(() -> afterwards);
        }
        boolean underWay = situation.launcher(connection).isEmpty()
                && situation.standing(connection).migration().isPresent();
        boolean early = switch (action.verb() == Verb.NOTIFY ? action.deed() : action.verb()) {
            case CANCEL, STOP, DEMOTE, MIGRATE_FROM, MIGRATE_TO -> !underWay;
            default -> false;
        };
        return early ? before : afterwards;
    }

    /** The remote node that cannot be asked any more once this is done. */
    Optional<NodeName> closes(DraftedAction action) {
        if (action.verb() != Verb.STOP || action.unit().isEmpty()) {
            return Optional.empty();
        }
        Unit unit = situation.units().get(action.unit().getAsInt());
        boolean moves = unit.definition().mayMigrate() && action.migratable();
        return unit.definition().isRemoteConnection() && !moves
                ? Optional.of(new NodeName(unit.id().toString()))
                : Optional.empty();
    }
}
