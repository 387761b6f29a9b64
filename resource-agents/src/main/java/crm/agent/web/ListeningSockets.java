package crm.agent.web;

import crm.agent.process.ProcessEntry;
import crm.agent.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who listens on a TCP port in this network namespace ({@code /proc/net/tcp}). */
final class ListeningSockets {

    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** The kernel's numbers of the sockets that listen on a port. */
    static Set<String> on(int port) throws IOException {
        Set<String> inodes = new LinkedHashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = Path.of("/proc/thread-self/net", table);
            if (Files.exists(file)) {
                inodes.addAll(parse(Files.readAllLines(file), port));
            }
        }
        return inodes;
    }

    /** Reads a table: {@code sl local_address rem_address st …}, addresses in hexadecimal, the inode tenth. */
    static Set<String> parse(List<String> table, int port) {
        Set<String> inodes = new LinkedHashSet<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > 9 && fields[3].equals(LISTEN) && fields[1].contains(":")) {
                String hexPort = fields[1].substring(fields[1].lastIndexOf(':') + 1);
                if (Integer.parseInt(hexPort, 16) == port) {
                    inodes.add(fields[9]);
                }
            }
        }
        return inodes;
    }

    /** The processes that hold one of these sockets. */
    static List<ProcessEntry> holders(Set<String> inodes) {
        return ProcessTable.living(process -> ProcessTable.openFiles(process.pid()).stream()
                .anyMatch(
                        file -> inodes.stream().anyMatch(inode -> file.target().equals("socket:[" + inode + "]"))));
    }
}
