package crm.status;

import crm.model.InstanceId;
import crm.model.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * Why an instance is where it is, and for every other node why not.
 *
 * @param node where it is; empty if nowhere
 * @param sentence why, one plain sentence, never empty
 * @param elsewhere one line for each other node
 */
public record Explanation(InstanceId instance, Optional<NodeName> node, String sentence, List<Elsewhere> elsewhere) {

    public Explanation {
        elsewhere = List.copyOf(elsewhere);
    }

    /** Why it is not on this node, one plain sentence, never empty. */
    public record Elsewhere(NodeName node, String sentence) {}
}
