package crm.membership;

import crm.model.NodeName;
import crm.port.Message;

/** What goes over the channel between two nodes. */
sealed interface ChannelMessage {

    /** A message of the coordinators. */
    record Between(Message message) implements ChannelMessage {}

    /**
     * A node is proven dead: let every survivor take it out of its view now.
     *
     * @param address JGroups' address of the life that died, in hexadecimal; a later life has another
     */
    record Dead(NodeName node, String address, String evidence) implements ChannelMessage {}
}
