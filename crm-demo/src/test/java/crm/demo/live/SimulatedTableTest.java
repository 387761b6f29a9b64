package crm.demo.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.command.ClusterClient;
import crm.demo.command.TableClient;
import crm.demo.command.TableOptions;
import crm.demo.command.TableSetup;
import crm.demo.probe.PageRequest;
import crm.demo.table.Layout;
import crm.demo.table.Refused;
import crm.demo.table.TableView.Condition;
import crm.printer.roll.PrintedReceipt;
import crm.printer.roll.RollReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table in one process, as somebody who is not root lays it: everything a visitor does and sees goes the real way. */
class SimulatedTableTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Layout layout =
            Layout.named("crm-simulated" + ProcessHandle.current().pid());
    private final TableClient table = new TableClient(layout);
    private final ClusterClient cluster = new ClusterClient(layout);
    private int port;

    @BeforeEach
    void lay() throws IOException, InterruptedException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        setup().up();
        cluster.configure();
    }

    @AfterEach
    void putAway() throws IOException {
        setup().clean();
    }

    private TableSetup setup() {
        return new TableSetup(
                TableOptions.parse(List.of("--name", layout.prefix(), "--simulated", "--port", Integer.toString(port)))
                        .options());
    }

    @Test
    void aPulledCableMovesThePageAndIsOnStatusScreenAndPaper() throws IOException, InterruptedException {
        String before = served(_ -> true);

        table.order("unplug", before);
        String after = served(node -> !node.equals(before));

        assertNotEquals(before, after);
        assertEquals(Condition.DARK, table.look().of(before).condition());
        String status = cluster.run("status").output();
        assertTrue(status.contains("Everything runs, without " + before), status);
        String story = cluster.run("history", "1").output();
        assertTrue(story.contains(before + " lost its cable"), story);
        assertTrue(Files.exists(layout.screen(after)));
        assertTrue(paper().contains(before + " lost its cable"), this::paper);
    }

    @Test
    void aPlannedMoveIsAnsweredWhenItIsDone() throws IOException, InterruptedException {
        String before = served(_ -> true);
        String target = before.equals("pi1") ? "pi2" : "pi1";

        var moved = cluster.run("move", "web", target);

        assertTrue(moved.well(), moved::output);
        assertEquals(target, served(node -> !node.equals(before)));
    }

    @Test
    void refusesWhatASimulatedTableDoesNotHave() throws IOException {
        assertThrows(Refused.class, () -> table.order("unplug", "storage"));
        assertThrows(Refused.class, () -> table.order("switch-quirk", "sings", "on"));
        assertFalse(cluster.run("cluster", "token").well());
    }

    @Test
    void isGoneWithAllItsFilesOnceItIsPutAway() throws IOException {
        setup().down();

        assertFalse(Files.exists(layout.state()));
        assertThrows(IOException.class, () -> table.order("state"));
    }

    private String served(Predicate<String> wanted) throws InterruptedException {
        var page = new PageRequest(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<String> node = page.ask().filter(wanted);
            if (node.isPresent()) {
                return node.get();
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError(
                "nobody serves the page: " + cluster.run("status").output());
    }

    /** What the last receipt says, once there is one. */
    private String paper() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < end) {
                var receipts = Files.exists(layout.roll())
                        ? RollReader.read(Files.readAllBytes(layout.roll()))
                        : List.<PrintedReceipt>of();
                if (!receipts.isEmpty()) {
                    return receipts.getLast().text();
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException unreadable) {
            return unreadable.toString();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
