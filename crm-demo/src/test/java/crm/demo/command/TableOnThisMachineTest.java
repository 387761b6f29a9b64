package crm.demo.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.linux.Shell;
import crm.demo.table.Layout;
import crm.demo.table.Port;
import crm.demo.table.Refused;
import crm.demo.table.TableView.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table with real links, real processes and real SNMP; on its Pis only a sleeper instead of the daemon. */
@Tag("root")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class TableOnThisMachineTest {
    private static final String ALIVE = "while :; do date +%s%N >/var/lib/crm/alive; sleep 0.02; done";

    private static TableUnderTest table;
    private static SwitchByHand byHand;

    @BeforeAll
    static void layTheTable() throws IOException {
        table = TableUnderTest.up("t", "bash", "-c", ALIVE);
        byHand = new SwitchByHand(table.layout());
    }

    @AfterAll
    static void putItAway() throws IOException {
        if (table != null) {
            table.close();
        }
    }

    @BeforeEach
    void everythingRuns() throws Exception {
        for (var name : Layout.machines()) {
            byHand.set(name, SwitchByHand.UP);
            if (!table.look(name).port().cable()) {
                table.order("plug", name);
            }
            switch (table.look(name).condition()) {
                case PANICKED, HALTED -> powerCycle(name);
                case FROZEN -> table.order("thaw", name);
                case DARK, BOOTING, RUNNING -> {}
            }
            table.awaitRunning(name);
        }
    }

    private static void powerCycle(String name) {
        byHand.set(name, SwitchByHand.DOWN);
        byHand.set(name, SwitchByHand.UP);
    }

    @Test
    void aPortSwitchedOffOverSnmpKillsItsPiBeforeTheSwitchAnswers() throws Exception {
        var process = table.look("pi2").pid();

        byHand.set("pi2", SwitchByHand.DOWN);

        assertFalse(ProcessHandle.of(process).isPresent(), "process 1 of pi2 survived");
        assertEquals(SwitchByHand.DOWN, byHand.admin("pi2"));
        assertEquals(SwitchByHand.DOWN, byHand.oper("pi2"));
        assertEquals(SwitchByHand.POE_DISABLED, byHand.poe("pi2"));
        assertEquals(Condition.DARK, table.look("pi2").condition());
    }

    @Test
    void aPortSwitchedOnAgainBootsItsPiWithTheSameDisk() throws Exception {
        var note = table.layout().onDisk("pi2", "/var/lib/crm/note");
        Files.writeString(note, "kept");
        var before = table.look("pi2").pid();

        powerCycle("pi2");
        table.awaitRunning("pi2");

        assertNotEquals(before, table.look("pi2").pid());
        TableUnderTest.awaitThat(
                "its disk is mounted",
                () -> on("pi2", "cat", "/var/lib/crm/note").output().equals("kept"));
        assertEquals("pi2", on("pi2", "hostname").output().strip());
    }

    @Test
    void aPulledCableIsALinkDownTrapAndAPortThatWaitsForALoad() throws Exception {
        try (var traps = new TrapEar(table, "pi1")) {
            TableUnderTest.awaitThat("pi1 can hear", () -> pings("pi1"));
            TableUnderTest.awaitThat("pi3 has a link", () -> byHand.oper("pi3") == SwitchByHand.UP);
            var process = table.look("pi3").pid();

            table.order("unplug", "pi3");

            traps.awaitLinkDown(4);
            assertEquals(SwitchByHand.POE_WAITING, byHand.poe("pi3"), "who hears the trap finds the power off");
            assertEquals(SwitchByHand.UP, byHand.admin("pi3"));
            assertFalse(ProcessHandle.of(process).isPresent(), "process 1 of pi3 survived");
            assertThrows(Refused.class, () -> table.order("unplug", "pi3"));
        }
    }

    @Test
    void aCablePutBackBootsThePi() throws Exception {
        table.order("unplug", "pi3");
        table.order("plug", "pi3");
        table.awaitRunning("pi3");
        TableUnderTest.awaitThat("its link is back", () -> byHand.oper("pi3") == SwitchByHand.UP);
        TableUnderTest.awaitThat("it answers", () -> pings("pi3"));
    }

    @Test
    void aPanicLeavesLinkAndPowerAndAnswersNothing() throws Exception {
        TableUnderTest.awaitThat("pi1 answers", () -> pings("pi1"));

        table.order("panic", "pi1");

        assertEquals(SwitchByHand.UP, byHand.oper("pi1"));
        assertEquals(SwitchByHand.POE_ON, byHand.poe("pi1"));
        assertFalse(pings("pi1"));
        assertEquals(Condition.PANICKED, table.look("pi1").condition());
    }

    @Test
    void aFrozenPiStandsStillAndItsKernelAnswers() throws Exception {
        TableUnderTest.awaitThat("pi1 is alive", () -> Files.exists(alive()));
        table.order("freeze", "pi1");

        var then = Files.readString(alive());
        assertTrue(pings("pi1"));
        TimeUnit.MILLISECONDS.sleep(200);
        assertEquals(then, Files.readString(alive()));

        table.order("thaw", "pi1");
        TableUnderTest.awaitThat("it goes on", () -> !Files.readString(alive()).equals(then));
    }

    @Test
    void aFreezeEndsByItself() throws Exception {
        table.order("freeze", "pi1", "0.3");
        assertEquals(Condition.FROZEN, table.look("pi1").condition());
        table.awaitRunning("pi1");
    }

    @Test
    void theMainPlugTakesEverythingAndBringsItBack() throws Exception {
        table.order("main-plug", "off");
        for (var name : Layout.machines()) {
            assertEquals(Condition.DARK, table.look(name).condition(), name);
            assertEquals(0, table.look(name).pid(), name);
        }
        assertFalse(byHand.answers());

        table.order("main-plug", "on");
        TableUnderTest.awaitThat("the switch answers", byHand::answers);
        for (var name : Layout.machines()) {
            table.awaitRunning(name);
        }
    }

    @Test
    void aSwitchWhoseAgentIsOffGoesOnForwarding() throws Exception {
        table.order("switch-off");
        assertFalse(byHand.answers());
        TableUnderTest.awaitThat("pi1 answers", () -> pings("pi1"));

        table.order("switch-on");
        assertTrue(byHand.answers());
    }

    @Test
    void aCutMachineKeepsItsLinkAndReachesNobody() throws Exception {
        TableUnderTest.awaitThat("storage answers", () -> pings(Layout.STORAGE));
        table.order("cut-storage");
        assertFalse(pings(Layout.STORAGE));
        assertEquals(SwitchByHand.UP, byHand.oper(Layout.STORAGE));

        table.order("join-storage");
        TableUnderTest.awaitThat("storage answers again", () -> pings(Layout.STORAGE));
    }

    @Test
    void theStorageBoxOffersItsDisk() throws Exception {
        TableUnderTest.awaitThat(
                "the target is there",
                () -> on(Layout.STORAGE, "tgtadm", "--lld", "iscsi", "--mode", "target", "--op", "show")
                        .output()
                        .contains(Furnishing.TARGET));
    }

    @Test
    void aPortThatStaysPoweredByAQuirkLeavesThePiAlive() throws Exception {
        table.order("switch-quirk", "poe-stays-on", "on");
        try {
            byHand.set("pi2", SwitchByHand.DOWN);
            assertEquals(Condition.RUNNING, table.look("pi2").condition());
            assertEquals(Port.Power.FEEDING, table.look("pi2").power());
            assertEquals(SwitchByHand.POE_ON, byHand.poe("pi2"));
        } finally {
            table.order("switch-quirk", "poe-stays-on", "off");
        }
    }

    @Test
    void anUnknownQuirkIsRefusedWithTheNamesOfAll() {
        var refusal = assertThrows(Refused.class, () -> table.order("switch-quirk", "nonsense", "on"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("set-ignored"), refusal.getMessage());
    }

    @Test
    void aSecondTableOverTheFirstIsRefused() {
        var refusal = assertThrows(Refused.class, () -> table.setup().up());
        assertTrue(String.valueOf(refusal.getMessage()).contains("crm table clean"), refusal.getMessage());
    }

    private static Path alive() {
        return table.layout().onDisk("pi1", "/var/lib/crm/alive");
    }

    private static boolean pings(String name) {
        return Shell.attempt(
                        Shell.USUAL,
                        table.layout().namespaceOf(Layout.CLIENT).inside("ping", "-c1", "-W1", Layout.addressOf(name)))
                .well();
    }

    private static Shell.Ended on(String name, String... command) throws IOException {
        var pid = Long.toString(table.look(name).pid());
        var whole = new ArrayList<>(List.of("nsenter", "-t", pid, "-m", "-u", "-i", "-n", "-p", "--"));
        whole.addAll(List.of(command));
        return Shell.attempt(Shell.USUAL, whole);
    }
}
