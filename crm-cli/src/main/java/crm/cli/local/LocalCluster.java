package crm.cli.local;

import crm.control.Reply;
import crm.model.NodeName;
import java.util.Optional;

/**
 * What can be done about this machine's part in a cluster without its daemon: found one, join one, start the daemon.
 * Every method answers with {@link Reply.Done} or {@link Reply.Failed} and has its own deadlines.
 */
public interface LocalCluster {

    /** A client that has no node around it. */
    LocalCluster NONE = new WithoutNode();

    /** Writes key and configuration of the first node of a new cluster. */
    Reply init(NewCluster wanted);

    /** Fetches key and settings from a node of an existing cluster, which admits this one, and starts the daemon. */
    Reply join(Joining wanted);

    /** Starts the daemon and waits until it answers. */
    Reply start();

    /**
     * A cluster to be founded.
     *
     * @param name of the cluster
     * @param node name of this node; absent means what {@code uname -n} says
     * @param address on which nodes talk; absent means the address of the default route
     * @param port of the traffic between nodes; absent means the usual one
     * @param multicast whether the network between the nodes carries multicast
     */
    record NewCluster(
            String name,
            Optional<NodeName> node,
            Optional<String> address,
            Optional<Integer> port,
            boolean multicast) {}

    /**
     * A cluster to be joined.
     *
     * @param host the node that made the token, if another address leads to it than the token says
     * @param token made there with {@code crm cluster token}; a secret, so it is not printed
     * @param witness whether this node votes and runs nothing
     */
    record Joining(
            Optional<String> host, String token, Optional<NodeName> node, Optional<String> address, boolean witness) {
        @Override
        public String toString() {
            return "Joining[host=" + host + ", node=" + node + ", address=" + address + ", witness=" + witness + "]";
        }
    }

    /** Says of everything that it takes a node. */
    final class WithoutNode implements LocalCluster {
        @Override
        public Reply init(NewCluster wanted) {
            return none();
        }

        @Override
        public Reply join(Joining wanted) {
            return none();
        }

        @Override
        public Reply start() {
            return none();
        }

        private static Reply none() {
            return Reply.Failed.of(Reply.Kind.ERROR, "This is the client alone; the programs of a node are missing.");
        }
    }
}
