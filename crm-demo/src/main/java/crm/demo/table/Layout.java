package crm.demo.table;

import crm.demo.linux.NetworkNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands where on the table, and under which names the machine it runs on sees it.
 *
 * @param prefix begins the name of every network namespace of this table, so that nothing else is ever touched
 * @param state the directory that holds everything of this table: control socket, logs, the machines' disks
 */
public record Layout(String prefix, Path state) {
    public static final String SWITCH_ADDRESS = "192.168.88.1";
    public static final String FLOATING_ADDRESS = "192.168.88.100";
    /** The receipt printer, on the switch's uplink. */
    public static final String PRINTER_ADDRESS = "192.168.88.9";

    public static final int PRINTER_PORT = 9100;

    private static final long ROOM_BYTES = 512L << 20;

    public static final String CLIENT = "client";
    public static final String STORAGE = "storage";
    public static final List<String> PIS = List.of("pi1", "pi2", "pi3");

    /** Directories that each machine keeps on a disk of its own. */
    static final List<String> PRIVATE_DIRECTORIES =
            List.of("/etc/crm", "/var/lib/crm", "/var/log/crm", "/var/lib/nginx", "/var/log/nginx", "/srv");

    /** The table that {@code ./demo} lays: one to a machine. */
    public static final Layout USUAL = named("crm-table");

    /**
     * A table of this name, its state in memory where there is room: a cut of power here is the death of processes,
     * which leaves what they have written on either kind of disk, and a flush costs nothing. Who is not root has it
     * among his temporary files otherwise.
     */
    public static Layout named(String name) {
        var memory = Path.of("/dev/shm");
        try {
            if (Files.getFileStore(memory).getTotalSpace() >= ROOM_BYTES) {
                return new Layout(name, memory.resolve(name));
            }
        } catch (IOException none) {
            // Then it is /run, which is memory on most machines too.
        }
        var run = Path.of("/run");
        return new Layout(name, (Files.isWritable(run) ? run : Path.of("/tmp")).resolve(name));
    }

    /** Everything that has a cable, in the order of the switch's ports: the client on ether1, the storage on ether5. */
    public static List<String> cabled() {
        var names = new ArrayList<String>();
        names.add(CLIENT);
        names.addAll(PIS);
        names.add(STORAGE);
        return names;
    }

    /** Everything that lives on the switch's power. */
    public static List<String> machines() {
        return cabled().subList(1, cabled().size());
    }

    public static String portOf(String name) {
        return "ether" + (cabled().indexOf(name) + 1);
    }

    public static String addressOf(String name) {
        return switch (name) {
            case CLIENT -> "192.168.88.50";
            case STORAGE -> "192.168.88.5";
            default -> "192.168.88." + (11 + PIS.indexOf(name));
        };
    }

    public NetworkNamespace switchNamespace() {
        return new NetworkNamespace(prefix + "-switch");
    }

    public NetworkNamespace namespaceOf(String name) {
        return new NetworkNamespace(prefix + "-" + name);
    }

    public Path controlSocket() {
        return state.resolve("table.sock");
    }

    public Path machineDirectory(String name) {
        return state.resolve(name);
    }

    /** What the cluster is to look like in the beginning. */
    public Path clusterFile() {
        return state.resolve("cluster.yaml");
    }

    /** On a simulated table, whose keeper is in no network namespace: its process, by number and beginning. */
    public Path keeper() {
        return state.resolve("keeper");
    }

    /** On a simulated table: the port of its page on the loopback. */
    public Path simulatedPort() {
        return state.resolve("port");
    }

    /** What the machine has under this absolute path on its disk, as seen from outside. */
    public Path onDisk(String name, String path) {
        return machineDirectory(name).resolve("disk").resolve(path.substring(1));
    }

    /** What the receipt printer has printed: the bytes and the picture. */
    public Path paper() {
        return state.resolve("paper");
    }

    /** Every byte that ever went to the receipt printer. */
    public Path roll() {
        return paper().resolve("roll.bin");
    }

    /** A Pi's e-Paper panel; it shows the last picture also when its Pi is dark. */
    public Path screen(String pi) {
        return onDisk(pi, "/var/lib/crm/screen.png");
    }

    /** Where a Pi's daemon listens, as seen from outside. */
    public Path daemonSocket(String pi) {
        return onDisk(pi, "/run/crm/crm.sock");
    }

    public Path logs() {
        return state.resolve("log");
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }
}
