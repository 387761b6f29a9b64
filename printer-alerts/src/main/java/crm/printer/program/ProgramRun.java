package crm.printer.program;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call of an alert agent.
 *
 * @param variables the whole of its environment besides {@code PATH}: nothing of the daemon's own goes with it
 */
record ProgramRun(List<String> command, SequencedMap<String, String> variables, Duration timeout) {

    private static final Logger log = LoggerFactory.getLogger(ProgramRun.class);
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    ProgramRun {
        command = List.copyOf(command);
        variables = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(variables));
    }

    /** Calls the program and waits for its end, or kills it with all it started when its time is over. */
    void toEnd() throws InterruptedException {
        try {
            Process process = start();
            process.getOutputStream().close();
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("alert agent {} took longer than {} s and is killed", name(), timeout.toSeconds());
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            } else if (process.exitValue() != 0) {
                log.warn("alert agent {} ended with exit code {}", name(), process.exitValue());
            }
        } catch (IOException broken) {
            log.warn("alert agent {} cannot be called: {}", name(), broken.getMessage());
        }
    }

    private Process start() throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().put("PATH", PATH);
        builder.environment().putAll(variables);
        return builder.start();
    }

    private String name() {
        return command.getLast();
    }
}
