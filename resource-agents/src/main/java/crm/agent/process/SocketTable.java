package crm.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The TCP sockets of a network namespace ({@code /proc/…/net/tcp}). */
public final class SocketTable {

    private SocketTable() {}

    /**
     * A socket.
     *
     * @param inode the kernel's number of it, by which its holders are found
     */
    public record Entry(int localPort, int remotePort, boolean listens, boolean connected, String inode) {

        /** Whether a process holds it. */
        public boolean heldBy(ProcessEntry process) {
            return ProcessTable.openFiles(process.pid()).stream().anyMatch(this::is);
        }

        /** Whether an open descriptor is this socket. */
        public boolean is(ProcessTable.OpenFile file) {
            return file.target().equals("socket:[" + inode + "]");
        }
    }

    /** Those of the calling thread's namespace. */
    public static List<Entry> here() throws IOException {
        return read(Path.of("/proc/thread-self/net"));
    }

    /** Those of a process's namespace. */
    public static List<Entry> of(long pid) throws IOException {
        return read(Path.of("/proc", Long.toString(pid), "net"));
    }

    private static List<Entry> read(Path directory) throws IOException {
        List<Entry> sockets = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = directory.resolve(table);
            if (Files.exists(file)) {
                sockets.addAll(parse(Files.readAllLines(file)));
            }
        }
        return sockets;
    }

    /** Reads a table: {@code sl local_address rem_address st …}, addresses in hexadecimal, the inode tenth. */
    static List<Entry> parse(List<String> table) {
        List<Entry> sockets = new ArrayList<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length > 9 && fields[1].contains(":") && fields[2].contains(":")) {
                sockets.add(new Entry(
                        port(fields[1]), port(fields[2]), fields[3].equals("0A"), fields[3].equals("01"), fields[9]));
            }
        }
        return sockets;
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
    }
}
