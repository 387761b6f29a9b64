package crm.membership.join;

import crm.model.NodeName;

/** Has the cluster let a new node in. */
@FunctionalInterface
public interface Admission {

    /**
     * Called when a node of this name has proven that it has a token; has seconds only.
     *
     * @return what the node gets
     * @throws JoinRefused if it may not come; the message is for the person at the new node
     */
    Welcome admit(NodeName node) throws JoinRefused;
}
