package crm.printer.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.model.ResourceId;
import crm.printer.collect.Noted.Lost;
import crm.printer.collect.Noted.Over;
import crm.printer.collect.Noted.Runs;
import crm.printer.collect.Noted.Taken;
import crm.printer.collect.Noted.Told;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class AlertLogTest {

    private static final Instant T = Instant.parse("2026-11-21T12:00:00.123456789Z");

    private Path folder = Path.of("");

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("alert-log");
    }

    @AfterTry
    void removeFolder() throws IOException {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private List<Noted> found() throws IOException {
        AlertLog.Opened opened = AlertLog.open(folder.resolve("log"));
        opened.log().close();
        return opened.found();
    }

    private void append(Noted... noted) throws IOException {
        try (AlertLog log = AlertLog.open(folder.resolve("log")).log()) {
            log.append(List.of(noted));
        }
    }

    @Property(tries = 200)
    void givesBackWhateverWasWritten(@ForAll String node, @ForAll Map<String, String> variables, @ForAll int number)
            throws IOException {
        List<Noted> all = List.of(
                new Taken(new PacemakerAlert(node, T, new TreeMap<>(variables)), T.plusNanos(1)),
                new Over(number, T),
                new Lost(node),
                new Runs(new ResourceId("web"), node),
                new Told(node));
        append(all.toArray(new Noted[0]));
        assertEquals(wellFormed(all), found());
    }

    /** Half of a pair of surrogates is no text, and comes back as a question mark. */
    private static List<Noted> wellFormed(List<Noted> all) {
        return all.stream().map(AlertLogTest::wellFormed).toList();
    }

    private static Noted wellFormed(Noted noted) {
        return Noted.of(noted.words().stream()
                        .map(word -> new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .toList())
                .orElseThrow();
    }

    @Example
    void ofALastLineThatWasCutShortNothingIsLeftAndTheNextOneIsWhole() throws IOException {
        append(new Lost("pi1"), new Lost("pi2"));
        Path file = folder.resolve("log");
        byte[] whole = Files.readAllBytes(file);
        int first = new String(whole, StandardCharsets.US_ASCII).indexOf('\n') + 1;
        for (int cut = first; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            append(new Lost("pi3"));
            assertEquals(List.of(new Lost("pi1"), new Lost("pi3")), found(), "cut after " + cut);
        }
    }

    @Example
    void aDamagedLineDoesNotTakeTheOthersWithItAndTheFileIsKeptForAPerson() throws IOException {
        append(new Lost("pi1"), new Lost("pi2"), new Lost("pi3"));
        Path file = folder.resolve("log");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertEquals(List.of(new Lost("pi1"), new Lost("pi3")), found());
        assertTrue(Files.exists(folder.resolve("log.broken")));
        append(new Lost("pi4"));
        assertEquals(List.of(new Lost("pi1"), new Lost("pi3"), new Lost("pi4")), found());
    }

    /** An agent is told no, and what half of the attempt may have left behind is not there for the next one. */
    @Example
    void whatAnAttemptThatFailedLeftBehindIsOverwritten() throws IOException {
        Path file = folder.resolve("log");
        try (AlertLog log = AlertLog.open(file).log()) {
            log.append(List.of(new Lost("pi1")));
            Files.writeString(file, "half of a li", StandardOpenOption.APPEND);
            log.append(List.of(new Told("x")));
        }
        assertEquals(List.of(new Lost("pi1"), new Told("x")), found());
    }

    @Example
    void whatIsAddedAfterItWasWrittenAnewIsInTheNewFile() throws IOException {
        try (AlertLog log = AlertLog.open(folder.resolve("log")).log()) {
            log.append(List.of(new Lost("pi1"), new Told("x")));
            log.replace(List.of(new Told("x")));
            log.append(List.of(new Lost("pi2")));
        }
        assertEquals(List.of(new Told("x"), new Lost("pi2")), found());
    }
}
