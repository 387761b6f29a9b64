package crm.policy.placement;

import crm.policy.constraint.Together;
import crm.policy.situation.Situation;
import crm.policy.situation.Unit;
import java.util.Optional;

/** Says which nodes count as one: a colocation may ask for the same rack instead of the same node. */
final class NodeSameness {

    private final Situation situation;

    NodeSameness(Situation situation) {
        this.situation = situation;
    }

    /** What must be equal on two nodes for them to count as one. */
    Optional<String> value(PlacementBoard board, Unit unit, Together together, int node) {
        int machine = machine(board, node);
        if (together.attribute().equals(Together.NODE_NAME)) {
            return Optional.of(board.nodes().get(machine).value());
        }
        return situation.node(board.nodes().get(machine)).facts().attribute(together.attribute());
    }

    /** Nobody but what a bundle contains can be inside its containers: to be with it is to be beside the container. */
    int machine(PlacementBoard board, int node) {
        return board.isInContainer(node)
                ? situation
                        .bundledContainer(board.nodes().get(node))
                        .flatMap(board::chosen)
                        .orElse(node)
                : node;
    }
}
