package crm.node.control;

import crm.control.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may ask, and who may change. Root and the user of the daemon may do both; members of one group may ask, and
 * change if they are allowed to; nobody else is answered.
 *
 * @param owner the user of the daemon
 * @param group whose members may ask
 * @param groupMayChange whether they may change as well
 * @param groups where the members of groups stand: {@code /etc/group}
 */
public record Admission(String owner, String group, boolean groupMayChange, Path groups) {

    /** The group of Pacemaker's own tools. */
    public static final String USUAL_GROUP = "haclient";

    /** For this process: its user, and a group whose members may only ask. */
    public static Admission readOnlyFor(String group) {
        return new Admission(System.getProperty("user.name", "root"), group, false, Path.of("/etc/group"));
    }

    /** The caller as the cluster sees it; empty if it is not to be answered. */
    Optional<Caller> admit(String user, String primaryGroup) {
        if (user.equals("root") || user.equals(owner)) {
            return Optional.of(new Caller(user, true));
        }
        return primaryGroup.equals(group) || members().contains(user)
                ? Optional.of(new Caller(user, groupMayChange))
                : Optional.empty();
    }

    /** Read each time: somebody may just have been added. A list that cannot be read lets nobody in. */
    private List<String> members() {
        try (var lines = Files.lines(groups)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length == 4 && fields[0].equals(group))
                    .flatMap(fields -> List.of(fields[3].split(",", -1)).stream())
                    .map(String::strip)
                    .toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return List.of();
        }
    }
}
