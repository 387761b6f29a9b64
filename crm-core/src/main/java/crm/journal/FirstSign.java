package crm.journal;

import crm.model.NodeName;

/** What was seen first of a node's loss: what somebody who stands at the table would say of it. */
public enum FirstSign {
    /** The switch says that its cable has no link. */
    CABLE,
    /** It is not heard of any more. */
    SILENCE,
    /** A person says so. */
    WORD;

    String title(NodeName node) {
        return switch (this) {
            case CABLE -> node + " lost its cable";
            case SILENCE -> node + " fell silent";
            case WORD -> node + " was switched off by hand";
        };
    }
}
