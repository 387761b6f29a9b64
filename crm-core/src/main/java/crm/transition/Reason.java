package crm.transition;

import crm.model.NodeName;
import crm.model.ResourceId;

/**
 * Why something is decided, as data. {@link #sentence()} says it to a person: plain words, subject first, no scores.
 */
public sealed interface Reason {

    /** One plain sentence without a full stop. */
    String sentence();

    /** It was not active and is wanted. */
    record Wanted(ResourceId resource) implements Reason {
        @Override
        public String sentence() {
            return resource + " is wanted and was not active";
        }
    }

    /** The node is lost and must be proven off before what it ran starts elsewhere. */
    record NodeMustBeOff(NodeName node, String because) implements Reason {
        @Override
        public String sentence() {
            return node + " must be proven off: " + because;
        }
    }
}
