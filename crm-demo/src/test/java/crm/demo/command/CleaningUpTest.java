package crm.demo.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.linux.NetworkNamespace;
import crm.demo.linux.ProcessTree;
import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A table leaves nothing, however it ends. */
@Tag("root")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class CleaningUpTest {

    @Test
    void downLeavesNothing() throws Exception {
        try (var table = TableUnderTest.up("d", "sleep", "100000")) {
            var processes = awaitAllRunning(table);

            table.setup().down();

            assertNothingIsLeft(table, processes);
        }
    }

    @Test
    void aSignalToTheKeeperLeavesNothing() throws Exception {
        try (var table = TableUnderTest.up("s", "sleep", "100000")) {
            var processes = awaitAllRunning(table);

            keeper(table).destroy();
            TableUnderTest.awaitThat(
                    "all is gone", () -> new Remains(table.layout()).list().isEmpty());

            assertNothingIsLeft(table, processes);
        }
    }

    @Test
    void aKilledKeepersRemainsAreRefusedAndCleaned() throws Exception {
        try (var table = TableUnderTest.up("k", "sleep", "100000")) {
            var processes = awaitAllRunning(table);
            var loops = loopDevices();
            var keeper = keeper(table);
            keeper.destroyForcibly();
            keeper.onExit().get(10, TimeUnit.SECONDS);
            assertTrue(processes.stream().anyMatch(ProcessTree::lives), "there is nothing to clean");

            var removed = table.setup().clean();

            assertFalse(removed.isEmpty());
            assertNothingIsLeft(table, processes);
            assertEquals(loops, loopDevices());
        }
    }

    private static List<Long> awaitAllRunning(TableUnderTest table) throws Exception {
        var processes = new ArrayList<Long>();
        for (var name : Layout.machines()) {
            table.awaitRunning(name);
            processes.add(table.look(name).pid());
        }
        processes.add(keeper(table).pid());
        return processes;
    }

    private static ProcessHandle keeper(TableUnderTest table) {
        var inSwitch = Set.copyOf(table.layout().switchNamespace().processes());
        return ProcessHandle.allProcesses()
                .filter(process -> inSwitch.contains(process.pid()))
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingIsLeft(TableUnderTest table, List<Long> processes) throws Exception {
        for (var process : processes) {
            // The keeper removes everything else before it ends itself.
            TableUnderTest.awaitThat("process " + process + " has ended", () -> !ProcessTree.lives(process));
        }
        assertEquals(List.of(), NetworkNamespace.withPrefix(table.layout().prefix()));
        assertFalse(Files.exists(table.layout().state()));
        var mounts = Shell.run("cat", "/proc/self/mountinfo");
        assertFalse(mounts.contains(table.layout().prefix()), mounts);
    }

    private static Set<String> loopDevices() {
        return new TreeSet<>(
                Shell.run("losetup", "-n", "-O", "NAME,BACK-FILE").lines().toList());
    }
}
