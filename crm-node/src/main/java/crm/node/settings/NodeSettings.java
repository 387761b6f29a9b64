package crm.node.settings;

import crm.model.NodeName;
import crm.printer.paper.PaperTransport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one node, as {@code node.yaml} gives them.
 *
 * @param address on which the cluster talks; its interface carries the multicast
 * @param port of the cluster's traffic
 * @param data what must survive a power cut: the journal and the receipts
 * @param run what need not: sockets and the marks of running services
 * @param key the cluster key, 0600
 * @param voters who votes in a cluster that has no journal yet
 * @param witness whether this node votes only
 * @param multicast whether the network carries multicast; if not, TCP is used
 * @param peers where other nodes are found without multicast; a node that knows none waits to be found
 * @param control the control socket
 * @param readers the group that may look but not change
 * @param trapPort where the switch's traps arrive
 * @param timing {@code lan} or {@code pi}: how soon silence is believed
 * @param web where this node's daemon serves its web page, if it does
 * @param watchdog the device that resets the machine when nobody feeds it
 * @param screen the panel of this node
 * @param printer the way to the receipt printer of this node
 * @param page where people find the cluster's web page, such as {@code http://192.168.88.100}, if it was said; for the
 *     codes on receipts and screen
 */
public record NodeSettings(
        NodeName node,
        String cluster,
        InetAddress address,
        int port,
        Path data,
        Path run,
        Path key,
        List<NodeName> voters,
        boolean witness,
        boolean multicast,
        List<InetSocketAddress> peers,
        Path control,
        String readers,
        int trapPort,
        String timing,
        Optional<String> page,
        Optional<InetSocketAddress> web,
        Optional<Path> watchdog,
        Optional<ScreenSettings> screen,
        Optional<PaperTransport> printer) {

    public NodeSettings {
        voters = List.copyOf(voters);
        peers = List.copyOf(peers);
    }

    /**
     * A panel.
     *
     * @param png the file that stands for it, or none if it is a real one
     * @param size such as {@code 250x122}; of the picture
     * @param panel the revision of a real one, such as {@code bc}
     * @param patience {@code booth}, {@code fast} or {@code gentle}: how seldom a real one is redrawn
     */
    public record ScreenSettings(Optional<Path> png, String size, Optional<String> panel, String patience) {}
}
