package crm.formats.simulate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    private static final String CIB =
            "<cib><configuration><crm_config/><nodes/><resources/><constraints/>" + "</configuration><status/></cib>";

    @Test
    void eachCaseGetsItsAnswersOrItsErrorAndTheRestGoOn(@TempDir Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path out = folder.resolve("out");
        Path times = folder.resolve("times");
        Files.writeString(in.resolve("a.xml"), "<cib>\n<oops");
        Files.writeString(in.resolve("b.xml"), CIB);
        Files.writeString(in.resolve("b.args"), "-t \"2014-05-07 00:28:00\"\n");
        Files.writeString(in.resolve("c.xml"), CIB);
        Files.writeString(in.resolve("c.args"), "-t whenever");
        Files.writeString(in.resolve("d.xml"), CIB.replace("<cib>", "<cib execution-date=\"1461844229\">"));
        var result = Batch.run(in, out, Optional.of(times), Instant.EPOCH);
        assertAll(
                () -> assertEquals(new Batch.Result(4, 2), result),
                () -> assertTrue(Files.readString(out.resolve("a.error")).startsWith("line 2")),
                () -> assertFalse(Files.exists(out.resolve("a.summary"))),
                () -> assertTrue(Files.readString(out.resolve("c.error")).contains("whenever")),
                () -> assertTrue(Files.readString(out.resolve("b.summary"))
                        .startsWith("Setting effective cluster time: 2014-05-07 00:28:00\nCurrent cluster status:\n")),
                () -> assertTrue(Files.readString(out.resolve("d.summary"))
                        .startsWith("Using the original execution date of: 2016-04-28 11:50:29Z\n")),
                () -> assertTrue(Files.readString(out.resolve("b.exp")).startsWith("<transition_graph")),
                () -> assertTrue(Files.exists(out.resolve("b.scores"))),
                () -> assertEquals(2, Files.readAllLines(times).size()));
    }
}
