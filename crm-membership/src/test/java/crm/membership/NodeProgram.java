package crm.membership;

import crm.coordination.Event;
import crm.coordination.Event.AppendEnded;
import crm.coordination.Event.EntriesCommitted;
import crm.coordination.Event.LeadershipChanged;
import crm.coordination.Event.MembershipChanged;
import crm.coordination.Event.StateRestored;
import crm.journal.AgreedState;
import crm.membership.Network.Multicast;
import crm.membership.Network.Reach;
import crm.membership.Network.Unicast;
import crm.model.NodeName;
import crm.state.Incarnation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A node as a process of its own, so that it can be killed or cut off: for measurements and for tests as root. Prints
 * what it is told with the machine's monotonic time in nanoseconds, which all processes share, and does what it reads:
 * {@code append TICKET TEXT}, {@code suspect NODE}, {@code voters}, {@code compact}, {@code quit}.
 *
 * <p>Arguments: cluster, node, voters (a,b,c), directory, key file, address, port, reach ({@code udp} or
 * {@code tcp:host:port,host:port…}), timing ({@code lan} or {@code pi}).
 */
final class NodeProgram {

    private NodeProgram() {}

    public static void main(String[] arguments) throws Exception {
        var settings = new ClusterSettings(
                arguments[0],
                new NodeName(arguments[1]),
                new Incarnation(UUID.randomUUID().toString()),
                new Network(InetAddress.getByName(arguments[5]), Integer.parseInt(arguments[6]), reach(arguments[7])),
                ClusterKey.read(Path.of(arguments[4])),
                Path.of(arguments[3]),
                Arrays.stream(arguments[2].split(",", -1)).map(NodeName::new).toList(),
                arguments[8].equals("pi") ? Timing.pi() : Timing.lan(),
                AgreedState::after);
        Cluster cluster = Cluster.open(settings, event -> print(describe(event)), why -> {
            print("fatal " + why);
            Runtime.getRuntime().halt(3);
        });
        print("open");
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            obey(cluster, line.split(" ", -1));
        }
        Runtime.getRuntime().halt(0); // the test that started this is gone
    }

    private static Reach reach(String text) throws IOException {
        if (text.equals("udp")) {
            return new Multicast(InetAddress.getByName("239.255.77.1"), 45588);
        }
        return new Unicast(Arrays.stream(text.substring("tcp:".length()).split(",", -1))
                .map(peer -> peer.split(":", -1))
                .map(peer -> new InetSocketAddress(peer[0], Integer.parseInt(peer[1])))
                .toList());
    }

    private static void obey(Cluster cluster, String[] words) throws Exception {
        switch (words[0]) {
            case "append" -> cluster.journal().append(Long.parseLong(words[1]), List.of(TestNode.note(words[2])));
            case "suspect" -> {
                print("suspecting");
                cluster.channel().suspect(new NodeName(words[1]), "a test says so");
            }
            case "voters" -> print("voters " + cluster.journal().voters());
            case "compact" -> cluster.raftJournal().compact(java.time.Duration.ofSeconds(5));
            case "quit" -> {
                cluster.close();
                Runtime.getRuntime().halt(0);
            }
            default -> print("what is " + words[0] + "?");
        }
    }

    private static String describe(Event event) {
        return switch (event) {
            case MembershipChanged(List<NodeName> members) ->
                "members " + members.stream().map(NodeName::value).collect(Collectors.joining(","));
            case LeadershipChanged change ->
                "leader " + change.term() + " "
                        + change.leader().map(NodeName::value).orElse("-");
            case EntriesCommitted committed ->
                "committed " + committed.index() + " " + committed.term() + " "
                        + committed.entries().stream()
                                .map(crm.journal.Entry.AttributeChanged.class::cast)
                                .map(crm.journal.Entry.AttributeChanged::name)
                                .collect(Collectors.joining(","));
            case StateRestored(AgreedState state) ->
                "restored " + state.index() + " "
                        + state.cluster().nodes().stream()
                                .flatMap(n -> n.attributes().values().sequencedKeySet().stream())
                                .collect(Collectors.joining(","));
            case AppendEnded(long ticket, crm.transition.Outcome outcome) ->
                "ended " + ticket + " " + outcome.getClass().getSimpleName();
            default -> "event " + event;
        };
    }

    private static synchronized void print(String what) {
        System.out.println(System.nanoTime() + " " + what);
        System.out.flush();
    }
}
