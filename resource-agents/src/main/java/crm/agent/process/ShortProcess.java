package crm.agent.process;

import crm.agent.action.Deadline;
import crm.agent.kernel.KernelException;
import crm.agent.kernel.Signals;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program that is run for one action and waited for, with all it forks in a session of its own. What it writes is
 * kept up to a limit: the last of it, where the trouble is told.
 */
public final class ShortProcess {

    private static final int MOST_KEPT = 256 * 1024;
    private static final int DRAIN_MILLIS = 10;
    private static final int REAP_MILLIS = 300;
    private static final int REAP_STEP_MILLIS = 5;

    private ShortProcess() {}

    /** How it ended. */
    public sealed interface Ended {
        String output();

        String errors();

        /** By itself, or by a signal of others (128 and more). */
        record Exited(int code, String output, String errors) implements Ended {}

        /**
         * Killed, for it took too long.
         *
         * @param snapshot what its processes were doing just before
         */
        record Overran(String snapshot, String output, String errors) implements Ended {}
    }

    /** What the programs of this machine need to find each other. */
    public static Map<String, String> plainEnvironment() {
        return Map.of("PATH", ServiceProcess.SEARCH_PATH, "LANG", "C.UTF-8", "HOME", "/root");
    }

    /**
     * Runs it.
     *
     * @param environment all it gets
     * @throws IOException if it could not be begun
     */
    public static Ended run(List<String> command, Map<String, String> environment, Deadline deadline)
            throws IOException, InterruptedException {
        List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
        inOwnSession.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(inOwnSession).redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Tail output = new Tail(process.getInputStream());
        Tail errors = new Tail(process.getErrorStream());
        try {
            // A daemon that the program leaves behind may keep the pipes open for ever: the end of the program counts,
            // not the end of its output.
            while (!process.waitFor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                output.drain();
                errors.drain();
                if (deadline.passed()) {
                    String snapshot = snapshot(process);
                    kill(process);
                    return new Ended.Overran(snapshot, output.text(), errors.text());
                }
            }
            return new Ended.Exited(process.exitValue(), output.text(), errors.text());
        } finally {
            if (process.isAlive()) {
                kill(process);
            }
            output.close();
            errors.close();
        }
    }

    private static String snapshot(Process process) {
        int session = (int) process.pid();
        return ProcessTable.living(entry -> entry.session() == session).stream()
                .map(entry -> entry.pid() + " " + entry.state() + " " + entry.name() + ": "
                        + ProcessTable.commandLine(entry.pid()))
                .collect(Collectors.joining("\n"));
    }

    /** Kills the session. A process in uninterruptible sleep stays; nobody can change that, and nobody waits for it. */
    private static void kill(Process process) throws InterruptedException {
        int session = (int) process.pid();
        for (int waited = 0; waited < REAP_MILLIS; waited += REAP_STEP_MILLIS) {
            List<ProcessEntry> left = ProcessTable.living(entry -> entry.session() == session);
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ShortProcess::kill);
            Thread.sleep(REAP_STEP_MILLIS);
        }
    }

    private static void kill(ProcessEntry entry) {
        try {
            Signals.send(entry.pid(), Signals.KILL);
        } catch (KernelException e) {
            throw new IllegalStateException("cannot kill a child of our own", e);
        }
    }

    /** The last of what comes through a pipe. */
    private static final class Tail {
        private final InputStream in;
        private final StringBuilder kept = new StringBuilder();

        Tail(InputStream in) {
            this.in = in;
        }

        /** Takes what is there, without waiting for more. */
        void drain() throws IOException {
            while (in.available() > 0) {
                byte[] some = new byte[Math.min(in.available(), 8192)];
                int length = in.read(some);
                kept.append(new String(some, 0, Math.max(0, length), StandardCharsets.UTF_8));
                if (kept.length() > MOST_KEPT) {
                    kept.delete(0, kept.length() - MOST_KEPT);
                }
            }
        }

        String text() throws IOException {
            drain();
            return kept.toString();
        }

        void close() throws IOException {
            in.close();
        }
    }
}
