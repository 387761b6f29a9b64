package crm.printer.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * As whom alert agents run: Pacemaker promises them the user {@code hacluster}.
 *
 * @param prefix the command that changes the user; empty to run as the daemon itself
 */
public record AgentUser(List<String> prefix) {

    /** As the daemon itself. */
    public static final AgentUser SELF = new AgentUser(List.of());

    public AgentUser {
        prefix = List.copyOf(prefix);
    }

    /** {@code hacluster} if that user exists and the daemon may become it, otherwise the daemon itself. */
    public static AgentUser usual() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return root ? named("hacluster", Path.of("/etc/passwd")) : SELF;
    }

    static AgentUser named(String user, Path accounts) {
        try (var lines = Files.lines(accounts)) {
            return lines.map(line -> List.of(line.split(":", -1)))
                    .filter(fields -> fields.size() > 3 && fields.getFirst().equals(user))
                    .findFirst()
                    .map(fields -> new AgentUser(List.of(
                            "setpriv",
                            "--reuid=" + fields.get(2),
                            "--regid=" + fields.get(3),
                            "--init-groups",
                            "--inh-caps=-all",
                            "--")))
                    .orElse(SELF);
        } catch (IOException unreadable) {
            return SELF;
        }
    }

    List<String> command(String program) {
        var command = new ArrayList<>(prefix);
        command.add(program);
        return command;
    }
}
