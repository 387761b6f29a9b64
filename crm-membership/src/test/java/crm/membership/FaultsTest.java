package crm.membership;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes as processes on a switch of their own, and what happens when one fails; also the measurement behind
 * {@code docs/membership.md}: {@code -Dcrm.runs=10 -Dcrm.reach=udp}, figures on standard output.
 */
@Tag("root")
class FaultsTest {

    private static final List<String> NAMES = List.of("pi1", "pi2", "pi3");
    private static final int RUNS = Integer.getInteger("crm.runs", 1);
    private static final String REACH = System.getProperty("crm.reach", "udp");
    private static final String TIMING = System.getProperty("crm.timing", "lan");

    @TempDir
    private Path directory;

    private Optional<Namespaces> network = Optional.empty();
    private final List<NodeProcess> nodes = new ArrayList<>();
    private int ticket;
    private String failed = "";

    @BeforeEach
    void build() throws IOException {
        assumeTrue(Namespaces.possible(), "SKIPPED: pulling a cable needs root, ip and nsenter");
        network = Optional.of(new Namespaces(NAMES));
        ClusterKey.create("table").write(directory.resolve("key"));
    }

    @AfterEach
    void clean() throws IOException {
        nodes.forEach(NodeProcess::close);
        if (network.isPresent()) {
            network.get().close();
        }
    }

    private NodeProcess start(String name, int run) throws IOException {
        String reach = REACH.equals("udp")
                ? "udp"
                : "tcp:"
                        + NAMES.stream()
                                .map(n -> Namespaces.address(NAMES, n) + ":7800")
                                .collect(Collectors.joining(","));
        var node = new NodeProcess(
                name,
                network.orElseThrow().inside(name),
                List.of(
                        "table",
                        name,
                        String.join(",", NAMES),
                        directory.resolve(name + "-" + run).toString(),
                        directory.resolve("key").toString(),
                        Namespaces.address(NAMES, name),
                        "7800",
                        reach,
                        TIMING));
        nodes.add(node);
        return node;
    }

    private NodeProcess startAll(int run) throws Exception {
        nodes.forEach(NodeProcess::close);
        nodes.clear();
        for (String name : NAMES) {
            network.orElseThrow().plug(name);
            start(name, run);
        }
        for (NodeProcess node : nodes) {
            node.await("three members", 0, text -> text.startsWith("members") && text.split(",", -1).length == 3);
            node.await("a leader", 0, text -> text.startsWith("leader") && !text.endsWith("-"));
        }
        NodeProcess leader = named(nodes.getFirst().leader().orElseThrow());
        // Warm, so that the first use of a class is not measured.
        for (int i = 0; i < 100; i++) {
            NodeProcess node = nodes.get(i % 3);
            ticket++;
            node.tell("append " + ticket + " warm" + ticket);
            String end = "ended " + ticket + " ";
            node.await("the end of " + ticket, 0, text -> text.startsWith(end));
        }
        return leader;
    }

    private NodeProcess named(String name) {
        return nodes.stream().filter(n -> n.name.equals(name)).findFirst().orElseThrow();
    }

    private interface Fault {
        /** Does it, and says from when to count. */
        long on(NodeProcess leader, NodeProcess survivor) throws Exception;
    }

    private void measure(String title, Fault fault) throws Exception {
        var figures = new TreeMap<String, List<Double>>();
        for (int run = 0; run < RUNS; run++) {
            NodeProcess leader = startAll(run);
            failed = leader.name;
            List<NodeProcess> survivors =
                    nodes.stream().filter(n -> n != leader).toList();
            long before = System.nanoTime();
            long start = fault.on(leader, survivors.getLast());
            long written = writeAgain(survivors.getFirst(), before);
            long view = 0;
            long elected = 0;
            for (NodeProcess survivor : survivors) {
                view = Math.max(
                        view,
                        survivor.await(
                                "a view without the leader",
                                before,
                                text -> text.startsWith("members") && !text.contains(leader.name)));
                elected = Math.max(
                        elected,
                        survivor.await(
                                "a new leader",
                                before,
                                text -> text.startsWith("leader")
                                        && !text.endsWith("-")
                                        && !text.endsWith(leader.name)));
            }
            note(figures, "1 view on the slower survivor", view - start);
            note(figures, "2 leader announced on both", elected - start);
            note(figures, "3 written again", written - start);
            assertTrue(nodes.stream()
                    .filter(n -> n != leader)
                    .noneMatch(n -> n.leader().equals(Optional.of(leader.name))));
        }
        figures.forEach((what, all) -> System.out.printf(
                "%s, %s, %s: %s: %.0f (%.0f-%.0f) ms, n%d%n",
                title,
                REACH,
                TIMING,
                what.substring(2),
                all.stream().sorted().toList().get(all.size() / 2),
                all.stream().mapToDouble(d -> d).min().orElse(0),
                all.stream().mapToDouble(d -> d).max().orElse(0),
                all.size()));
    }

