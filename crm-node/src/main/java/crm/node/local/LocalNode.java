package crm.node.local;

import crm.cli.client.Client;
import crm.cli.local.LocalCluster;
import crm.control.Reply;
import crm.membership.ClusterKey;
import crm.membership.join.JoinClient;
import crm.membership.join.JoinRefused;
import crm.membership.join.JoinToken;
import crm.membership.join.Welcome;
import crm.model.NodeName;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * This machine's part in a cluster, as it lies on its disk.
 *
 * @param folder where the key and the settings are: {@code /etc/crm}
 * @param log where a daemon writes that no service manager looks after
 */
record LocalNode(Path folder, Path log) implements LocalCluster {

    private static final Duration JOIN_WITHIN = Duration.ofSeconds(10);

    @Override
    public Reply init(NewCluster wanted) {
        return prepared(() -> {
            NodeName self = wanted.node().orElseGet(LocalNode::hostName);
            String address = wanted.address().orElseGet(LocalNode::address);
            ClusterKey.create(wanted.name()).write(key());
            settings(self, wanted.name(), address, List.of(self), false);
            return new Reply.Done(List.of(
                    "This machine is now " + self + ", the first node of cluster " + wanted.name() + ", at " + address
                            + ".",
                    "Its key is " + key() + ", its settings are " + settings() + ".",
                    "Start it with: crm cluster start"));
        });
    }

    @Override
    public Reply join(Joining wanted) {
        return prepared(() -> {
            NodeName self = wanted.node().orElseGet(LocalNode::hostName);
            String address = wanted.address().orElseGet(LocalNode::address);
            JoinToken token = JoinToken.parse(wanted.token());
            Welcome welcome = new JoinClient(self, Clock.systemUTC())
                    .join(token, wanted.host().orElse(token.host()), JOIN_WITHIN);
            ClusterKey.parse(welcome.key(), "what " + token.host() + " sent").write(key());
            settings(self, token.cluster(), address, welcome.voters(), wanted.witness());
            return new Reply.Done(List.of(
                    self + " has the key of cluster " + token.cluster() + ".", "Start it with: crm cluster start"));
        });
    }

    /** Tokens live in the memory of a daemon; without one there is nobody who would honour a token. */
    @Override
    public Reply token() {
        return Reply.Failed.of(
                Reply.Kind.ERROR, "A token is made by a running daemon. Start it with: crm cluster start");
    }

    @Override
    public Reply start() {
        if (!Files.exists(settings())) {
            return Reply.Failed.of(
                    Reply.Kind.ERROR,
                    "This machine is in no cluster yet. Found one with: crm cluster init NAME, or: crm cluster join");
        }
        return new DaemonStart(settings(), log, Client.socketPath()).reply();
    }

    private Path key() {
        return folder.resolve("cluster.key");
    }

    private Path settings() {
        return folder.resolve("node.yaml");
    }

    /** What is written into an empty folder, or not at all. */
    private interface Work {
        Reply done() throws IOException, JoinRefused;
    }

    private Reply prepared(Work work) {
        if (Files.exists(key()) || Files.exists(settings())) {
            return Reply.Failed.of(
                    Reply.Kind.UNSAFE,
                    "This machine is in a cluster already: " + folder + " holds its key or settings. To take it out, "
                            + "remove it there with crm cluster remove NODE, then delete " + folder + ".");
        }
        try {
            Files.createDirectories(folder);
            return work.done();
        } catch (JoinRefused refused) {
            return Reply.Failed.of(Reply.Kind.NOT_PERMITTED, String.valueOf(refused.getMessage()));
        } catch (IllegalArgumentException unusable) {
            return Reply.Failed.of(Reply.Kind.ERROR, String.valueOf(unusable.getMessage()));
        } catch (IOException unwritable) {
            return Reply.Failed.of(Reply.Kind.ERROR, "Cannot write to " + folder + ": " + unwritable.getMessage());
        }
    }

    private void settings(NodeName self, String cluster, String address, List<NodeName> voters, boolean witness)
            throws IOException {
        var lines = new ArrayList<>(List.of(
                "# This node's own settings; what the cluster runs is configured with: crm configure",
                "node: " + self,
                "cluster: " + cluster,
                "address: " + address,
                "key: " + key(),
                "voters: ["
                        + String.join(", ", voters.stream().map(NodeName::value).toList()) + "]"));
        if (witness) {
            lines.add("witness: true");
        }
        Files.write(settings(), lines);
    }

    private static NodeName hostName() {
        try {
            return new NodeName(
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("this machine's name cannot be read; say it with --node NAME");
        }
    }

    /** The address from which packets leave for the rest of the world; nothing is sent to find out. */
    private static String address() {
        try (var socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9));
            return Optional.of(socket.getLocalAddress())
                    .filter(a -> !a.isAnyLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .orElseThrow(LocalNode::noAddress);
        } catch (IOException | java.io.UncheckedIOException noRoute) {
            throw noAddress();
        }
    }

    private static IllegalArgumentException noAddress() {
        return new IllegalArgumentException("which address nodes shall talk on is not clear; say it with --address");
    }
}
