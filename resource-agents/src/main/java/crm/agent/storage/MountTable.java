package crm.agent.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is mounted where ({@code /proc/self/mountinfo}). */
record MountTable(List<Mount> mounts) {

    /**
     * One mount.
     *
     * @param source the device, for those that have one
     * @param readOnly whether the mount or the file system under it refuses writes; a file system does so by itself
     *     after an error
     */
    record Mount(Path directory, String kind, String source, boolean readOnly) {}

    static MountTable read() throws IOException {
        return parse(Files.readAllLines(Path.of("/proc/thread-self/mountinfo")));
    }

    /** Lines {@code id parent major:minor root directory options [tags…] - kind source options}. */
    static MountTable parse(List<String> lines) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : lines) {
            String[] halves = line.split(" - ", 2);
            String[] place = halves[0].split(" ", -1);
            String[] what = halves.length == 2 ? halves[1].split(" ", -1) : new String[0];
            if (place.length >= 6 && what.length >= 3) {
                boolean readOnly = hasReadOnly(place[5]) || hasReadOnly(what[2]);
                mounts.add(new Mount(Path.of(plain(place[4])), what[0], plain(what[1]), readOnly));
            }
        }
        return new MountTable(mounts);
    }

    private static boolean hasReadOnly(String options) {
        return Arrays.asList(options.split(",", -1)).contains("ro");
    }

    /** Spaces and the like are written as three octal digits. */
    private static String plain(String escaped) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 3 < escaped.length()) {
                plain.append((char) Integer.parseInt(escaped.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** What is mounted on a directory; the topmost, if several lie on each other. */
    Optional<Mount> on(Path directory) {
        return mounts.stream()
                .filter(mount -> mount.directory().equals(directory))
                .reduce((_, later) -> later);
    }

    /** Everything mounted on a directory or below, in the order in which it can be unmounted. */
    List<Mount> under(Path directory) {
        return mounts.reversed().stream()
                .filter(mount -> mount.directory().startsWith(directory))
                .sorted(Comparator.comparingInt(
                                (Mount mount) -> mount.directory().getNameCount())
                        .reversed())
                .toList();
    }
}
