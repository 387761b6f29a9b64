package crm.agent.process;

import crm.agent.action.Deadline;
import crm.agent.kernel.KernelException;
import crm.agent.kernel.PidDescriptor;
import crm.agent.kernel.Signals;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A long-running process that outlives the daemon that began it, with everything it forks. It leads a session of its
 * own; a session's number stays taken until its last process ends, so children are recognised even after the leader
 * was killed. A file remembers which session it is.
 */
public final class ServiceProcess {

    /** Where programs are searched. */
    public static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path file;

    /** @param file where the process is remembered; its directory must exist when one is begun */
    public ServiceProcess(Path file) {
        this.file = file;
    }

    /** The leader, if it still runs. */
    public Optional<ProcessEntry> leader() throws IOException {
        return remembered()
                .flatMap(known -> ProcessTable.find(known.pid())
                        .filter(entry -> !entry.ended() && entry.started() == known.started()));
    }

    /** Every process that still runs of the session, leader or not. */
    public List<ProcessEntry> remains() throws IOException {
        Optional<ProcessRecord> known = remembered();
        if (known.isEmpty()) {
            return List.of();
        }
        ProcessRecord session = known.get();
        boolean numberReused = ProcessTable.find(session.pid())
                .filter(entry -> entry.started() != session.started())
                .isPresent();
        return numberReused
                ? List.of()
                : ProcessTable.living(
                        entry -> entry.session() == session.pid() && entry.started() >= session.started());
    }

    private Optional<ProcessRecord> remembered() throws IOException {
        Optional<ProcessRecord> known = ProcessRecord.read(file);
        return known.isPresent() && known.get().boot().equals(ProcessRecord.currentBoot()) ? known : Optional.empty();
    }

    /**
     * Begins the process and remembers it. Returns as soon as it exists.
     *
     * @param environment all it gets
     * @param log receives what it writes; what an earlier one wrote is kept as {@code log.1}
     */
    public Process begin(List<String> command, Map<String, String> environment, Path log) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
        inOwnSession.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inOwnSession)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Optional<ProcessEntry> entry = ProcessTable.find(process.pid());
        if (entry.isPresent()) {
            new ProcessRecord(entry.get().pid(), entry.get().started(), ProcessRecord.currentBoot()).write(file);
        }
        return process;
    }

    /** Keeps watch over the leader; empty if it does not run. */
    public Optional<PidDescriptor> hold() throws IOException {
        Optional<ProcessEntry> leader = leader();
        if (leader.isEmpty()) {
            return Optional.empty();
        }
        Optional<PidDescriptor> held = PidDescriptor.open(leader.get().pid());
        if (held.isPresent() && leader().isEmpty()) {
            // It ended between the two looks, and the number may already be another's.
            held.get().close();
            return Optional.empty();
        }
        return held;
    }

    /**
     * Ends the whole session: asks the leader, and kills what is left after a while.
     *
     * @param signal with which the leader is asked
     * @param patience how long it may take before all are killed
     * @throws TimeoutException naming what would not die
     */
    public void end(int signal, Duration patience, Deadline deadline)
            throws IOException, TimeoutException, InterruptedException {
        Optional<PidDescriptor> held = hold();
        if (held.isPresent()) {
            try (PidDescriptor leader = held.get()) {
                leader.signal(signal);
                leader.awaitEnd(deadline.remaining(patience));
            }
        }
        List<ProcessEntry> left = remains();
        while (!left.isEmpty()) {
            for (ProcessEntry process : left) {
                killed(process);
            }
            if (deadline.passed()) {
                throw new TimeoutException("these survived being killed: " + names(left));
            }
            Thread.sleep(2);
            left = remains();
        }
        Files.deleteIfExists(file);
    }

    private static void killed(ProcessEntry process) throws KernelException {
        Signals.send(process.pid(), Signals.KILL);
    }

    /** For people. */
    public static String names(List<ProcessEntry> processes) {
        return processes.stream()
                .map(process -> process.name() + " (pid " + process.pid() + ", " + process.state() + ")")
                .collect(Collectors.joining(", "));
    }
}
