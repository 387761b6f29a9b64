package crm.policy.preference;

import crm.model.NodeName;
import crm.model.Score;
import crm.transition.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much each unit wants each node. A node that is not in a unit's row is not open to it at all. */
public final class PreferenceTable {

    /** A unit and a node. */
    record Cell(int unit, int node) {}

    private final List<NodeName> nodes;
    private final @Nullable Score[][] scores;
    private final Map<Cell, Reason> bans;

    PreferenceTable(List<NodeName> nodes, @Nullable Score[][] scores, Map<Cell, Reason> bans) {
        this.nodes = List.copyOf(nodes);
        this.scores = scores;
        this.bans = Map.copyOf(bans);
    }

    /** By name; a node's place here is its column. */
    public List<NodeName> nodes() {
        return nodes;
    }

    /** A copy of a unit's row; null where a node is not open to it. */
    public @Nullable Score[] row(int unit) {
        return scores[unit].clone();
    }

    /** What forbids the node to the unit, if anything does. */
    public Optional<Reason> ban(int unit, int node) {
        return Optional.ofNullable(bans.get(new Cell(unit, node)));
    }
}
