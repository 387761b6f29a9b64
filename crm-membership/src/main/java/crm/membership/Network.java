package crm.membership;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Where this node listens and how it finds the others.
 *
 * @param address of this node in the cluster's network; failure detection and traffic use no other
 * @param port this node's own; the port five higher is used too, for the sockets that notice a killed daemon at once
 */
public record Network(InetAddress address, int port, Reach reach) {

    /** How members reach each other. */
    public sealed interface Reach {}

    /** UDP multicast: one wired switch, nothing to configure. */
    public record Multicast(InetAddress group, int groupPort) implements Reach {}

    /** TCP, where multicast is filtered. */
    public record Unicast(List<InetSocketAddress> peers) implements Reach {
        public Unicast {
            peers = List.copyOf(peers);
        }
    }

    /** Within one process, for tests of what stands above the network. */
    public record InProcess() implements Reach {}
}
