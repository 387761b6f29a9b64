package crm.agent.storage;

import crm.agent.action.AgentFailure;
import crm.agent.action.Deadline;
import crm.agent.kernel.Signals;
import crm.agent.process.ProcessEntry;
import crm.agent.process.ProcessTable;
import crm.agent.process.ServiceProcess;
import crm.agent.process.ShortProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** Takes a file system off its directory, with those who use it. */
final class Unmounting {

    private static final Duration AFTER_ASKING = Duration.ofMillis(300);
    private static final Duration STEP = Duration.ofMillis(10);
    /** Our own children may still hold the directory for a moment after they ended. */
    private static final int PATIENT_ATTEMPTS = 3;

    private final Path directory;

    Unmounting(Path directory) {
        this.directory = directory;
    }

    /**
     * Unmounts properly: everything written is on the disk then. Users are asked to end, and killed if they do not.
     *
     * @throws TimeoutException if that was not possible in time, naming who still uses it
     */
    void properly(Deadline deadline) throws AgentFailure, IOException, TimeoutException, InterruptedException {
        Deadline asked = null;
        for (int attempt = 1; mounted(); attempt++) {
            deadline.check("unmounting " + directory + "; used by " + ServiceProcess.names(users(deadline)));
            if (unmounted(deadline)) {
                continue;
            }
            if (attempt == PATIENT_ATTEMPTS) {
                tell(Signals.TERM);
                asked = Deadline.after(AFTER_ASKING);
            } else if (asked != null && asked.passed()) {
                tell(Signals.KILL);
            }
            deadline.sleep(STEP);
        }
    }

    private boolean mounted() throws IOException {
        return !MountTable.read().under(directory).isEmpty();
    }

    private boolean unmounted(Deadline deadline) throws IOException, InterruptedException {
        Path innermost = MountTable.read().under(directory).getFirst().directory();
        return Tool.attempt(List.of("umount", innermost.toString()), deadline)
                        instanceof Ended.Exited(int code, String _, String _)
                && code == 0;
    }

    private List<ProcessEntry> users(Deadline deadline) {
        return deadline.passed() ? ProcessTable.using(directory) : List.of();
    }

    private void tell(int signal) throws IOException {
        for (ProcessEntry user : ProcessTable.using(directory)) {
            if (user.pid() > 1) {
                Signals.send(user.pid(), signal);
            }
        }
    }

    /** Takes it out of sight. Only to be called once the disk is cut off: what was not written yet is lost. */
    void afterTheDiskIsGone(Deadline deadline)
            throws AgentFailure, IOException, TimeoutException, InterruptedException {
        tell(Signals.KILL);
        while (mounted()) {
            Path innermost = MountTable.read().under(directory).getFirst().directory();
            Tool.run(List.of("umount", "--lazy", innermost.toString()), deadline);
        }
    }
}
