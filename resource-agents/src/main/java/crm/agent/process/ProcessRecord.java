package crm.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is written down of a process so that a daemon that starts anew finds it again, and nothing else in its place.
 *
 * @param pid also the number of its session, which it leads
 * @param started as in {@link ProcessEntry}
 * @param boot the kernel's id of this boot: ticks since start mean nothing in another
 */
record ProcessRecord(int pid, long started, String boot) {

    static String currentBoot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /** Reads the file; empty if there is none, or none that is whole. */
    static Optional<ProcessRecord> read(Path file) throws IOException {
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return Optional.of(new ProcessRecord(
                    Integer.parseInt(values.getOrDefault("pid", "")),
                    Long.parseLong(values.getOrDefault("started", "")),
                    values.getOrDefault("boot", "")));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Writes it beside and renames, so that a reader finds it whole or not at all. */
    void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, "pid=" + pid + "\nstarted=" + started + "\nboot=" + boot + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
