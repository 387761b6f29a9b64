package crm.demo.command;

import crm.demo.linux.CommandFailed;
import crm.demo.linux.NetworkNamespace;
import crm.demo.linux.ProcessTree;
import crm.demo.table.Layout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What a table leaves on the machine: namespaces of its prefix, processes in them, and its directory. */
public final class Remains {
    private static final Duration DEATH = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(10);

    private final Layout layout;

    public Remains(Layout layout) {
        this.layout = layout;
    }

    /** What is there now, each in a few words. */
    public List<String> list() {
        var found = new ArrayList<String>();
        if (Files.exists(layout.state())) {
            found.add("directory " + layout.state());
        }
        for (var namespace : namespaces()) {
            found.add("network namespace " + namespace.name() + " with "
                    + processes(namespace).size() + " processes");
        }
        return found;
    }

    /** Kills the processes in the table's namespaces, each by its number, and removes all there is; this process lives. */
    public void remove() throws IOException {
        var namespaces = namespaces();
        // All at once: a disk whose box has gone before it can take its time to give up.
        var doomed = new ArrayList<>(namespaces.stream()
                .flatMap(namespace -> processes(namespace).stream())
                .toList());
        keeper().ifPresent(doomed::add);
        kill(doomed);
        for (var namespace : namespaces) {
            try {
                namespace.delete();
            } catch (CommandFailed gone) {
                // Removed by somebody else meanwhile, which is what was wanted.
            }
        }
        deleteTree(layout.state());
    }

    private Optional<Long> keeper() throws IOException {
        if (!Files.exists(layout.keeper())) {
            return Optional.empty();
        }
        String name = Files.readString(layout.keeper());
        return ProcessHandle.of(Long.parseLong(name.split(" ", 2)[0]))
                .filter(process -> nameOf(process).equals(name))
                .map(ProcessHandle::pid);
    }

    /** By which a process is known again, though its number may be given to another once it has ended. */
    public static String nameOf(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static List<Long> processes(NetworkNamespace namespace) {
        try {
            return namespace.processes();
        } catch (CommandFailed gone) {
            // Removed since it was listed.
            return List.of();
        }
    }

    private List<NetworkNamespace> namespaces() {
        return NetworkNamespace.withPrefix(layout.prefix() + "-");
    }

    private static void kill(List<Long> processes) {
        var doomed = new ArrayList<>(processes);
        doomed.remove(ProcessHandle.current().pid());
        doomed.stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(ProcessHandle::destroyForcibly);
        var deadline = System.nanoTime() + DEATH.toNanos();
        while (doomed.stream().anyMatch(ProcessTree::lives)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("some of the processes " + doomed + " survive SIGKILL");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
