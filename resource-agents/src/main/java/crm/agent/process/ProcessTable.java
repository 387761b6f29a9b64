package crm.agent.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads {@code /proc}. Processes come and go while it is read: what has gone is simply not there. */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    public static Optional<ProcessEntry> find(long pid) {
        try {
            return ProcessEntry.parse(Files.readString(file(pid, "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Every process that has not ended and matches. */
    public static List<ProcessEntry> living(Predicate<ProcessEntry> wanted) {
        List<ProcessEntry> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                find(Long.parseLong(entry.getFileName().toString()))
                        .filter(process -> !process.ended() && wanted.test(process))
                        .ifPresent(found::add);
            }
        } catch (DirectoryIteratorException | IOException e) {
            throw new UncheckedIOException("cannot read /proc", new IOException(e));
        }
        return found;
    }

    /** Its arguments, separated by spaces; empty for kernel threads and for what has gone. */
    public static String commandLine(long pid) {
        try {
            return Files.readString(file(pid, "cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** The program it runs; empty if that cannot be seen. */
    public static Optional<String> program(long pid) {
        return link(file(pid, "exe"));
    }

    /** Identifies the network namespace it is in. */
    public static Optional<String> networkNamespace(long pid) {
        return link(file(pid, "ns/net"));
    }

    /** The network namespace of the calling thread. */
    public static Optional<String> ownNetworkNamespace() {
        return link(Path.of("/proc/thread-self/ns/net"));
    }

    /** What its open descriptors are: {@code socket:[12345]}, paths… by number. */
    public static List<OpenFile> openFiles(long pid) {
        List<OpenFile> open = new ArrayList<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(file(pid, "fd"))) {
            for (Path descriptor : descriptors) {
                int number = Integer.parseInt(descriptor.getFileName().toString());
                link(descriptor).ifPresent(target -> open.add(new OpenFile(number, target)));
            }
        } catch (DirectoryIteratorException | IOException e) {
            return List.of();
        }
        return open;
    }

    /** An open descriptor of a process and what it refers to. */
    public record OpenFile(int number, String target) {}

    /** Every process, but this one, that has something below a directory open, mapped, or as where it is. */
    public static List<ProcessEntry> using(Path directory) {
        return living(process -> process.pid() != ProcessHandle.current().pid() && uses(process.pid(), directory));
    }

    private static boolean uses(long pid, Path directory) {
        return link(file(pid, "cwd")).filter(path -> isIn(directory, path)).isPresent()
                || link(file(pid, "root")).filter(path -> isIn(directory, path)).isPresent()
                || openFiles(pid).stream().anyMatch(open -> isIn(directory, open.target()))
                || maps(pid, directory);
    }

    private static boolean maps(long pid, Path directory) {
        try {
            return Files.readString(file(pid, "maps"), StandardCharsets.ISO_8859_1)
                    .contains(" " + directory + "/");
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isIn(Path directory, String path) {
        return path.equals(directory.toString()) || path.startsWith(directory + "/");
    }

    private static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Path file(long pid, String name) {
        return PROC.resolve(Long.toString(pid)).resolve(name);
    }
}
