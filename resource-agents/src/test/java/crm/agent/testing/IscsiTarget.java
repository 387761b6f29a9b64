package crm.agent.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's tgt with one disk as LUN 1, in a namespace. */
public final class IscsiTarget {

    public static final String NAME = "iqn.2026-11.test:disk";

    private static final int CONTROL_PORT = 4100;

    private final Process daemon;
    private final String control;

    private IscsiTarget(Process daemon, String control) {
        this.daemon = daemon;
        this.control = control;
    }

    /** Begins it, with a fresh file system on the disk. */
    public static IscsiTarget begin(Namespace where, String address, Path directory) throws Exception {
        Path disk = directory.resolve("lun1");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(64L << 20);
        }
        Shell.run("mkfs.ext4", "-q", "-F", disk.toString());
        // tgt's control socket is a file of the whole machine: its number keeps two test runs apart.
        String control = String.valueOf(CONTROL_PORT + ProcessHandle.current().pid() % 1000);
        Process daemon = where.inside(
                () -> new ProcessBuilder("tgtd", "-f", "-C", control, "--iscsi", "portal=" + address + ":3260")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("tgtd.log").toFile())
                        .start());
        IscsiTarget target = new IscsiTarget(daemon, control);
        for (int i = 0; target.admin("--op", "show", "--mode", "target").exitCode() != 0 && i < 100; i++) {
            Thread.sleep(20);
        }
        target.must("--op", "new", "--mode", "target", "--tid", "1", "-T", NAME);
        target.must("--op", "new", "--mode", "logicalunit", "--tid", "1", "--lun", "1", "-b", disk.toString());
        target.must("--op", "bind", "--mode", "target", "--tid", "1", "-I", "ALL");
        return target;
    }

    private Shell.Ended admin(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 5];
        command[0] = "tgtadm";
        command[1] = "-C";
        command[2] = control;
        command[3] = "--lld";
        command[4] = "iscsi";
        System.arraycopy(arguments, 0, command, 5, arguments.length);
        return Shell.attempt(command);
    }

    private void must(String... arguments) throws IOException, InterruptedException {
        Shell.Ended ended = admin(arguments);
        if (ended.exitCode() != 0) {
            throw new IOException("tgtadm: " + ended.output());
        }
    }

    /** Who has a session, as tgt tells it. */
    public String show() throws IOException, InterruptedException {
        return admin("--op", "show", "--mode", "target").output();
    }

    public void end() throws IOException, InterruptedException {
        daemon.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
        Files.deleteIfExists(Path.of("/var/run/tgtd/socket." + control));
        Files.deleteIfExists(Path.of("/var/run/tgtd/socket." + control + ".lock"));
    }
}
