package crm.emulator.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the controllers' data sheets forbid, told command by command, without the driver. */
class PaperPanelTest {

    private final PaperPanel old = PaperPanel.original();
    private final PaperPanel young = PaperPanel.v4();

    @Test
    void understandsNothingWithoutPowerOrBeforeAReset() {
        assertRefused("bytes without power", () -> old.write(new byte[] {0x04}));
        old.power(true);
        assertRefused("bytes before a reset", () -> old.write(new byte[] {0x04}));
    }

    @Test
    void refusesCommandsWhileItIsBusyButForTheQuestionWhetherItIs() {
        wake(old);
        send(old, 0x04);
        assertEquals(false, old.busy(), "low means busy");
        assertRefused("command 00 while busy", () -> send(old, 0x00));
        send(old, 0x71);
        old.elapse(Duration.ofSeconds(1));
        assertEquals(true, old.busy());
        send(old, 0x00, 0x8f);
    }

    @Test
    void theYoungerOneSaysBusyTheOtherWayRound() {
        wake(young);
        young.elapse(Duration.ofSeconds(1));
        assertEquals(false, young.busy());
        send(young, 0x12);
        assertEquals(true, young.busy());
    }

    @Test
    void refusesDataOfTheWrongLength() {
        wake(old);
        assertRefused("a command is short of data", () -> {
            send(old, 0x61, 0x68, 0x00);
            send(old, 0x04);
        });
        wake(old);
        assertRefused("data without a command, or more than the command takes", () -> send(old, 0x50, 0xf0, 0x00));
    }

    @Test
    void refusesARefreshWithoutPowerOrWithoutBothPlanes() {
        wake(old);
        assertRefused("refresh without power", () -> send(old, 0x12));
        send(old, 0x04);
        old.elapse(Duration.ofSeconds(1));
        assertRefused("refresh before the panel was set", () -> send(old, 0x12));
        send(old, 0x00, 0x8f);
        send(old, 0x61, 0x68, 0x00, 0xd4);
        assertRefused("refresh before both planes were written", () -> send(old, 0x12));
    }

    @Test
    void refusesAnotherPanelsResolution() {
        wake(old);
        assertRefused("the panel is 104×212, told 122×250", () -> send(old, 0x61, 122, 0x00, 250));
    }

    @Test
    void refusesAPictureBeforeTheWindowIsSetToThePanel() {
        wake(young);
        young.elapse(Duration.ofSeconds(1));
        send(young, 0x12);
        young.elapse(Duration.ofSeconds(1));
        assertRefused("the panel has 250 gate lines, told 296", () -> send(young, 0x20));
        assertRefused("memory was written before the software reset", () -> {
            wake(young);
            young.elapse(Duration.ofSeconds(1));
            send(young, 0x44, 0, 0);
            send(young, 0x45, 0, 0, 0, 0);
            send(young, 0x24, 0xff);
        });
    }

    @Test
    void sleepsUntilAReset() {
        wake(old);
        send(old, 0x07, 0xa5);
        assertTrue(old.asleep());
        assertRefused("a command in deep sleep", () -> send(old, 0x04));
        wake(old);
        send(old, 0x04);
    }

    @Test
    void knowsWhichCommandsThereAre() {
        wake(old);
        assertRefused("the controller has no command 24", () -> send(old, 0x24, 0xff));
    }

    private static void wake(PaperPanel panel) {
        panel.power(true);
        panel.reset(false);
        panel.reset(true);
    }

    private static void send(PaperPanel panel, int command, int... data) {
        panel.dataMode(false);
        panel.write(new byte[] {(byte) command});
        panel.dataMode(true);
        for (int one : data) {
            panel.write(new byte[] {(byte) one});
        }
    }

    private static void assertRefused(String why, Runnable action) {
        assertEquals(why, assertThrows(Refused.class, action::run).getMessage());
    }
}
