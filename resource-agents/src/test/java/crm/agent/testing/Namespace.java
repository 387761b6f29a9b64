package crm.agent.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A network namespace of its own, for a test. Code runs in it on a thread that has entered it; processes and threads
 * which that thread begins are in it too.
 */
public final class Namespace {

    private static final MethodHandle OPEN = function("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    private static final MethodHandle SETNS = function("setns", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT);

    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    /** Skips the test, saying so, where namespaces cannot be made. */
    public static void assumePossible() throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("user.name").equals("root")
                        && Shell.attempt("unshare", "--net", "true").exitCode() == 0,
                "SKIPPED: needs root and network namespaces");
    }

    public static Namespace create(String purpose) throws IOException, InterruptedException {
        String name = "cra" + ProcessHandle.current().pid() + purpose;
        Shell.attempt("ip", "netns", "del", name);
        Shell.run("ip", "netns", "add", name);
        Namespace namespace = new Namespace(name);
        namespace.ip("link", "set", "lo", "up");
        return namespace;
    }

    /** Lays a cable from here to another namespace. */
    public void connect(String nic, Namespace other, String otherNic) throws IOException, InterruptedException {
        Shell.run(
                "ip", "link", "add", nic, "netns", name, "type", "veth", "peer", "name", otherNic, "netns", other.name);
        ip("link", "set", nic, "up");
        other.ip("link", "set", otherNic, "up");
    }

    public String ip(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 3];
        command[0] = "ip";
        command[1] = "-n";
        command[2] = name;
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        return Shell.run(command);
    }

    /** Runs code inside. */
    public <T> T inside(Callable<T> code) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            enter();
            return code.call();
        });
        Thread.ofPlatform().name("in " + name).start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void enter() throws IOException {
        final int networkNamespace = 0x40000000;
        try (Arena arena = Arena.ofConfined()) {
            int file = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + name), 0);
            int result = (int) SETNS.invokeExact(file, networkNamespace);
            int closed = (int) CLOSE.invokeExact(file);
            if (file < 0 || result < 0 || closed < 0) {
                throw new IOException("cannot enter namespace " + name);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle function(String name, ValueLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, arguments));
    }

    /** Kills what still runs inside and removes it; interfaces go with it. */
    public void remove() throws IOException, InterruptedException {
        for (String pid : Shell.attempt("ip", "netns", "pids", name).output().split("\\s+", -1)) {
            if (!pid.isEmpty() && Long.parseLong(pid) != ProcessHandle.current().pid()) {
                Shell.attempt("kill", "-9", pid);
            }
        }
        Shell.attempt("ip", "netns", "del", name);
        Files.deleteIfExists(Path.of("/run/netns", name));
    }
}
