package crm.demo.table;

import crm.demo.linux.NetworkNamespace;
import crm.demo.linux.ProcessTree;
import crm.demo.table.TableView.Condition;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A computer on the table, a Pi or the storage box: its network card (the far end of its cable) and, while it has
 * power, its processes. Belongs to the table's loop.
 */
final class Machine {
    /** Far more than the kernel needs to kill a few processes, even when the machine is busy. */
    private static final Duration DEATH = Duration.ofSeconds(10);

    private final String name;
    private final NetworkNamespace namespace;
    private final List<String> boot;
    private final File log;
    private final Consumer<ProcessTree> ended;
    private Condition condition = Condition.DARK;
    private @Nullable ProcessTree processes;

    /**
     * @param boot the command that becomes its process 1
     * @param ended called, on another thread, with every process tree that has ended
     */
    Machine(String name, Layout layout, List<String> boot, Consumer<ProcessTree> ended) {
        this.name = name;
        this.namespace = layout.namespaceOf(name);
        this.boot = List.copyOf(boot);
        this.log = layout.log(name).toFile();
        this.ended = ended;
    }

    String name() {
        return name;
    }

    Condition condition() {
        return condition;
    }

    /** Its process 1, or 0. */
    long pid() {
        return processes != null && processes.alive() ? processes.first().pid() : 0;
    }

    /** Power is there; {@link #boot} follows after a while. */
    void powerOn() {
        condition = Condition.BOOTING;
    }

    /** The first process begins, in fresh PID, mount, UTS and IPC namespaces on its own network. */
    void boot() {
        var command = new ArrayList<>(
                namespace.inside("unshare", "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "--"));
        command.addAll(boot);
        var builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .redirectErrorStream(true);
        builder.environment().put("PRIVATE_DIRECTORIES", String.join(" ", Layout.PRIVATE_DIRECTORIES));
        try {
            var tree = ProcessTree.startedBy(builder.start());
            processes = tree;
            condition = Condition.RUNNING;
            var _ = tree.guardian().onExit().thenAccept(_ -> ended.accept(tree));
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " does not boot", failure);
        }
    }

    /** The power is gone: no process runs any more when this returns. The link is {@link #darken}'s. */
    void powerOff() {
        kill();
        condition = Condition.DARK;
    }

    /** The network card loses its link, and forgets its addresses as the memory of a dark machine does. */
    void darken() {
        namespace.ip("link", "set", "eth0", "down");
        namespace.ip("addr", "flush", "dev", "eth0");
    }

    /** Nothing runs any more and the network card, still lit, answers nothing. */
    void panic() {
        kill();
        namespace.ip("link", "set", "eth0", "arp", "off");
        namespace.ip("addr", "flush", "dev", "eth0");
        condition = Condition.PANICKED;
    }

    void freeze() {
        if (processes != null && condition == Condition.RUNNING) {
            processes.freeze();
            condition = Condition.FROZEN;
        }
    }

    void thaw() {
        if (processes != null && condition == Condition.FROZEN) {
            processes.thaw();
            condition = Condition.RUNNING;
        }
    }

    /** A process tree has ended; if nobody has killed it, the machine has halted by itself. */
    void noticeEnd(ProcessTree tree) {
        if (tree.equals(processes) && (condition == Condition.RUNNING || condition == Condition.FROZEN)) {
            condition = Condition.HALTED;
        }
    }

    private void kill() {
        var running = processes;
        processes = null;
        if (running != null && running.alive() && !running.kill(DEATH)) {
            throw new IllegalStateException(name + "'s processes survive SIGKILL");
        }
    }
}
