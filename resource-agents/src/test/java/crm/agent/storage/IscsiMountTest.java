package crm.agent.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import crm.agent.Agents;
import crm.agent.process.ServiceProcess;
import crm.agent.testing.Calls;
import crm.agent.testing.IscsiTarget;
import crm.agent.testing.LifeCycle;
import crm.agent.testing.Namespace;
import crm.agent.testing.Shell;
import crm.model.AgentId;
import crm.model.NodeName;
import crm.port.ResourceAgent.Result;
import crm.port.ResourceAgent.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes and a storage box on one cable; a real target, a real initiator, a real file system. */
@Tag("root")
class IscsiMountTest {

    @TempDir(cleanup = CleanupMode.NEVER)
    Path directory;

    private Namespace nodes;
    private Namespace storage;
    private IscsiTarget target;

    @BeforeEach
    void layTheCable() throws Exception {
        Namespace.assumePossible();
        assumeTrue(Shell.has("tgtd"), "SKIPPED: tgt is not installed");
        assumeTrue(Shell.has("qemu-storage-daemon"), "SKIPPED: qemu-storage-daemon is not installed");
        assumeTrue(
                Files.exists(Path.of("/dev/fuse")) && Files.exists(Path.of("/dev/loop-control")),
                "SKIPPED: no FUSE or no loop devices here");
        storage = Namespace.create("s");
        nodes = Namespace.create("i");
        nodes.connect("eth0", storage, "eth0");
        nodes.ip("addr", "add", "10.8.0.11/24", "dev", "eth0");
        storage.ip("addr", "add", "10.8.0.5/24", "dev", "eth0");
        target = IscsiTarget.begin(storage, "10.8.0.5", directory);
    }

    @AfterEach
    void takeItAway() throws Exception {
        for (String node : new String[] {"pi1", "pi2"}) {
            for (var process : new ServiceProcess(run(node).resolve("under-test.initiator")).remains()) {
                Shell.attempt("kill", "-9", String.valueOf(process.pid()));
            }
            Shell.attempt("umount", "-l", mount(node).toString());
            Shell.attempt("umount", "-l", run(node).resolve("under-test.disk").toString());
        }
        if (target != null) {
            target.end();
        }
        if (nodes != null) {
            nodes.remove();
        }
        if (storage != null) {
            storage.remove();
        }
        // Not left to JUnit, which would follow a mount that a failed test left behind.
        Shell.attempt("rm", "-rf", "--one-file-system", directory.toString());
    }

    private Path run(String node) {
        return directory.resolve(node + "-run");
    }

    private Path mount(String node) {
        return directory.resolve(node + "-disk");
    }

    private Calls disk(String node) {
        return new Calls(
                new Agents(new NodeName(node), run(node))
                        .agent(AgentId.parse("crm:iscsi-mount").orElseThrow())
                        .orElseThrow(),
                "crm:iscsi-mount",
                new LinkedHashMap<>(Map.of(
                        "portal",
                        "10.8.0.5:3260",
                        "target",
                        IscsiTarget.NAME,
                        "directory",
                        mount(node).toString(),
                        "initiator_kind",
                        "user",
                        "initiator",
                        "iqn.2026-11.test:" + node,
                        "reservation_key",
                        node.equals("pi1") ? "aaa1" : "bbb2")));
    }

    @Test
    void keepsTheContract() throws Exception {
        nodes.inside(() -> {
            LifeCycle.check(disk("pi1"));
            return null;
        });
        assertFalse(target.show().contains("iqn.2026-11.test:pi1"), target.show());
        assertEquals(
                "",
                Shell.run("losetup", "-j", run("pi1").resolve("under-test.disk").toString()));
    }

    @Test
    void bringsWhatOneNodeWroteToTheNext() throws Exception {
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        Files.writeString(mount("pi1").resolve("greeting"), "hello\n");
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi1")::stop));
        LifeCycle.expect(0, "start elsewhere", nodes.inside(disk("pi2")::start));
        assertEquals("hello\n", Files.readString(mount("pi2").resolve("greeting")));
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi2")::stop));
    }

    /** The heart of it: a node that should be dead is refused by the target itself. */
    @Test
    void letsNoNodeWriteThatHasBeenTakenOverFrom() throws Exception {
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        Path disk1 = run("pi1").resolve("under-test.disk");
        writeBlock(disk1);
        LifeCycle.expect(0, "start elsewhere, the first never stopped", nodes.inside(disk("pi2")::start));
        IOException refused = assertThrows(IOException.class, () -> writeBlock(disk1));
        assertTrue(String.valueOf(refused.getMessage()).contains("Input/output error"), refused.toString());
        Result look = nodes.inside(disk("pi1")::monitor);
        assertEquals(1, look.exitCode(), look.toString());
        LifeCycle.expect(0, "the new one works", nodes.inside(disk("pi2")::monitor));
        LifeCycle.expect(0, "the old one stops", nodes.inside(disk("pi1")::stop));
        LifeCycle.expect(0, "the new one still works", nodes.inside(disk("pi2")::monitor));
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi2")::stop));
        Shell.run("e2fsck", "-f", "-n", directory.resolve("lun1").toString());
    }

