package crm.policy.preference;

import crm.model.NodeName;
import crm.policy.situation.NodeStanding;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes remote ones close to whom: connections, fence devices and what guests run in need a node of the cluster
 * itself, and what is launched in a guest runs there and nowhere else.
 */
final class RemotePlaces {

    private final Situation situation;
    /** The connections to guests, by the index of what they are launched in. */
    private final Map<Integer, Unit> guests = new HashMap<>();

    RemotePlaces(Situation situation) {
        this.situation = situation;
        for (NodeStanding node : situation.nodes().values()) {
            if (node.isGuest()) {
                situation
                        .connection(node.name())
                        .ifPresent(connection -> situation
                                .launcher(connection)
                                .ifPresent(machine -> guests.putIfAbsent(machine.index(), connection)));
            }
        }
    }

    List<NodeName> closedTo(Unit unit) {
        if (!(unit instanceof Unit.Instance)) {
            return List.of();
        }
        boolean connection = unit.definition().isRemoteConnection();
        if (connection || unit.definition().isFencing() || isGuestMachine(unit)) {
            // One nobody has a connection to runs nothing, so nothing need be kept from it.
            return nodes(
                    node -> node.isRemote() && situation.connection(node.name()).isPresent());
        }
        Optional<Unit> guest = situation.launcher(unit).flatMap(this::guest);
        return guest.map(only ->
                        nodes(node -> !node.name().value().equals(only.id().toString())))
                .orElse(List.of());
    }

    /** Guests are not nested in remote nodes; containers of bundles may be. */
    private boolean isGuestMachine(Unit unit) {
        return guests.containsKey(unit.index()) && situation.replicaOf(unit).isEmpty();
    }

    /** The connection to the guest that a launcher is, or that is launched in it. */
    private Optional<Unit> guest(Unit launcher) {
        return launcher.definition().isRemoteConnection()
                ? Optional.of(launcher)
                : Optional.ofNullable(guests.get(launcher.index()));
    }

    private List<NodeName> nodes(java.util.function.Predicate<NodeStanding> which) {
        return situation.nodes().values().stream()
                .filter(which)
                .map(NodeStanding::name)
                .toList();
    }
}
