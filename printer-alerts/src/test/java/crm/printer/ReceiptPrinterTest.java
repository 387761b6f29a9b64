package crm.printer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.ReceiptOrder;
import crm.emulator.paper.PaperPrinter;
import crm.journal.AgreedState.ReceiptNote;
import crm.model.NodeName;
import crm.printer.paper.FileTransport;
import crm.printer.paper.PaperTransport;
import crm.printer.paper.TcpTransport;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.receipt.VisitorReceipts;
import crm.printer.roll.PrintedReceipt;
import crm.printer.roll.RollReader;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
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
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptPrinterTest {

    private static final NodeName HERE = new NodeName("here");
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Path directory;
    private final Path roll;
    private final Spool spool;

    ReceiptPrinterTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.roll = directory.resolve("printer").resolve("roll.bin");
        this.spool = Spool.open(directory.resolve("spool"), 100);
    }

    @Test
    void printsReceiptsInOrderAndOnce() throws Exception {
        try (var paper = new PaperPrinter(ANY, directory.resolve("printer"));
                var printer = printer(new TcpTransport(paper.address()), InstantSource.system())) {
            String first = ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
            String second = ordered(printer, order(2, first));
            await(() -> unprinted().isEmpty());
            List<PrintedReceipt> printed = RollReader.read(Files.readAllBytes(roll));
            assertEquals(
                    List.of(1, 2), printed.stream().map(PrintedReceipt::number).toList());
            assertTrue(first.startsWith(printed.get(0).seal()));
            assertTrue(second.startsWith(printed.get(1).seal()));
        }
    }

    @Test
    void anOrderThatComesAgainIsNotPrintedAgain() throws Exception {
        try (var printer = printer(new FileTransport(directory.resolve("roll")), InstantSource.system())) {
            String first = ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
            await(() -> unprinted().isEmpty());
            assertEquals(first, ordered(printer, order(1, VisitorReceipts.NONE_BEFORE)));
            assertEquals(List.of(), unprinted());
            assertEquals(
                    1,
                    RollReader.read(Files.readAllBytes(directory.resolve("roll")))
                            .size());
        }
    }

    /** Two nodes that were ordered the same receipt one after the other must not both print it. */
    @Test
    void whatAnotherNodeWasNotedForIsNotPrintedHere() throws Exception {
        ReceiptOrder first = order(1, VisitorReceipts.NONE_BEFORE);
        Path paper = directory.resolve("roll");
        try (var printer = printer(new FileTransport(paper), InstantSource.system())) {
            String hash = hash(printer.print(first));
            printer.noted(List.of(note(first, hash, new NodeName("elsewhere"))));
            assertEquals(List.of(), spool.held());
            ordered(printer, order(2, hash));
            await(() -> unprinted().isEmpty());
        }
        assertEquals(
                List.of(2),
                RollReader.read(Files.readAllBytes(paper)).stream()
                        .map(PrintedReceipt::number)
                        .toList());
    }

    @Test
    void whatNobodyHasNotedStaysInTheSpool() throws Exception {
        ReceiptOrder first = order(1, VisitorReceipts.NONE_BEFORE);
        Path paper = directory.resolve("roll");
        try (var printer = printer(new FileTransport(paper), InstantSource.system())) {
            hash(printer.print(first));
        }
        try (var printer = printer(new FileTransport(paper), InstantSource.system())) {
            assertEquals(1, spool.held().size());
            printer.noted(List.of(note(first, spool.held().getFirst().hash(), HERE)));
            await(() -> unprinted().isEmpty() && Files.exists(paper));
        }
        assertEquals(1, RollReader.read(Files.readAllBytes(paper)).size());
    }

    @Test
    void aPrinterThatIsOffHoldsNothingUpAndPrintsLateCopiesMarkedAsSuch() throws Exception {
        InetSocketAddress address = unusedAddress();
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        try (var printer = printer(new TcpTransport(address), InstantSource.fixed(yesterday))) {
            ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
        }
        try (var paper = new PaperPrinter(address, directory.resolve("printer"))) {
            printTheSpool(paper);
            assertTrue(printed().contains("*** LATE PRINT ***"));
            assertEquals(1, RollReader.read(Files.readAllBytes(roll)).size());
        }
    }

    /** While every node with a printer was away, nobody was there to order it from. */
    @Test
    void aReceiptThatIsOrderedADayAfterItsIncidentSaysThatItIsLate() throws Exception {
        Instant tomorrow = VisitorReceipts.TRIGGER.plus(Duration.ofDays(1));
        Path paper = directory.resolve("roll");
        try (var printer = printer(new FileTransport(paper), InstantSource.fixed(tomorrow))) {
            ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
            await(() -> unprinted().isEmpty() && Files.exists(paper));
        }
        assertTrue(Files.readString(paper, StandardCharsets.ISO_8859_1).contains("*** LATE PRINT ***"));
    }

    @Test
    void withoutPaperNothingIsSentAndWithPaperItIsPrintedOnce() throws Exception {
        try (var paper = new PaperPrinter(ANY, directory.resolve("printer"))) {
            paper.takePaperOut();
            try (var printer = printer(new TcpTransport(paper.address()), InstantSource.system())) {
                ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
                await(() -> Files.exists(roll));
                assertEquals(1, unprinted().size());
                paper.loadPaper();
                await(() -> unprinted().isEmpty());
                List<PrintedReceipt> printed = RollReader.read(Files.readAllBytes(roll));
                assertEquals(1, printed.size());
                assertEquals(false, printed.getFirst().marked());
            }
        }
    }

    @Test
    void withItsCoverOpenNothingIsSentUntilItIsClosed() throws Exception {
        try (var paper = new PaperPrinter(ANY, directory.resolve("printer"))) {
            paper.cover(true);
            try (var printer = printer(new TcpTransport(paper.address()), InstantSource.system())) {
                ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
                await(() -> Files.exists(roll));
                assertEquals(1, unprinted().size());
                paper.cover(false);
                await(() -> unprinted().isEmpty());
                assertEquals(1, RollReader.read(Files.readAllBytes(roll)).size());
            }
        }
    }

    @Test
    void whenThePaperEndsInTheMiddleTheNextCopySaysThatItMayBeTheSecond() throws Exception {
        try (var paper = new PaperPrinter(ANY, directory.resolve("printer"))) {
            paper.loadPaper(300);
            try (var printer = printer(new TcpTransport(paper.address()), InstantSource.system())) {
                ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
                String askedInVain = "\u001dr\u0001\u0010\u0004\u0004";
                await(() -> Files.exists(roll) && printed().contains(askedInVain));
                paper.loadPaper();
                await(() -> unprinted().isEmpty());
                List<PrintedReceipt> printed = RollReader.read(Files.readAllBytes(roll));
                assertEquals(2, printed.size());
                assertEquals(true, printed.getLast().marked());
            }
        }
    }

    @Test
    void aCrashInTheMiddleOfAPrintIsConfessedOnTheCopy() throws Exception {
        Path jobs = directory.resolve("spool");
        try (var printer = printer(new TcpTransport(unusedAddress()), InstantSource.system())) {
            ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
        }
        assertTrue(Files.exists(jobs.resolve("00000001.waiting")), "nothing of it can have been printed");
        Files.move(jobs.resolve("00000001.waiting"), jobs.resolve("00000001.sending"));
        try (var paper = new PaperPrinter(ANY, directory.resolve("printer"))) {
            printTheSpool(paper);
            assertEquals(
                    true, RollReader.read(Files.readAllBytes(roll)).getFirst().marked());
        }
    }

    @Test
    void aSpoolThatIsFullOrBrokenIsSaidAtOnce() throws Exception {
        Spool narrow = Spool.open(directory.resolve("narrow"), 1);
        try (var printer =
                new ReceiptPrinter(HERE, narrow, new TcpTransport(unusedAddress()), layout(), InstantSource.system())) {
            String first = ordered(printer, order(1, VisitorReceipts.NONE_BEFORE));
            var outcome = assertInstanceOf(Outcome.Failed.class, printer.print(order(2, first)));
            assertTrue(outcome.why().contains("1 receipts wait already"), outcome.why());
        }
    }

    private void printTheSpool(PaperPrinter paper) throws Exception {
        ReceiptPrinter printer = printer(new TcpTransport(paper.address()), InstantSource.system());
        try {
            await(() -> unprinted().isEmpty());
        } finally {
            printer.close();
        }
    }

    private ReceiptPrinter printer(PaperTransport transport, InstantSource clock) {
        return new ReceiptPrinter(HERE, spool, transport, layout(), clock);
    }

    private static ReceiptLayout layout() {
        return new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100");
    }

    private static ReceiptOrder order(int number, String previous) {
        return VisitorReceipts.order(number, previous, VisitorReceipts.cablePulled());
    }

    private static String hash(Outcome outcome) {
        return assertInstanceOf(Outcome.Succeeded.class, outcome).detail();
    }

    /** Ordered, and noted as this node's; returns the hash. */
    private static String ordered(ReceiptPrinter printer, ReceiptOrder order) {
        String hash = hash(printer.print(order));
        printer.noted(List.of(note(order, hash, HERE)));
        return hash;
    }

    private static ReceiptNote note(ReceiptOrder order, String hash, NodeName node) {
        return new ReceiptNote(order.number(), order.incident().number(), hash, Instant.EPOCH, node);
    }

    private List<?> unprinted() throws IOException {
        return spool.unprinted();
    }

    private String printed() throws IOException {
        return new String(Files.readAllBytes(roll), StandardCharsets.ISO_8859_1);
    }

    /** An address where nothing listens: it was free a moment ago. */
    private static InetSocketAddress unusedAddress() throws IOException {
        try (var server = new ServerSocket()) {
            server.bind(ANY);
            return (InetSocketAddress) server.getLocalSocketAddress();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertTrue(Instant.now().isBefore(end), "it did not happen within " + PATIENCE);
            Thread.sleep(20);
        }
    }
}
