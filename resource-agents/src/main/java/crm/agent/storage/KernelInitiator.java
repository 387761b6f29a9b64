package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.kernel.PidDescriptor;
import crm.agent.process.ShortProcess.Ended;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The kernel's own initiator, driven by {@code iscsiadm} of open-iscsi. */
final class KernelInitiator implements Initiator {

    private static final Duration STEP = Duration.ofMillis(5);
    /** Exit codes of {@code iscsiadm} that mean that there was nothing left to do. */
    private static final int SESSION_EXISTS = 15;

    private static final int NOTHING_FOUND = 21;

    private final Lun lun;
    private final Path parametersFile;
    private final String face;

    KernelInitiator(Lun lun, Path prefix) {
        this.lun = lun;
        this.parametersFile = prefix.resolveSibling(prefix.getFileName() + ".reservation");
        this.face = "crm." + prefix.getFileName();
    }

    /** Whether the running kernel has one. */
    static boolean isThere(Deadline deadline) throws IOException, InterruptedException {
        if (Files.exists(Path.of("/sys/class/iscsi_transport/tcp"))) {
            return true;
        }
        return Files.exists(Path.of("/usr/sbin/iscsiadm"))
                && Files.exists(Path.of("/sbin/modprobe"))
                && Tool.attempt(List.of("modprobe", "--quiet", "iscsi_tcp"), deadline)
                        instanceof Ended.Exited(int code, String _, String _)
                && code == 0;
    }

    @Override
    public Path connect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        if (disk().isPresent()) {
            return device();
        }
        Tool.attempt(admin("iface", "--interface", face, "--op", "new"), deadline);
        Tool.run(
                admin(
                        "iface",
                        "--interface",
                        face,
                        "--op",
                        "update",
                        "-n",
                        "iface.initiatorname",
                        "-v",
                        lun.initiator()),
                deadline);
        Tool.run(node("--op", "new"), deadline);
        // A session may only begin by an order of the cluster, never by itself when the machine boots.
        Tool.run(node("--op", "update", "-n", "node.startup", "-v", "manual"), deadline);
        orIf(SESSION_EXISTS, node("--login"), deadline);
        while (disk().isEmpty()) {
            deadline.check("waiting for " + device());
            deadline.sleep(STEP);
        }
        return device();
    }

    private static void orIf(int good, List<String> command, Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        switch (Tool.attempt(command, deadline)) {
            case Ended.Exited(int code, String _, String _) when code == 0 || code == good -> {}
            case Ended.Exited(int code, String _, String errors) ->
                throw AgentFailure.broken("iscsiadm ended with exit code " + code + ": " + errors.strip());
            case Ended.Overran _ -> throw new TimeoutException("timed out in iscsiadm");
        }
    }

    private static List<String> admin(String mode, String... arguments) {
        List<String> command = new ArrayList<>(List.of("iscsiadm", "--mode", mode));
        command.addAll(List.of(arguments));
        return command;
    }

    private List<String> node(String... arguments) {
        List<String> command = new ArrayList<>(admin("node", "--targetname", lun.target(), "--portal", lun.portal()));
        command.addAll(List.of("--interface", face));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path device() {
        return Path.of("/dev/disk/by-path", "ip-" + lun.portal() + "-iscsi-" + lun.target() + "-lun-" + lun.number());
    }

    @Override
    public Optional<Path> disk() {
        return Files.exists(device()) ? Optional.of(device()) : Optional.empty();
    }

    @Override
    public boolean shows(MountTable.Mount mount) throws IOException {
        Path source = Path.of(mount.source());
        return Files.exists(device())
                && Files.exists(source)
                && device().toRealPath().equals(source.toRealPath());
    }

    /** The kernel has one path to the device, so any program's command goes the way of the data. */
    @Override
    public Reserving.WritingPath writingPath(Deadline deadline) {
        return change -> {
            ByteBuffer parameters = change.parameters().duplicate();
            byte[] bytes = new byte[parameters.remaining()];
            parameters.get(bytes);
            Files.write(parametersFile, bytes);
            try {
                Tool.run(command(change, bytes.length), deadline);
            } catch (TimeoutException e) {
                throw new IOException(e.getMessage(), e);
            } finally {
                Files.deleteIfExists(parametersFile);
            }
        };
    }

    private List<String> command(PersistentReservation.Change change, int length) {
        final int significant = 10;
        List<String> command = new ArrayList<>(
                List.of("sg_raw", "--send=" + length, "--infile=" + parametersFile, device().toString()));
        for (int i = 0; i < significant; i++) {
            command.add(String.format("%02x", change.block().get(i)));
        }
        return command;
    }

    @Override
    public List<String> mountOptions() {
        return List.of();
    }

    @Override
    public void disconnect(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        if (Tool.attempt(admin("session"), deadline) instanceof Ended.Exited(int _, String sessions, String _)
                && sessions.contains(lun.target())) {
            orIf(NOTHING_FOUND, node("--logout"), deadline);
        }
        orIf(NOTHING_FOUND, node("--op", "delete"), deadline);
    }

    @Override
    public void cut(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        disconnect(deadline);
    }

    @Override
    public Optional<PidDescriptor> process() {
        return Optional.empty();
    }
}