    private static void note(Map<String, List<Double>> figures, String what, long nanos) {
        figures.computeIfAbsent(what, _ -> new ArrayList<>()).add(nanos / 1e6);
    }

    /** Proposes until something is agreed on that was proposed after the fault. */
    private long writeAgain(NodeProcess survivor, long since) throws Exception {
        int firstTicket = ticket + 1;
        for (int i = 0; i < 3000; i++) {
            ticket++;
            survivor.tell("append " + ticket + " after" + ticket);
            Thread.sleep(5);
            var done = survivor.lines().stream()
                    .filter(line -> line.nanos() > since && line.text().startsWith("ended"))
                    .filter(line -> line.text().endsWith("Succeeded"))
                    .filter(line -> Integer.parseInt(line.text().split(" ", -1)[1]) >= firstTicket)
                    .findFirst();
            if (done.isPresent()) {
                return done.get().nanos();
            }
        }
        throw new AssertionError("nothing could be written: " + survivor.lines());
    }

    @Test
    void goesOnWhenTheLeadersDaemonIsKilled() throws Exception {
        measure("kill -9 of the leader", (leader, _) -> {
            long start = System.nanoTime();
            leader.kill();
            return start;
        });
    }

    @Test
    void goesOnWhenTheLeadersCableIsPulled() throws Exception {
        measure("the leader's cable pulled", (leader, _) -> {
            long start = System.nanoTime();
            network.orElseThrow().pull(leader.name);
            return start;
        });
        // The one that is cut off announces that nobody leads, agrees on nothing, and follows when it is back.
        NodeProcess cutOff = named(failed);
        TestNode.awaitUntil(
                Duration.ofSeconds(10), "it knows", () -> cutOff.leader().isEmpty(), () -> "" + cutOff.lines());
        ticket++;
        String end = "ended " + ticket + " ";
        cutOff.tell("append " + ticket + " alone");
        long ended = cutOff.await("the end of a lonely proposal", 0, text -> text.startsWith(end));
        assertTrue(cutOff.first(ended, text -> text.equals(end + "Failed")).isPresent());
        long plugged = System.nanoTime();
        network.orElseThrow().plug(cutOff.name);
        cutOff.await("a leader again", plugged, text -> text.startsWith("leader") && !text.endsWith("-"));
        for (NodeProcess node : nodes) {
            assertEquals(
                    0,
                    node.lines().stream()
                            .filter(l -> l.text().contains("alone"))
                            .count());
        }
    }

    @Test
    void goesOnAtOnceWhenTheLeaderIsProvenDead() throws Exception {
        measure("the leader proven dead (any survivor told)", (leader, survivor) -> {
            network.orElseThrow().pull(leader.name);
            long before = System.nanoTime();
            survivor.tell("suspect " + leader.name);
            return survivor.await("suspect", before, text -> text.equals("suspecting"));
        });
    }

    @Test
    void joinsWhenItsCableIsPluggedAfterItsStart() throws Exception {
        network.orElseThrow().pull("pi3");
        for (String name : NAMES) {
            start(name, 0);
        }
        NodeProcess last = named("pi3");
        last.await("its journal", 0, text -> text.startsWith("restored"));
        nodes.getFirst().await("two members", 0, text -> text.startsWith("members") && text.contains(","));
        network.orElseThrow().plug("pi3");
        for (NodeProcess node : nodes) {
            node.await("three members", 0, text -> text.startsWith("members") && text.split(",", -1).length == 3);
            node.await("a leader", 0, text -> text.startsWith("leader") && !text.endsWith("-"));
        }
    }

    @Test
    void keepsEveryAcknowledgedEntryWhenAllAreKilledAtOnce() throws Exception {
        startAll(0);
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            NodeProcess node = nodes.get(i % 3);
            ticket++;
            node.tell("append " + ticket + " kept" + i);
            String end = "ended " + ticket + " Succeeded";
            node.await("the end of " + ticket, 0, text -> text.equals(end));
            acknowledged.add("kept" + i);
        }
        nodes.forEach(NodeProcess::close);
        nodes.clear();
        for (String name : NAMES) {
            start(name, 0);
        }
        for (NodeProcess node : nodes) {
            node.await("a leader", 0, text -> text.startsWith("leader") && !text.endsWith("-"));
            for (String text : acknowledged) {
                node.await(text, 0, line -> (line + ",").matches(".*[ ,]" + text + ",.*"));
            }
        }
    }
}
