package crm.cli.command;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.cli.local.LocalCluster;
import crm.cli.wire.Abilities;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code crm simulate} as it is typed, on files. */
class SimulateCommandsTest {

    private static final String CIB =
            "<cib><configuration><crm_config/><nodes/><resources/><constraints/></configuration><status/></cib>";

    private final StringBuilder out = new StringBuilder();
    private final StringBuilder err = new StringBuilder();
    private final CommandLine commands =
            new CommandLine(Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC));

    private int crm(String... line) {
        return commands.runHere(List.of(line), LocalCluster.NONE, "no daemon answers at nowhere", new Recorder());
    }

    @Test
    void aBatchAnswersEveryCaseWithoutADaemon(@TempDir Path folder) throws IOException {
        Path in = Files.createDirectory(folder.resolve("in"));
        Path to = folder.resolve("out");
        Path times = folder.resolve("times");
        Files.writeString(in.resolve("good.xml"), CIB);
        assertEquals(0, crm("simulate", "--batch", in.toString(), to.toString(), "--time", times.toString()));
        assertAll(
                () -> assertEquals("1 case, 0 with an error\n", out.toString()),
                () -> assertTrue(Files.readString(to.resolve("good.summary")).startsWith("Current cluster status:")),
                () -> assertTrue(Files.readString(to.resolve("good.exp")).startsWith("<transition_graph")),
                () -> assertTrue(Files.exists(to.resolve("good.scores"))),
                () -> assertTrue(Files.readString(times).matches("good\t[0-9]+\\.[0-9]{3}\t[0-9]+\\.[0-9]{3}\n")));
    }

    @Test
    void aBatchWithABadCaseGoesOnAndSaysSo(@TempDir Path folder) throws IOException {
        Path to = folder.resolve("out");
        Files.writeString(folder.resolve("bad.xml"), "<cib");
        Files.writeString(folder.resolve("good.xml"), CIB);
        assertEquals(1, crm("simulate", "--batch", folder.toString(), to.toString()));
        assertAll(
                () -> assertEquals("2 cases, 1 with an error\n", out.toString()),
                () -> assertTrue(Files.readString(to.resolve("bad.error")).startsWith("line 1")),
                () -> assertTrue(Files.exists(to.resolve("good.summary"))));
    }

    @Test
    void aBatchTypedWrongIsAnsweredWithItsUsage(@TempDir Path folder) throws IOException {
        String here = folder.toString();
        Path file = Files.writeString(folder.resolve("file"), "");
        for (List<String> line : List.of(
                List.of("simulate", "--batch"),
                List.of("simulate", "--batch", here),
                List.of("simulate", "--batch", here + "/nowhere", here),
                List.of("simulate", "--batch", here, file.toString()),
                List.of("simulate", "--batch", here, here, "more"),
                List.of("simulate", "--batch", here, here),
                List.of("simulate", "--batch", "a\0b", here))) {
            err.setLength(0);
            assertEquals(64, crm(line.toArray(String[]::new)), line::toString);
            assertTrue(err.toString().startsWith("crm: "), err::toString);
        }
    }

    @Test
    void aDaemonLeavesFilesToTheClient() {
        Cluster unasked = (request, patience, progress) -> {
            throw new AssertionError("asked " + request);
        };
        Ending ending = commands.run(List.of("simulate", "--batch", "in", "out"), unasked, new Recorder());
        assertInstanceOf(Ending.RunHere.class, ending);
    }

    private final class Recorder implements Terminal {
        @Override
        public Abilities abilities() {
            return Abilities.NONE;
        }

        @Override
        public void out(String text) {
            out.append(text);
        }

        @Override
        public void err(String text) {
            err.append(text);
        }

        @Override
        public void progress(String sentence) {
            err.append(sentence);
        }

        @Override
        public Optional<String> ask(String prompt) {
            return Optional.empty();
        }

        @Override
        public String read(String file) throws Unreadable {
            throw new Unreadable("there are no files here");
        }
    }
}
