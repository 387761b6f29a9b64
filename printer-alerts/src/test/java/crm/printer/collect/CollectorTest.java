package crm.printer.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.NodeName;
import crm.printer.ReceiptPrinter;
import crm.printer.paper.FileTransport;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.roll.PrintedReceipt;
import crm.printer.roll.RollReader;
import crm.printer.spool.Spool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {

    private static final NodeName SELF = new NodeName("collector");
    private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path directory;

    private Map<String, String> to(InetSocketAddress where, Map<String, String> call) {
        var environment = new HashMap<>(call);
        environment.put("CRM_alert_recipient", "127.0.0.1:" + where.getPort());
        return environment;
    }

    @Test
    @Timeout(90)
    void printsOneReceiptForWhatThreeNodesTellAndAfterARestartOnlyWhatIsNew() throws Exception {
        Path roll = directory.resolve("roll");
        List<Map<String, String>> all = PacemakerCalls.all();
        List<Map<String, String>> pulled = all.stream()
                .filter(call ->
                        call.getOrDefault("CRM_alert_timestamp_epoch", "").compareTo("1795259220") < 0)
                .toList();
        for (int life = 1; life <= 2; life++) {
            Spool spool = Spool.open(directory.resolve("spool"), 100);
            try (var book = KeptBook.open(
                            directory.resolve("log"), Duration.ofSeconds(2), KeptBook.LOG_MAX, Instant.now());
                    var printer = new ReceiptPrinter(
                            SELF,
                            spool,
                            new FileTransport(roll),
                            new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100"),
                            InstantSource.system());
                    var collector = new Collector(
                            ANYWHERE,
                            Optional.empty(),
                            new Handover(book, spool, printer, SELF, "table"),
                            InstantSource.system())) {
                var agents = new ArrayList<Thread>();
                for (Map<String, String> call : life == 1 ? pulled : all) {
                    agents.add(Thread.ofVirtual().start(() -> {
                        try {
                            AlertCrm.tell(
                                    to(collector.address(), call),
                                    call.getOrDefault("ON_NODE", ""),
                                    Optional.empty(),
                                    Duration.ofSeconds(20));
                        } catch (InterruptedException stopped) {
                            Thread.currentThread().interrupt();
                        }
                    }));
                }
                for (Thread agent : agents) {
                    agent.join();
                }
                for (Instant end = Instant.now().plusSeconds(40);
                        receipts(roll).size() < life && Instant.now().isBefore(end);
                        Thread.sleep(50)) {}
                Thread.sleep(500);
                assertEquals(life, receipts(roll).size());
            }
        }
        assertEquals(
                List.of(1, 2),
                receipts(roll).stream().map(PrintedReceipt::number).toList());
        String text = Files.readString(roll, StandardCharsets.ISO_8859_1);
        assertEquals(2, text.split("node1 was fenced by node2", -1).length, text);
        assertTrue(text.contains("node1 is back"), text);
    }

    /** The worst there is: an agent was told that its alert is taken, and it never comes to paper. */
    @Test
    @Timeout(180)
    void whatAnAgentWasToldIsTakenIsPrintedOnceHoweverOftenTheProcessIsKilled() throws Exception {
        InetSocketAddress where = unusedAddress();
        Path roll = directory.resolve("roll");
        List<Map<String, String>> calls = PacemakerCalls.all().subList(0, 12);
        for (int begin = 0; begin < calls.size(); begin += 4) {
            Process collector = collector(where, roll);
            for (Map<String, String> call : calls.subList(begin, begin + 4)) {
                assertTrue(AlertCrm.tell(
                        to(where, call), call.getOrDefault("ON_NODE", ""), Optional.empty(), Duration.ofSeconds(60)));
            }
            kill(collector);
        }
        List<String> happened =
                List.of("node1 is lost", "node1 was fenced by node2", "vip started on node2", "web started on node2");
        Process last = collector(where, roll);
        // Killed any sooner it could not know whether all is on paper, and would print a copy that says so.
        for (Instant end = Instant.now().plusSeconds(90);
                !(story(roll).equals(happened) && allIsPrinted())
                        && Instant.now().isBefore(end);
                Thread.sleep(50)) {}
        kill(last);
        int before = receipts(roll).size();
        Process after = collector(where, roll);
        assertTrue(AlertCrm.tell(to(where, calls.getFirst()), "node2", Optional.empty(), Duration.ofSeconds(60)));
        kill(after);
        assertEquals(happened, story(roll));
        assertEquals(before, receipts(roll).size());
    }

    private boolean allIsPrinted() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("spool"))) {
            return files.map(Path::toString).allMatch(name -> name.endsWith(".printed") || name.endsWith(".log"));
        }
    }

    /** What happened, as the receipts tell it; copies that say of themselves that they may be the second are left out. */
    private static List<String> story(Path roll) throws Exception {
        return receipts(roll).stream()
                .filter(receipt -> !receipt.marked())
                .flatMap(receipt -> receipt.text().lines())
                .filter(line -> line.matches("\\+[0-9.]+s? .*"))
                .map(line -> line.replaceFirst("\\S+ +", ""))
                .toList();
    }

    private Process collector(InetSocketAddress where, Path roll) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AlertCrm.class.getName(),
                        "--collect",
                        "127.0.0.1:" + where.getPort(),
                        roll.toString(),
                        directory.resolve("spool").toString(),
                        "table")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private static List<PrintedReceipt> receipts(Path roll) throws Exception {
        return Files.exists(roll) ? RollReader.read(Files.readAllBytes(roll)) : List.of();
    }

    @Test
    void anAgentThatFindsNoCollectorSaysSoAndEndsInTime() throws Exception {
        assertFalse(AlertCrm.tell(
                to(unusedAddress(), PacemakerCalls.all().getFirst()),
                "node1",
                Optional.empty(),
                Duration.ofMillis(1200)));
        assertFalse(AlertCrm.tell(Map.of("PATH", "/bin"), "node1", Optional.empty(), Duration.ofSeconds(1)));
    }

    /** An address where nothing listens: it was free a moment ago. */
    private static InetSocketAddress unusedAddress() throws IOException {
        try (var server = new ServerSocket()) {
            server.bind(ANYWHERE);
            return (InetSocketAddress) server.getLocalSocketAddress();
        }
    }
}
