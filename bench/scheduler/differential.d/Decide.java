import crm.formats.cib.CibReader;
import crm.formats.cib.CibReading;
import crm.formats.simulate.Simulation;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Our engine for the differential test: a path of a CIB on each line of standard input, and for each the lengths in
 * bytes of summary, scores and graph on one line of standard output, followed by the three texts. An input that cannot
 * be decided has a line {@code error LENGTH} and the reason instead.
 */
final class Decide {

    public static void main(String[] arguments) throws Exception {
        var out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String path = in.readLine(); path != null; path = in.readLine()) {
                answer(Path.of(path), out);
                out.flush();
            }
        }
    }

    private static void answer(Path path, PrintStream out) throws Exception {
        byte[] summary;
        byte[] scores;
        byte[] graph;
        try {
            CibReading reading;
            try (var stream = Files.newInputStream(path)) {
                reading = CibReader.read(stream);
            }
            if (reading.cib().isEmpty()) {
                error(out, reading.problems().toString());
                return;
            }
            Simulation simulation = Simulation.run(reading.cib().get(), Optional.empty(), Instant.now());
            summary = simulation.summary().getBytes(StandardCharsets.UTF_8);
            scores = simulation.scores().getBytes(StandardCharsets.UTF_8);
            graph = simulation.graph().getBytes(StandardCharsets.UTF_8);
        } catch (RuntimeException | StackOverflowError defect) {
            error(out, "internal error: " + defect + " at " + defect.getStackTrace()[0]);
            return;
        }
        out.print(summary.length + " " + scores.length + " " + graph.length + "\n");
        out.write(summary);
        out.write(scores);
        out.write(graph);
    }

    private static void error(PrintStream out, String why) throws Exception {
        byte[] text = why.getBytes(StandardCharsets.UTF_8);
        out.print("error " + text.length + "\n");
        out.write(text);
    }
}
