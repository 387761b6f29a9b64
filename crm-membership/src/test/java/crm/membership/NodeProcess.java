package crm.membership;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link NodeProgram} that runs, and what it has printed. */
final class NodeProcess implements AutoCloseable {

    record Line(long nanos, String text) {}

    final String name;
    private final Process process;
    private final Writer input;
    private final List<Line> lines = new ArrayList<>();

    /** Starts it by this command, to which Java's own is appended. */
    NodeProcess(String name, List<String> prefix, List<String> arguments) throws IOException {
        this.name = name;
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true",
                "-cp",
                System.getProperty("java.class.path"),
                NodeProgram.class.getName()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::readAll);
    }

    private void readAll() {
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] parts = line.split(" ", 2);
                if (parts.length == 2 && parts[0].matches("-?[0-9]+")) {
                    synchronized (lines) {
                        lines.add(new Line(Long.parseLong(parts[0]), parts[1]));
                    }
                } else {
                    System.err.println(name + ": " + line);
                }
            }
        } catch (IOException e) {
            System.err.println(name + " is gone: " + e.getMessage());
        }
    }

    List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    void tell(String command) throws IOException {
        input.write(command + "\n");
        input.flush();
    }

    OptionalLong first(long since, Predicate<String> which) {
        return lines().stream()
                .filter(line -> line.nanos() >= since && which.test(line.text()))
                .mapToLong(Line::nanos)
                .findFirst();
    }

    long await(String what, long since, Predicate<String> which) throws InterruptedException {
        TestNode.awaitUntil(
                Duration.ofSeconds(30),
                name + ": " + what,
                () -> first(since, which).isPresent(),
                () -> String.join("\n", lines().stream().map(Line::text).toList()));
        return first(since, which).orElseThrow();
    }

    /** The leader that it announced last, if that is somebody. */
    Optional<String> leader() {
        List<String> changes = lines().stream()
                .map(Line::text)
                .filter(text -> text.startsWith("leader "))
                .toList();
        return changes.isEmpty() || changes.getLast().endsWith(" -")
                ? Optional.empty()
                : Optional.of(changes.getLast().split(" ", -1)[2]);
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
