package crm.demo.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crm.demo.command.TableUnderTest;
import crm.demo.table.Layout;
import crm.demo.table.TableView.Condition;
import crm.demo.trial.Patience;
import crm.demo.trial.WholeTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One fault after the other on one table. Whatever happens: never two addresses, never two mounts. */
@Tag("e2e")
@Tag("root")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FaultsEndToEndTest {
    private static TableUnderTest table;
    private static WholeTable whole;

    @BeforeAll
    static void layTheTable() throws Exception {
        table = TableUnderTest.up("e");
        whole = WholeTable.on(table.client());
    }

    @AfterAll
    static void putItAway() throws Exception {
        try (var _ = table;
                var _ = whole) {
            // Whatever of it is there is closed.
        }
    }

    @BeforeEach
    void everythingRuns() throws Exception {
        whole.repair();
        whole.neverTwo().sinned();
    }

    @AfterEach
    void nothingWasEverTwice() {
        assertEquals(List.of(), whole.neverTwo().sinned());
        assertTrue(whole.neverTwo().sawOne() > 0, "the watch over address and disk saw neither");
    }

    @Test
    void aPulledCableIsProvenDarkRecoveredDrawnAndPrintedOnce() throws Exception {
        var active = whole.awaitAnswer();
        var receipts = whole.receipts();
        var screens = screens();

        whole.order("unplug", active);

        whole.awaitAnswerFromOther(active);
        Patience.until("its power is proven off", () -> whole.condition(active).equals("off"));
        Patience.until("a receipt is printed", () -> whole.receipts() > receipts);
        for (var pi : Layout.PIS) {
            if (!pi.equals(active)) {
                Patience.until(
                        pi + "'s screen is drawn anew",
                        () -> !Arrays.equals(
                                screens.get(pi),
                                Files.readAllBytes(whole.layout().screen(pi))));
            }
        }
        TimeUnit.SECONDS.sleep(3);
        assertEquals(receipts + 1, whole.receipts(), "one incident, one receipt");
    }

    @Test
    void aCablePutBackBringsTheNodeBackAndMovesNothing() throws Exception {
        var active = whole.awaitAnswer();
        whole.order("unplug", active);
        whole.awaitAnswerFromOther(active);
        whole.awaitCondition(active, "off");
        var heir = whole.awaitAnswer();

        whole.order("plug", active);
        whole.awaitHealthy();

        assertEquals(heir, whole.awaitAnswer());
    }

    @Test
    void aPlannedMoveGoesWhereItIsSent() throws Exception {
        var active = whole.awaitAnswer();
        var other =
                Layout.PIS.stream().filter(pi -> !pi.equals(active)).findFirst().orElseThrow();

        whole.crm("move", "web", other);

        assertEquals(other, whole.awaitAnswer());
    }

    @Test
    void aKilledWebServerIsStartedAgain() throws Exception {
        var active = whole.awaitAnswer();

        assertTrue(whole.on(active, "pkill", "-9", "-x", "nginx").well());

        whole.awaitAnswer();
        whole.awaitHealthy();
    }

    @Test
    void aPanickedNodeIsSwitchedOffBeforeItsServicesStartElsewhere() throws Exception {
        var active = whole.awaitAnswer();
        var process = whole.look(active).pid();

        whole.order("panic", active);

        whole.awaitAnswerFromOther(active);
        assertNotEquals(process, whole.look(active).pid());
        Patience.until(
                "it was fenced and boots again, or stays off",
                () -> whole.look(active).condition() != Condition.PANICKED);
    }

    @Test
    void aNodeThatIsCutOffStopsOrDiesBeforeTheOthersStart() throws Exception {
        var active = whole.awaitAnswer();

        whole.order("cut", active);

        whole.awaitAnswerFromOther(active);
    }

    @Test
    void aFrozenNodeIsFenced() throws Exception {
        var active = whole.awaitAnswer();

        whole.order("freeze", active);

        whole.awaitAnswerFromOther(active);
    }

    @Test
    void nothingIsRecoveredWhileTheSwitchDoesNotAnswer() throws Exception {
        var active = whole.awaitAnswer();
        whole.order("switch-off");

        whole.order("panic", active);

        Patience.until(
                "it is lost, and not proven off",
                () -> List.of("unclean", "fencing").contains(whole.condition(active)));
        TimeUnit.SECONDS.sleep(8);
        assertTrue(whole.answering().isEmpty(), "recovered without proof");
        var said = whole.crm("status");
        assertTrue(said.contains(active) && said.contains("switch"), said);

        whole.order("switch-on");
        whole.awaitAnswerFromOther(active);
    }

    @Test
    void theMainPlugForgetsNothingThatWasAcknowledged() throws Exception {
        var active = whole.awaitAnswer();
        var spare =
                Layout.PIS.stream().filter(pi -> !pi.equals(active)).findFirst().orElseThrow();
        whole.crm("node", "standby", spare);

        whole.order("main-plug", "off");
        whole.order("main-plug", "on");

        whole.awaitAnswer();
        whole.awaitCondition(spare, "standby");
        whole.crm("node", "online", spare);
        whole.awaitHealthy();
    }

    @Test
    void everyDaemonMayBeKilledAtAnyMoment() throws Exception {
        for (var pi : Layout.PIS) {
            assertTrue(whole.on(pi, "pkill", "-9", "-f", "crm.node.NodeMain").well());
            // Its peers may well fence it, and keep it off once it was fenced too often: a person lets it back.
            whole.repair();
            assertEquals(List.of(), whole.neverTwo().sinned());
        }
    }

    @Test
    void aDaemonWhoseDiskTakesNothingMoreGivesUpAndIsReplaced() throws Exception {
        var active = whole.awaitAnswer();
        var limited = whole.on(active, "sh", "-c", "prlimit --pid $(pgrep -x java) --fsize=4096:4096");
        assertTrue(limited.well(), limited.output());

        // If the active node led the cluster, nobody can say how this ends: then it has to be asked again.
        var _ = whole.attempt("node", "standby", other(active));

        whole.awaitAnswerFromOther(active);
        assertTrue(whole.log(active).contains("ended with"), whole.log(active));
        whole.crm("node", "standby", other(active));
        whole.awaitCondition(other(active), "standby");
        whole.crm("node", "online", other(active));
    }

    @Test
    void aDamagedJournalIsRefusedInPlainWordsAndNothingThatWasAcknowledgedIsLost() throws Exception {
        var active = whole.awaitAnswer();
        var spare = other(active);
        whole.crm("node", "standby", spare);
        whole.order("unplug", spare);
        // Else it would be switched off as well when it is back before it is proven dark.
        whole.awaitCondition(spare, "off");
        var journal = journal(spare);
        var sound = Files.readAllBytes(journal);
        var damaged = sound.clone();
        damaged[damaged.length / 2] ^= 0x40;
        Files.write(journal, damaged);

        whole.order("plug", spare);

        Patience.until(
                "the daemon names the damaged file", () -> whole.log(spare).contains("the checksum is wrong"));
        assertEquals(active, whole.awaitAnswer());
        whole.order("unplug", spare);
        whole.awaitCondition(spare, "off");
        Files.write(journal, sound);
        whole.order("plug", spare);
        whole.awaitCondition(spare, "standby");
    }

    private static String other(String pi) {
        return Layout.PIS.stream().filter(name -> !name.equals(pi)).findFirst().orElseThrow();
    }

    /** The file that the Pi's journal is appended to now. */
    private static Path journal(String pi) throws Exception {
        try (var files = Files.walk(whole.layout().onDisk(pi, "/var/lib/crm"))) {
            return files.filter(file -> file.getFileName().toString().matches("entries-\\d+"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private static Map<String, byte[]> screens() throws Exception {
        var screens = new HashMap<String, byte[]>();
        for (var pi : Layout.PIS) {
            screens.put(pi, Files.readAllBytes(whole.layout().screen(pi)));
        }
        return screens;
    }
}
