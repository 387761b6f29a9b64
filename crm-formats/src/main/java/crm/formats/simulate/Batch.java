package crm.formats.simulate;

import crm.configuration.Problem;
import crm.formats.cib.CibReader;
import crm.formats.cib.CibReading;
import crm.formats.cib.Times;
import crm.formats.simulate.Simulation.AssumedTime;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides for every {@code NAME.xml} of a folder in one process and writes {@code NAME.summary}, {@code NAME.exp} and
 * {@code NAME.scores} into another; an input that cannot be read gets {@code NAME.error} instead, and the rest go on.
 */
public final class Batch {

    private final Path in;
    private final Path out;
    private final Instant clock;
    private final List<String> times = new ArrayList<>();
    private int failed;

    private Batch(Path in, Path out, Instant clock) {
        this.in = in;
        this.out = out;
        this.clock = clock;
    }

    /**
     * What a batch came to.
     *
     * @param cases how many inputs there were
     * @param failed how many of them got an error
     */
    public record Result(int cases, int failed) {}

    /**
     * Runs all cases, in the order of their names.
     *
     * @param in holds {@code NAME.xml} and, where a case has more arguments, {@code NAME.args} in
     *     {@code crm_simulate}'s spelling
     * @param out is made if it does not exist
     * @param times gets a line a case: name, milliseconds of reading, milliseconds of deciding
     * @param clock the time for cases that say nothing of it
     */
    public static Result run(Path in, Path out, Optional<Path> times, Instant clock) throws IOException {
        var batch = new Batch(in, out, clock);
        Files.createDirectories(out);
        if (times.isPresent()) {
            // Whoever cannot write it shall know before hours of work, not after.
            Files.writeString(times.get(), "");
        }
        List<String> names = batch.names();
        for (String name : names) {
            batch.runCase(name);
        }
        if (times.isPresent()) {
            Files.write(times.get(), batch.times);
        }
        return new Result(names.size(), batch.failed);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(in)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".xml"))
                    .map(file -> file.substring(0, file.length() - ".xml".length()))
                    .sorted()
                    .toList();
        }
    }

    private void runCase(String name) throws IOException {
        for (String kind : List.of(".summary", ".exp", ".scores", ".error")) {
            Files.deleteIfExists(out.resolve(name + kind));
        }
        long start = System.nanoTime();
        CibReading reading;
        Optional<AssumedTime> assumed;
        try {
            reading = read(name);
            assumed = arguments(name);
        } catch (IOException unreadable) {
            fail(name, "cannot be read: " + unreadable);
            return;
        } catch (IllegalArgumentException wrong) {
            fail(name, String.valueOf(wrong.getMessage()));
            return;
        }
        if (reading.cib().isEmpty()) {
            fail(name, text(reading.problems()));
            return;
        }
        long read = System.nanoTime();
        try {
            Simulation simulation = Simulation.run(reading.cib().get(), assumed, clock);
            long decided = System.nanoTime();
            Files.writeString(out.resolve(name + ".summary"), simulation.summary());
            Files.writeString(out.resolve(name + ".exp"), simulation.graph());
            Files.writeString(out.resolve(name + ".scores"), simulation.scores());
            times.add(String.format(Locale.ROOT, "%s\t%.3f\t%.3f", name, (read - start) / 1e6, (decided - read) / 1e6));
        } catch (RuntimeException | StackOverflowError defect) {
            // A defect of ours in one case must not hide the answers to all others.
            fail(name, "internal error: " + defect + "\n" + trace(defect));
        }
    }

    private static String trace(Throwable defect) {
        return String.join(
                "\n",
                Stream.of(defect.getStackTrace())
                        .limit(30)
                        .map(frame -> "  at " + frame)
                        .toList());
    }

    private CibReading read(String name) throws IOException {
        try (InputStream input = new BufferedInputStream(Files.newInputStream(in.resolve(name + ".xml")), 1 << 16)) {
            return CibReader.read(input);
        }
    }

    private void fail(String name, String why) throws IOException {
        failed++;
        Files.writeString(out.resolve(name + ".error"), why + "\n");
    }

    private static String text(List<Problem> problems) {
        return String.join(
                "\n",
                problems.stream()
                        .map(problem -> problem.place() + ": " + problem.what() + ". " + problem.advice())
                        .toList());
    }

    /** The only argument that cases have is {@code -t TIME}, quoted or not. */
    private Optional<AssumedTime> arguments(String name) throws IOException {
        Path file = in.resolve(name + ".args");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file).strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.startsWith("-t")) {
            throw new IllegalArgumentException("unknown arguments: " + text);
        }
        String written = text.substring(2).strip().replaceAll("^[\"']|[\"']$", "");
        Instant at = Times.date(written).orElseThrow(() -> new IllegalArgumentException("not a time: " + written));
        return Optional.of(new AssumedTime(written, at));
    }
}
