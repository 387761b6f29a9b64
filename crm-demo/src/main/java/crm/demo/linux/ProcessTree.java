package crm.demo.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All processes of one PID namespace: they live and die with its process 1.
 *
 * @param guardian the {@code unshare} that made the namespace; it ends when the whole namespace is gone
 * @param first process 1 of the namespace, under its number outside
 */
public record ProcessTree(Process guardian, ProcessHandle first) {
    private static final Duration BIRTH = Duration.ofSeconds(5);

    /** Takes charge of what an {@code unshare --pid --fork …} has begun. */
    public static ProcessTree startedBy(Process guardian) throws IOException {
        var deadline = System.nanoTime() + BIRTH.toNanos();
        while (System.nanoTime() < deadline) {
            var child = guardian.children().findFirst();
            if (child.isPresent()) {
                return new ProcessTree(guardian, child.get());
            }
            if (!guardian.isAlive()) {
                throw new IOException("ended at once with exit code " + guardian.exitValue());
            }
            pause();
        }
        guardian.destroyForcibly();
        throw new IOException("no process appeared");
    }

    public boolean alive() {
        return guardian.isAlive();
    }

    /**
     * Kills every process at once, as a power cut does, and waits until the last one is gone.
     *
     * @return whether all are gone within the limit
     */
    public boolean kill(Duration limit) {
        first.destroyForcibly();
        try {
            return guardian.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Stops every process, new ones too, until {@link #thaw}. The kernel of the namespace goes on answering. */
    public void freeze() {
        var before = List.<Long>of();
        // A process may fork between the look and the signal: look again until nothing new has come.
        for (int round = 0; round < 20; round++) {
            var now = members();
            signal("-STOP", now);
            if (now.equals(before)) {
                return;
            }
            before = now;
        }
    }

    /** Lets every process go on. */
    public void thaw() {
        signal("-CONT", members());
    }

    /** The processes in the namespace, by their numbers outside. */
    public List<Long> members() {
        var found = new ArrayList<Long>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            var namespace = Files.readSymbolicLink(Path.of("/proc", Long.toString(first.pid()), "ns", "pid"));
            for (var process : processes) {
                if (namespace.equals(namespaceOf(process))) {
                    found.add(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException gone) {
            return List.of();
        }
        found.sort(Long::compare);
        return found;
    }

    /** Whether a process of this number can still do anything: one that only waits for its parent's question cannot. */
    public static boolean lives(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The name, in parentheses, may hold anything; the state follows the last of them.
            var state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state != 'Z' && state != 'X';
        } catch (IOException gone) {
            return false;
        }
    }

    private static Path namespaceOf(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/pid"));
        } catch (IOException ended) {
            return Path.of("");
        }
    }

    private static void signal(String signal, List<Long> processes) {
        if (processes.isEmpty()) {
            return;
        }
        var command = new ArrayList<>(List.of("kill", signal));
        processes.forEach(process -> command.add(process.toString()));
        // One that has just ended makes kill complain; the others got the signal all the same.
        Shell.attempt(Shell.USUAL, command);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
