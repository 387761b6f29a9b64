package crm.policy;

import crm.model.InstanceId;
import crm.model.NodeName;
import crm.model.Score;
import java.util.Optional;

/** A preference as it was when a node was chosen; the lines of {@code crm_simulate -s}. */
public sealed interface ScoreLine {

    /**
     * How much an instance wanted a node.
     *
     * @param step which part of placing wrote it
     */
    record Allocation(Step step, InstanceId instance, NodeName node, Score score) implements ScoreLine {}

    /** How much an instance wanted to be promoted; no node if it will not be active. */
    record Promotion(InstanceId instance, Optional<NodeName> node, Score score) implements ScoreLine {}

    /** Whose turn it was when the line was written. */
    enum Step {
        PRIMITIVE,
        GROUP,
        CLONE,
        BUNDLE
    }
}
