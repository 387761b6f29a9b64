package crm.agent.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a command of the machine and wants it to succeed. */
public final class Shell {

    private Shell() {}

    /** What it wrote. */
    public static String run(String... command) throws IOException, InterruptedException {
        Ended ended = attempt(command);
        if (ended.exitCode != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + ended.exitCode + ": " + ended.output);
        }
        return ended.output;
    }

    public record Ended(int exitCode, String output) {}

    public static Ended attempt(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("crm-agents-", ".out");
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectErrorStream(true)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " did not end");
            }
            return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(output);
        }
    }

    public static boolean has(String program) throws IOException, InterruptedException {
        return attempt("sh", "-c", "command -v " + program).exitCode == 0;
    }
}
