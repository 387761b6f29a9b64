package crm.printer.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.alert.ReceiptOrder;
import crm.journal.AgreedState.ReceiptNote;
import crm.model.NodeName;
import crm.port.AlertPrinter;
import crm.printer.ReceiptPrinter;
import crm.printer.paper.PaperLink;
import crm.printer.paper.PaperTransport;
import crm.printer.receipt.ReceiptLayout;
import crm.printer.spool.Job;
import crm.printer.spool.Spool;
import crm.transition.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/**
 * The collector dies at every point of an alert's way from the agent to the spool: before and after each write, and in the
 * middle of each. Whatever was on the disk then, the next life must make of it the receipts that would have been printed
 * without the death: none lost of which an agent was told that it is kept, and none twice.
 */
@Timeout(300)
class KilledCollectorTest {

    private static final NodeName SELF = new NodeName("collector");
    private static final Duration QUIET = Duration.ofSeconds(8);

    private static final PaperTransport NO_PAPER = new PaperTransport() {
        @Override
        public String name() {
            return "nothing";
        }

        @Override
        public PaperLink open() throws IOException {
            throw new IOException("there is no printer");
        }
    };

    /** Some ten thousand times something is made to survive a loss of power; memory is faster at that than a disk. */
    static final class InMemory implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            Path memory = Path.of("/dev/shm");
            return Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "crm-test")
                    : Files.createTempDirectory("crm-test");
        }
    }

    @TempDir(factory = InMemory.class)
    Path folder;

    /**
     * The disk at the moment of a death.
     *
     * @param files contents by name
     * @param told how many of the alerts agents had been told are kept
     * @param at the time
     */
    private record Death(Map<String, byte[]> files, int told, Instant at) {

        boolean isAlike(Map<String, byte[]> others, int othersTold) {
            return told == othersTold
                    && files.keySet().equals(others.keySet())
                    && files.entrySet().stream()
                            .allMatch(file -> Arrays.equals(file.getValue(), others.get(file.getKey())));
        }
    }

    private final List<PacemakerAlert> alerts = alerts();
    private final List<Death> deaths = new ArrayList<>();
    private boolean watched;
    private int told;
    private Instant now = Instant.EPOCH;

    private static List<PacemakerAlert> alerts() {
        try {
            return PacemakerCalls.all().stream().map(PacemakerCalls::alert).toList();
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** A life of the collector, without its threads: whether it ends by itself or is left alone at some point. */
    private record Life(KeptBook book, Spool spool, Handover handover) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            book.close();
        }
    }

    private Life life(Path disk, long logMax, Instant begins) throws IOException {
        Spool spool = Spool.open(disk, 100);
        KeptBook book = KeptBook.open(disk.resolve("alerts.log"), QUIET, logMax, begins);
        var paper = new ReceiptPrinter(
                SELF, spool, NO_PAPER, new ReceiptLayout(ZoneOffset.UTC, "http://10.0.0.100"), () -> now);
        // What happens between spool and paper is asked elsewhere; here nothing but the handover may move files.
        paper.close();
        var printer = new AlertPrinter() {
            @Override
            public Outcome print(ReceiptOrder order) {
                diesHere(disk);
                Outcome outcome = paper.print(order);
                diesHere(disk);
                return outcome;
            }

            @Override
            public void noted(List<ReceiptNote> notes) {
                paper.noted(notes);
                diesHere(disk);
            }
        };
        return new Life(book, spool, new Handover(book, spool, printer, SELF, "table"));
    }

    private void diesHere(Path disk) {
        if (!watched) {
            return;
        }
        try {
            Map<String, byte[]> files = read(disk);
            if (deaths.isEmpty() || !deaths.getLast().isAlike(files, told)) {
                deaths.add(new Death(files, told, now));
            }
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static Map<String, byte[]> read(Path disk) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(disk)) {
            for (Path path : paths) {
                files.put(path.getFileName().toString(), Files.readAllBytes(path));
            }
        }
        return files;
    }

    /** Tells the alerts from that one on, each when it happened, and waits until all is over. */
    private List<String> tell(Life life, int from, Path disk) throws IOException {
        life.handover().release();
        for (int next = from; next < alerts.size(); next++) {
            PacemakerAlert alert = alerts.get(next);
            now = alert.at().isAfter(now) ? alert.at() : now;
            life.handover().print(now);
            life.book().take(List.of(alert), now);
            diesHere(disk);
            told = next + 1;
            diesHere(disk);
        }
        for (int second = 0; second < 9; second++) {
            now = now.plusSeconds(1);
            life.handover().print(now);
            diesHere(disk);
        }
        var receipts = new ArrayList<String>();
        for (Job job : life.spool().unprinted()) {
            receipts.add(new String(life.spool().body(job), StandardCharsets.ISO_8859_1));
        }
        assertEquals(List.of(), life.spool().held());
        return receipts;
    }

    /** Every state of the disk that a death can leave: each before and after a write, and each cut of a write. */
    private List<Death> everyDeath() {
        var all = new ArrayList<Death>();
        for (int i = 0; i < deaths.size(); i++) {
            Death death = deaths.get(i);
            all.add(death);
            byte[] log = death.files().getOrDefault("alerts.log", new byte[0]);
            byte[] before = i == 0 ? new byte[0] : deaths.get(i - 1).files().getOrDefault("alerts.log", new byte[0]);
            boolean grew = log.length > before.length && Arrays.equals(log, 0, before.length, before, 0, before.length);
            if (grew) {
                for (int cut = before.length + 1; cut < log.length; cut += 1 + (log.length - before.length) / 6) {
                    Death earlier = i == 0 ? new Death(new TreeMap<>(), 0, death.at()) : deaths.get(i - 1);
                    var torn = new TreeMap<>(earlier.files());
                    torn.put("alerts.log", Arrays.copyOf(log, cut));
                    all.add(new Death(torn, earlier.told(), death.at()));
                }
            }
            var unfinished = new TreeMap<>(death.files());
            unfinished.put("alerts.log.new", Arrays.copyOf(log, log.length / 2));
            unfinished.put("00000009.held.new", new byte[] {1});
            all.add(new Death(unfinished, death.told(), death.at()));
        }
        return all;
    }

    private Path disk(Death death) throws IOException {
        Path disk = Files.createTempDirectory(folder, "disk");
        for (Map.Entry<String, byte[]> file : death.files().entrySet()) {
            Files.write(disk.resolve(file.getKey()), file.getValue());
        }
        return disk;
    }

    private void diesAnywhere(long logMax) throws IOException {
        Path whole = Files.createDirectory(folder.resolve("whole"));
        now = alerts.getFirst().at();
        List<String> expected;
        watched = true;
        try (Life life = life(whole, logMax, now)) {
            diesHere(whole);
            expected = tell(life, 0, whole);
        }
        watched = false;
        assertEquals(3, expected.size());
        List<Death> all = everyDeath();
        for (Death death : all) {
            for (int from : new int[] {death.told(), 0}) {
                Path disk = disk(death);
                now = death.at();
                try (Life life = life(disk, logMax, now)) {
                    assertEquals(expected, tell(life, from, disk), () -> "told again from " + from + ": " + death);
                }
            }
        }
        assertTrue(all.size() > 150, () -> all.size() + " deaths");
    }

    @Test
    void whereverItDiesTheReceiptsAreTheSame() throws IOException {
        diesAnywhere(KeptBook.LOG_MAX);
    }

    @Test
    void whereverItDiesWhileItTidiesUpItsLogTheReceiptsAreTheSame() throws IOException {
        diesAnywhere(0);
    }

    /** The paper of an incident that was over for an hour when the collector came back must say so. */
    @Test
    void whatWasTakenByALifeThatDiedAnHourAgoIsPrintedAtOnceAndDatedWhenItWasOver() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Instant taken = Instant.parse("2026-11-21T12:00:00Z");
        try (Life life = life(disk, KeptBook.LOG_MAX, taken)) {
            life.book().take(alerts.subList(0, 6), taken);
        }
        now = taken.plus(Duration.ofHours(1));
        try (Life life = life(disk, KeptBook.LOG_MAX, now)) {
            life.handover().release();
            life.handover().print(now);
            assertEquals(
                    List.of(taken.plus(QUIET)),
                    life.spool().unprinted().stream().map(Job::written).toList());
        }
    }

    /** A machine without a battery may wake in the past; nobody knows how late it is, and nobody waits for years. */
    @Test
    void aClockThatWasSetBackMeanwhileKeepsNothingBack() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Instant taken = Instant.parse("2026-11-21T12:00:00Z");
        try (Life life = life(disk, KeptBook.LOG_MAX, taken)) {
            life.book().take(alerts.subList(0, 6), taken);
        }
        now = Instant.parse("1970-01-01T00:00:30Z");
        try (Life life = life(disk, KeptBook.LOG_MAX, now)) {
            life.handover().print(now);
            assertEquals(List.of(), life.spool().unprinted());
            now = now.plus(QUIET);
            life.handover().print(now);
            assertEquals(1, life.spool().unprinted().size());
        }
    }

    @Test
    void aSpoolThatIsFullKeepsTheIncidentUntilThereIsRoom() throws IOException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Spool spool = Spool.open(disk, 100);
        now = alerts.getFirst().at();
        try (Life life = life(disk, 0, now)) {
            life.book().take(alerts.subList(0, 6), now);
            now = now.plus(QUIET);
            var full = new Handover(life.book(), spool, new FullPrinter(), SELF, "table");
            for (int attempt = 0; attempt < 3; attempt++) {
                try {
                    full.print(now);
                } catch (IOException said) {
                    assertTrue(String.valueOf(said.getMessage()).contains("no room"), said::toString);
                }
            }
            life.book().take(alerts.subList(6, alerts.size()), now);
            life.handover().print(now);
            now = now.plus(QUIET);
            life.handover().print(now);
            assertEquals(
                    List.of(1, 2), spool.unprinted().stream().map(Job::number).toList());
        }
    }

    private static final class FullPrinter implements AlertPrinter {

        @Override
        public Outcome print(ReceiptOrder order) {
            return new Outcome.Failed("no room");
        }

        @Override
        public void noted(List<ReceiptNote> notes) {
            // Nothing was held.
        }
    }
}
