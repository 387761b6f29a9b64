package crm.formats.cib;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.configuration.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input nobody should send gets a problem with a line, never an exception, a hang or a file of ours. */
class HostileInputTest {

    private static Problem onlyProblem(String text) {
        CibReading reading = CibReader.read(text);
        assertTrue(reading.cib().isEmpty(), () -> "something was read: " + reading.cib());
        assertEquals(1, reading.problems().size(), () -> reading.problems().toString());
        return reading.problems().getFirst();
    }

    @Test
    void aDocumentTypeIsRefusedSoThatNoFileIsReadForIt(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "password");
        Problem problem = onlyProblem(
                "<?xml version='1.0'?>\n<!DOCTYPE cib [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]>\n<cib a='&x;'/>");
        assertAll(
                () -> assertTrue(problem.what().contains("document type"), problem::toString),
                () -> assertTrue(problem.place().startsWith("line "), problem::toString),
                () -> assertFalse(problem.toString().contains("password")));
    }

    @Test
    void entitiesThatMultiplyAreNeverExpanded() {
        var laughs = new StringBuilder("<!DOCTYPE cib [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 40; i++) {
            laughs.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        Problem problem = onlyProblem(laughs + "]><cib>&a39;</cib>");
        assertEquals(Problem.Severity.ERROR, problem.severity());
    }

    @Test
    void anUndeclaredEntityIsRefused() {
        assertEquals(Problem.Severity.ERROR, onlyProblem("<cib>&nobody;</cib>").severity());
    }

    @Test
    void nestingBeyondAnyNeedIsRefusedWithItsLine() {
        Problem problem = onlyProblem("<cib>\n" + "<rule>".repeat(100_000));
        assertAll(
                () -> assertTrue(problem.what().contains("nested"), problem::toString),
                () -> assertTrue(problem.place().startsWith("line 2"), problem::toString));
    }

    @Test
    void aFileThatEndsTooEarlySaysWhere() {
        Problem problem = onlyProblem("<cib>\n<configuration>\n<resources>\n");
        assertTrue(problem.place().contains("<resources>"), problem::toString);
    }

    @Test
    void nothingAtAllIsNoCib() {
        assertEquals(Problem.Severity.ERROR, onlyProblem("").severity());
        assertEquals(Problem.Severity.ERROR, onlyProblem("hello").severity());
        assertEquals(Problem.Severity.ERROR, onlyProblem("<html/>").severity());
    }

    /** The platform's parser would write about such a byte to standard error, and give it no place. */
    @Test
    void aByteThatIsNoTextGetsAPlaceAndARemedyAndNothingIsPrinted() {
        PrintStream usual = System.err;
        var printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            byte[] bytes = "<cib>\n<x a='!('/></cib>".getBytes(StandardCharsets.ISO_8859_1);
            bytes[12] = (byte) 0xc3;
            Problem problem =
                    CibReader.read(new ByteArrayInputStream(bytes)).problems().getFirst();
            assertAll(
                    () -> assertTrue(problem.place().startsWith("line "), problem::toString),
                    () -> assertTrue(problem.what().contains("a byte that is no text"), problem::toString),
                    () -> assertTrue(problem.advice().contains("UTF-8"), problem::toString),
                    () -> assertEquals("", printed.toString(StandardCharsets.UTF_8)));
        } finally {
            System.setErr(usual);
        }
    }

    @Test
    void anEncodingIsHonouredAndAnUnknownOneIsNamed() {
        String text =
                "<?xml version=\"1.0\" encoding=\"%s\"?>\n<cib><configuration><nodes><node id=\"1\" uname=\"süd\"/>"
                        + "</nodes></configuration></cib>";
        byte[] latin = text.formatted("ISO-8859-1").getBytes(StandardCharsets.ISO_8859_1);
        byte[] wide = text.formatted("UTF-16").getBytes(StandardCharsets.UTF_16);
        for (byte[] bytes : List.of(latin, wide)) {
            Cib cib = CibReader.read(new ByteArrayInputStream(bytes)).cib().orElseThrow();
            assertEquals("süd", cib.configuration().nodes().getFirst().name().value());
        }
        assertTrue(onlyProblem(text.formatted("klingon")).what().contains("klingon"));
    }

    /** Every truncation and many random changes of a file give an answer or a problem. */
    @Test
    void noDamageToAFileMakesTheReaderThrow() {
        byte[] whole = Samples.EVERYTHING.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length += 7) {
            CibReader.read(new ByteArrayInputStream(whole, 0, length));
        }
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = whole.clone();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(32, 127);
            }
            try {
                CibReader.read(new ByteArrayInputStream(damaged));
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + ", round " + round, thrown);
            }
        }
    }
}
