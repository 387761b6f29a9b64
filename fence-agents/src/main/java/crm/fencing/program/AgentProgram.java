package crm.fencing.program;

import crm.fencing.Posix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a fence agent once: options on standard input, never on the command line, where every user could read them. */
public final class AgentProgram {

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/usr/local/sbin"), Path.of("/usr/local/bin"));

    /** After its end has come, how long a killed agent may take to be gone. */
    private static final Duration BURIAL = Duration.ofSeconds(2);

    private static final int LONGEST_OUTPUT = 1_000_000;

    private AgentProgram() {}

    /** How a run ended. */
    sealed interface End {}

    record Exited(int code, String output, String errors) implements End {

        /** The last thing it complained of, or else its last word. */
        String lastWords() {
            return lastLine(errors).or(() -> lastLine(output)).orElse("it said nothing");
        }

        private static Optional<String> lastLine(String text) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((a, b) -> b);
        }
    }

    record Overran(Duration limit) implements End {}

    record NotStarted(String why) implements End {}

    /** Where an agent of that name is installed. */
    public static Optional<Path> find(String name) {
        return PLACES.stream()
                .map(place -> place.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A fence agent with its options. */
    static End run(Path program, Map<String, String> options, Duration limit) {
        return run(List.of(program.toString()), asInput(options), limit);
    }

    /** Any program, with what it reads. */
    static End run(List<String> program, String input, Duration limit) {
        Path output = null;
        Path errors = null;
        try {
            // Files, not pipes: an agent that prints much would wait for us to read while we wait for it to end.
            output = Files.createTempFile("fence-agent", ".out");
            errors = Files.createTempFile("fence-agent", ".err");
            // A session of its own, so that at the deadline everything it started can be ended with it.
            var command = new ArrayList<>(program);
            command.addFirst("setsid");
            var builder =
                    new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().keySet().retainAll(List.of("PATH", "HOME", "TMPDIR"));
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            boolean ended = feedAndWait(process, input, limit);
            if (!ended) {
                end(process);
                return new Overran(limit);
            }
            return new Exited(process.exitValue(), read(output), read(errors));
        } catch (IOException e) {
            return new NotStarted(program.getFirst() + " cannot be run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new NotStarted("interrupted while " + program.getFirst() + " ran");
        } finally {
            delete(output);
            delete(errors);
        }
    }

    private static boolean feedAndWait(Process process, String input, Duration limit) throws InterruptedException {
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // It ended without reading its input: its exit code says more about that than we could.
        }
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            end(process);
            throw e;
        }
    }

    /** One option a line. A value with a line break in it would be read as two options, so it is cut there. */
    static String asInput(Map<String, String> options) {
        var input = new StringBuilder();
        options.forEach((name, value) -> input.append(name)
                .append('=')
                .append(value.lines().findFirst().orElse(""))
                .append('\n'));
        return input.toString();
    }

    private static void end(Process process) {
        Posix.killGroup(process.pid());
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(BURIAL.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String read(Path file) throws IOException {
        try (var input = Files.newInputStream(file)) {
            return new String(input.readNBytes(LONGEST_OUTPUT), StandardCharsets.UTF_8);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A file left behind in the temporary directory is no reason to doubt the agent's answer.
        }
    }
}
