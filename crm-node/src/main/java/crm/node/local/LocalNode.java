package crm.node.local;

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
import java.util.function.Supplier;

/**
 * This machine's part in a cluster, as it lies on its disk.
 *
 * @param daemon starts the daemon and says when it answers
 */
public record LocalNode(Places places, Supplier<Reply> daemon) implements LocalCluster {

    private static final Duration JOIN_WITHIN = Duration.ofSeconds(10);

    /** @param socket on which the daemon answers, or several with colons between */
    public static LocalNode of(Places places, String socket) {
        return new LocalNode(places, () -> new DaemonStart(places.node(), places.log(), socket).reply());
    }

    @Override
    public Reply init(NewCluster wanted) {
        return prepared(() -> {
            NodeName self = wanted.node().orElseGet(LocalNode::hostName);
            String address = wanted.address().orElseGet(LocalNode::address);
            ClusterKey.create(wanted.name()).write(places.key());
            var more = new ArrayList<String>();
            wanted.port().ifPresent(port -> more.add("port: " + port));
            if (!wanted.multicast()) {
                more.add("multicast: false");
            }
            settings(new Who(self, wanted.name(), address), List.of(self), more);
            return new Reply.Done(List.of(
                    "This machine is now " + self + ", the first node of cluster " + wanted.name() + ", at " + address
                            + ".",
                    "Its key is " + places.key() + ", its settings are " + places.node() + ".",
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
            ClusterKey.parse(welcome.key(), "what " + token.host() + " sent").write(places.key());
            settings(new Who(self, token.cluster(), address), welcome.voters(), given(welcome, wanted.witness()));
            return started(self, token.cluster());
        });
    }

    /** What the cluster says a node's settings should be, and what this node says of itself. */
    private static List<String> given(Welcome welcome, boolean witness) {
        var lines = new ArrayList<String>();
        welcome.settings().forEach((name, value) -> lines.add(name + ": " + value));
        if (!welcome.addresses().isEmpty()) {
            lines.add("peers: [" + String.join(", ", welcome.addresses().values()) + "]");
        }
        if (witness) {
            lines.add("witness: true");
        }
        return lines;
    }

    private Reply started(NodeName self, String cluster) {
        return switch (daemon.get()) {
            case Reply.Failed failed -> {
                var sentences = new ArrayList<String>();
                sentences.add(self + " has the key of cluster " + cluster + ", but its daemon does not run yet.");
                sentences.addAll(failed.sentences());
                yield new Reply.Failed(failed.kind(), sentences);
            }
            case Reply _ ->
                new Reply.Done(List.of(
                        self + " has the key of cluster " + cluster + ", and its daemon runs.",
                        "The others take it in as soon as they hear it; see: crm status"));
        };
    }

    @Override
    public Reply start() {
        if (!Files.exists(places.node())) {
            return Reply.Failed.of(
                    Reply.Kind.ERROR,
                    "This machine is in no cluster yet. Found one with: crm cluster init NAME, or: crm cluster join");
        }
        return daemon.get();
    }

    /** What is written into an empty folder, or not at all. */
    private interface Work {
        Reply done() throws IOException, JoinRefused;
    }

    private Reply prepared(Work work) {
        if (Files.exists(places.key()) || Files.exists(places.node())) {
            return Reply.Failed.of(
                    Reply.Kind.UNSAFE,
                    "This machine is in a cluster already: " + places.settings()
                            + " holds its key or settings. To take it out, "
                            + "remove it there with crm cluster remove NODE, then delete " + places.settings() + " and "
                            + places.data() + ".");
        }
        try {
            Files.createDirectories(places.settings());
            return work.done();
        } catch (JoinRefused refused) {
            return Reply.Failed.of(Reply.Kind.NOT_PERMITTED, String.valueOf(refused.getMessage()));
        } catch (IllegalArgumentException unusable) {
            return Reply.Failed.of(Reply.Kind.ERROR, String.valueOf(unusable.getMessage()));
        } catch (IOException unwritable) {
            return Reply.Failed.of(
                    Reply.Kind.ERROR, "Cannot write to " + places.settings() + ": " + unwritable.getMessage());
        }
    }

    private record Who(NodeName self, String cluster, String address) {}

    private void settings(Who who, List<NodeName> voters, List<String> more) throws IOException {
        var lines = new ArrayList<>(List.of(
                "# This node's own settings; what the cluster runs is configured with: crm configure",
                "node: " + who.self(),
                "cluster: " + who.cluster(),
                "address: " + who.address(),
                "key: " + places.key(),
                "voters: ["
                        + String.join(", ", voters.stream().map(NodeName::value).toList()) + "]"));
        lines.addAll(places.lines());
        lines.addAll(more);
        Files.write(places.node(), lines);
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