    /** Past the file system, the page cache and the loop device: straight through the initiator, at the disk's end. */
    private static void writeBlock(Path disk) throws IOException, InterruptedException {
        long size = Files.size(disk) / 4096;
        Shell.run("dd", "if=/dev/zero", "of=" + disk, "bs=4096", "count=1", "seek=" + (size - 1), "conv=notrunc,fsync");
    }

    @Test
    void comesBackOnTheSameNodeAfterItsInitiatorWasKilled() throws Exception {
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        CompletableFuture<String> trouble = new CompletableFuture<>();
        int pid = new ServiceProcess(run("pi1").resolve("under-test.initiator"))
                .leader()
                .orElseThrow()
                .pid();
        try (Watch _ = nodes.inside(() -> disk("pi1").agent().watch(disk("pi1").monitorCall(), trouble::complete))
                .orElseThrow()) {
            Shell.run("kill", "-9", String.valueOf(pid));
            assertEquals("the initiator's process has ended", trouble.get(10, TimeUnit.SECONDS));
        }
        assertEquals(1, nodes.inside(disk("pi1")::monitor).exitCode());
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi1")::stop));
        LifeCycle.expect(7, "a look", nodes.inside(disk("pi1")::probe));
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        LifeCycle.expect(0, "a look", nodes.inside(disk("pi1")::monitor));
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi1")::stop));
    }

    @Test
    void endsWhoeverUsesTheDiskWhenItMustStop() throws Exception {
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        Path script = directory.resolve("user");
        Files.writeString(script, "trap '' TERM\ncd " + mount("pi1") + "\nexec 3>busy\nwhile :; do sleep 0.1; done\n");
        Process user = new ProcessBuilder("sh", script.toString()).start();
        while (!Files.exists(mount("pi1").resolve("busy"))) {
            Thread.sleep(10);
        }
        LifeCycle.expect(0, "stop", nodes.inside(() -> disk("pi1").perform("stop", Duration.ofSeconds(10))));
        assertTrue(user.waitFor(5, TimeUnit.SECONDS));
        LifeCycle.expect(7, "a look", nodes.inside(disk("pi1")::probe));
    }

    @Test
    void stopsWithinItsDeadlineAlthoughTheStorageDoesNotAnswer() throws Exception {
        LifeCycle.expect(0, "start", nodes.inside(disk("pi1")::start));
        Files.writeString(mount("pi1").resolve("unwritten"), "never reaches the disk");
        storage.ip("link", "set", "eth0", "down");
        Result look = nodes.inside(() -> disk("pi1").perform("monitor", Duration.ofSeconds(1)));
        assertTrue(look.exitCode() != 0, look.toString());
        assertTrue(look.took().toMillis() < 2000, look.toString());
        Result stopped = nodes.inside(() -> disk("pi1").perform("stop", Duration.ofSeconds(4)));
        LifeCycle.expect(0, "stop", stopped);
        assertTrue(stopped.took().toMillis() < 5000, stopped.toString());
        assertFalse(MountTable.read().on(mount("pi1")).isPresent());
        storage.ip("link", "set", "eth0", "up");
        LifeCycle.expect(0, "start elsewhere", nodes.inside(disk("pi2")::start));
        assertFalse(Files.exists(mount("pi2").resolve("unwritten")));
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi2")::stop));
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        LifeCycle.expect(
                6,
                "no target",
                nodes.inside(() -> disk("pi1").with("target", "disk").perform("validate-all")));
        LifeCycle.expect(
                6,
                "the root",
                nodes.inside(() -> disk("pi1").with("directory", "/").stop()));
        Result absent = nodes.inside(() -> disk("pi1").with("lun", "7").start());
        LifeCycle.expect(1, "no such LUN", absent);
        assertTrue(absent.exitReason().contains("cannot connect to " + IscsiTarget.NAME), absent.exitReason());
        assertTrue(!absent.exitReason().contains("--blockdev"), absent.exitReason());
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi1")::stop));
        Result wrong = nodes.inside(() -> disk("pi1").with("fstype", "xfs").start());
        LifeCycle.expect(1, "another file system", wrong);
        assertTrue(wrong.exitReason().startsWith("mount ended with"), wrong.exitReason());
        LifeCycle.expect(0, "stop", nodes.inside(disk("pi1")::stop));
    }
}
