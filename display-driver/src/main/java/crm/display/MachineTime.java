package crm.display;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A moment of this machine, told in a way that a later process can compare with its own. A Pi has no clock of its own:
 * after a boot it may believe in any time, and later leap to the right one. How long it has been up is never wrong.
 *
 * @param boot names this run of the kernel; empty if that is not known
 * @param uptime since the kernel began
 * @param clock what the clock on the wall said
 */
record MachineTime(String boot, Duration uptime, Instant clock) {

    private static final int CENTISECOND_MS = 10;

    /** Now, on Linux; elsewhere without what only Linux tells. */
    static MachineTime now() {
        try {
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            String[] uptime = Files.readString(Path.of("/proc/uptime")).split("[. ]", 3);
            Duration up = Duration.ofSeconds(Long.parseLong(uptime[0]))
                    .plusMillis(CENTISECOND_MS * Long.parseLong(uptime[1]));
            return new MachineTime(boot, up, Instant.now());
        } catch (IOException | NumberFormatException notLinux) {
            return new MachineTime("", Duration.ZERO, Instant.now());
        }
    }

    /**
     * How much time has passed since an earlier moment, at least. In one run of the kernel that is known. Otherwise it is
     * at least as long as this run has lasted; if the clock tells of more, it is believed, and if it tells of less or that
     * the moment is yet to come, it is not.
     */
    Duration atLeastSince(MachineTime earlier) {
        if (!boot.isEmpty() && boot.equals(earlier.boot)) {
            return longer(uptime.minus(earlier.uptime), Duration.ZERO);
        }
        return longer(Duration.between(earlier.clock, clock), uptime);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** In one line. */
    String text() {
        return String.join(" ", boot.isEmpty() ? "-" : boot, "" + uptime.toMillis(), clock.toString());
    }

    /** What such a line says; empty if it is none. */
    static Optional<MachineTime> parse(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            return Optional.of(new MachineTime(
                    words[0].equals("-") ? "" : words[0],
                    Duration.ofMillis(Long.parseLong(words[1])),
                    Instant.parse(words[2])));
        } catch (NumberFormatException | DateTimeException wrong) {
            return Optional.empty();
        }
    }
}
