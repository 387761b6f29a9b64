package crm.port;

import crm.model.NodeName;

/** Messages between nodes, and who is present. Arrivals come as events ({@code MessageArrived}, {@code MembershipChanged}). */
public interface ClusterChannel extends AutoCloseable {

    /** Sends and returns at once. A message to a node that is not present is dropped: it has no meaning later. */
    void send(NodeName to, Message message);

    /** Tells the membership layer that a node is proven dead, so that it need not wait for its heartbeats. */
    void suspect(NodeName node, String evidence);

    @Override
    void close();
}
