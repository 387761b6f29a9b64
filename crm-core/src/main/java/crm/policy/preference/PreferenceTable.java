package crm.policy.preference;

import crm.model.NodeName;
import crm.model.Score;
import crm.transition.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much each unit wants each node. A node that is not in a unit's row is not open to it at all. */
public final class PreferenceTable {

    private final List<NodeName> nodes;
    private final @Nullable Score[][] scores;
    private final @Nullable Reason[][] bans;

    PreferenceTable(List<NodeName> nodes, @Nullable Score[][] scores, @Nullable Reason[][] bans) {
        this.nodes = List.copyOf(nodes);
        this.scores = scores;
        this.bans = bans;
    }

    /** By name; a node's place here is its column. */
    public List<NodeName> nodes() {
        return nodes;
    }

    /** A copy of a unit's row; null where a node is not open to it. */
    public @Nullable Score[] row(int unit) {
        return scores[unit].clone();
    }

    /** A copy of what forbids each node to a unit; null where nothing does. */
    public @Nullable Reason[] bans(int unit) {
        return bans[unit].clone();
    }
}
