package crm.demo.linux;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands of the operating system to their end. No command outlives its deadline. */
public final class Shell {
    /** Enough for any {@code ip} command on a machine that is busy with tests. */
    public static final Duration USUAL = Duration.ofSeconds(10);

    /** How a command ended: its exit code, and what it said on both its outputs. */
    public record Ended(int exit, String output) {
        public boolean well() {
            return exit == 0;
        }
    }

    private Shell() {}

    /**
     * Runs a command that must succeed.
     *
     * @return what it printed
     * @throws CommandFailed if it ends with another exit code than 0, cannot be started, or exceeds {@link #USUAL}
     */
    public static String run(String... command) {
        return run(List.of(command));
    }

    /** As {@link #run(String...)}. */
    public static String run(List<String> command) {
        var ended = attempt(USUAL, command);
        if (!ended.well()) {
            throw new CommandFailed(
                    command, "exit " + ended.exit() + ": " + ended.output().strip());
        }
        return ended.output();
    }

    /**
     * Runs a command that may fail.
     *
     * @throws CommandFailed if it cannot be started or does not end within the limit
     */
    public static Ended attempt(Duration limit, String... command) {
        return attempt(limit, List.of(command));
    }

    /** As {@link #attempt(Duration, String...)}. */
    public static Ended attempt(Duration limit, List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new CompletableFuture<String>();
            Thread.ofVirtual().start(() -> output.complete(everything(process.getInputStream())));
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new CommandFailed(command, "did not end within " + limit.toMillis() + " ms");
            }
            // A background child may hold the pipe open: what it says later is nobody's answer.
            return new Ended(process.exitValue(), output.get(1, TimeUnit.SECONDS));
        } catch (IOException failure) {
            throw new CommandFailed(command, "cannot be started: " + failure.getMessage());
        } catch (TimeoutException | ExecutionException failure) {
            throw new CommandFailed(command, "ended, but its output did not");
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(command, "was interrupted");
        }
    }

    private static String everything(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException killed) {
            return "";
        }
    }
}
