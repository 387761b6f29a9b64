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
    void printsOneReceiptForWhatThreeNodesTellAndGoesOnCountingAfterARestart() throws Exception {
        Path roll = directory.resolve("roll");
        List<Map<String, String>> pulled = PacemakerCalls.all().stream()
                .filter(call ->
                        call.getOrDefault("CRM_alert_timestamp_epoch", "").compareTo("1795259220") < 0)
                .toList();
        for (int life = 1; life <= 2; life++) {
            Spool spool = Spool.open(directory.resolve("spool"), 100);
            try (var printer = new ReceiptPrinter(
                            SELF,
                            spool,
                            new FileTransport(roll),
                            new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100"),
                            InstantSource.system());
                    var collector = new Collector(
                            ANYWHERE,
                            SELF,
                            Optional.empty(),
                            printer,
                            spool,
                            Duration.ofSeconds(2),
                            "table",
                            InstantSource.system())) {
                var agents = new ArrayList<Thread>();
                for (Map<String, String> call : pulled) {
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
        assertTrue(text.contains("node1 was fenced by node2"), text);
    }

    private static List<PrintedReceipt> receipts(Path roll) throws Exception {
        return Files.exists(roll) ? RollReader.read(Files.readAllBytes(roll)) : List.of();
    }

    @Test
    void anAgentThatFindsNoCollectorSaysSoAndEndsInTime() throws Exception {
        InetSocketAddress nobody;
        try (var server = new ServerSocket()) {
            server.bind(ANYWHERE);
            nobody = (InetSocketAddress) server.getLocalSocketAddress();
        }
        assertFalse(AlertCrm.tell(
                to(nobody, PacemakerCalls.all().getFirst()), "node1", Optional.empty(), Duration.ofMillis(1200)));
        assertFalse(AlertCrm.tell(Map.of("PATH", "/bin"), "node1", Optional.empty(), Duration.ofSeconds(1)));
    }
}
