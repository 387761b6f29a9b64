package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.kernel.Descriptor;
import crm.agent.kernel.PidDescriptor;
import crm.agent.kernel.Signals;
import crm.agent.process.ProcessEntry;
import crm.agent.process.ProcessTable;
import crm.agent.process.ServiceProcess;
import crm.agent.process.ShortProcess;
import crm.agent.process.SocketTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * qemu-storage-daemon: an iSCSI initiator that needs nothing of the kernel but FUSE and loop devices, and works in any
 * network namespace. It shows the LUN as a file.
 */
final class UserSpaceInitiator implements Initiator {

    private static final String PROGRAM = "qemu-storage-daemon";
    private static final Duration STEP = Duration.ofMillis(2);
    private static final int ATTEMPTS = 4;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(400);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Any that the daemon's own commands, numbered from small numbers up, do not reach. */
    private static final int FOREIGN_TAG = 0xfeed_0000;

    private final Lun lun;
    private final Path file;
    private final Path log;
    private final ServiceProcess process;

    /** @param prefix of the names of files to keep, in the run directory */
    UserSpaceInitiator(Lun lun, Path prefix) {
        this.lun = lun;
        this.file = prefix.resolveSibling(prefix.getFileName() + ".disk");
        this.log = prefix.resolveSibling(prefix.getFileName() + ".initiator.log");
        this.process = new ServiceProcess(prefix.resolveSibling(prefix.getFileName() + ".initiator"));
    }

    @Override
    public Path connect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        if (disk().isPresent()) {
            return file;
        }
        disconnect(deadline);
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.createFile(file);
        }
        // A storage box that has just come back may refuse the first; more than a few refusals are its last word.
        int attempt = 1;
        while (!connected(process.begin(command(), ShortProcess.plainEnvironment(), log), deadline)) {
            if (attempt++ == ATTEMPTS) {
                throw AgentFailure.broken(
                        "cannot connect to " + lun.target() + " at " + lun.portal() + ": " + lastWords());
            }
            deadline.sleep(BETWEEN_ATTEMPTS);
        }
        return file;
    }

    /** Waits for the disk; whether it came before the daemon gave up. */
    private boolean connected(Process begun, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        while (disk().isEmpty()) {
            if (!begun.isAlive()) {
                return false;
            }
            deadline.check("connecting to " + lun.target() + " at " + lun.portal());
            deadline.sleep(STEP);
        }
        return true;
    }

    /** The daemon's last complaint, without the options that it repeats in front of it. */
    private String lastWords() throws IOException {
        return Files.readString(log)
                .lines()
                .filter(line -> !line.isBlank())
                .reduce((earlier, later) -> later)
                .orElse("it does not say why")
                .replace(PROGRAM + ": --blockdev " + blockdev() + ": ", "");
    }

    private List<String> command() {
        String export = "type=fuse,id=disk,node-name=disk,writable=on,mountpoint="
                + file.toString().replace(",", ",,");
        return List.of(PROGRAM, "--blockdev", blockdev(), "--export", export);
    }

    private String blockdev() {
        return String.join(
                ",",
                "driver=iscsi",
                "node-name=disk",
                "transport=tcp",
                "portal=" + lun.portal(),
                "target=" + lun.target(),
                "lun=" + lun.number(),
                "initiator-name=" + lun.initiator(),
                // Commands are put between the daemon's own by writingPath(), which makes no checksums.
                "header-digest=none",
                "cache.direct=on");
    }

    @Override
    public Optional<Path> disk() throws IOException {
        boolean shown = process.leader().isPresent()
                && MountTable.read()
                        .on(file)
                        .filter(mount -> mount.kind().startsWith("fuse"))
                        .isPresent();
        return shown ? Optional.of(file) : Optional.empty();
    }

    @Override
    public boolean shows(MountTable.Mount mount) throws IOException {
        Path backing =
                Path.of("/sys/block", Path.of(mount.source()).getFileName().toString(), "loop/backing_file");
        if (!Files.exists(backing)) {
            return false;
        }
        String shown = Files.readString(backing).strip();
        return shown.equals(file.toString()) || shown.equals(file + " (deleted)");
    }

    /**
     * The target grants rights to a connection, not to a node, and the daemon has no words for reservations. So its
     * own socket is borrowed, and the command sent down there as one that does not count in the daemon's numbering.
     * Nobody reads or writes the disk yet, the command is one small send, and the kernel keeps sends whole. The answer
     * goes to the daemon, which has not asked and ignores it; what came of it is asked of the target in another session.
     */
    @Override
    public Reserving.WritingPath writingPath(Deadline deadline) {
        return change -> {
            ProcessEntry leader =
                    process.leader().orElseThrow(() -> AgentFailure.broken("the initiator has ended; see " + log));
            try (PidDescriptor held =
                            process.hold().orElseThrow(() -> AgentFailure.broken("the initiator has just ended"));
                    Descriptor socket = held.copyOf(itsConnection(leader))) {
                socket.send(IscsiPdu.immediateWrite(lun.number(), FOREIGN_TAG, change));
            }
        };
    }

    private int itsConnection(ProcessEntry daemon) throws AgentFailure, IOException {
        List<SocketTable.Entry> connections = SocketTable.of(daemon.pid()).stream()
                .filter(socket -> socket.connected() && socket.remotePort() == lun.port())
                .toList();
        return ProcessTable.openFiles(daemon.pid()).stream()
                .filter(open -> connections.stream().anyMatch(socket -> socket.is(open)))
                .findFirst()
                .orElseThrow(() -> AgentFailure.broken("the initiator is not connected to " + lun.portal()))
                .number();
    }

    @Override
    public List<String> mountOptions() {
        return List.of("loop");
    }

    @Override
    public void disconnect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        process.end(Signals.TERM, PATIENCE, deadline);
        forgetFile(deadline);
    }

    @Override
    public void cut(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        process.end(Signals.KILL, PATIENCE, deadline);
        forgetFile(deadline);
    }

    /** What a killed daemon leaves: a file system that nobody answers for. */
    private void forgetFile(Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        while (MountTable.read().on(file).isPresent()) {
            Tool.run(List.of("umount", "--lazy", file.toString()), deadline);
        }
        Files.deleteIfExists(file);
    }

    @Override
    public Optional<PidDescriptor> process() throws IOException {
        return process.hold();
    }
}
