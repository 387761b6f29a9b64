package crm.agent.network;

import crm.agent.kernel.InterfaceAddress;
import crm.agent.kernel.NetworkLink;

/** Where a wanted address goes on this node. */
record Placement(NetworkLink link, InterfaceAddress address, String label) {

    String text() {
        return address.address().getHostAddress();
    }
}
