package crm.emulator.panel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A panel at its wires: power, reset, data/command, SPI and busy. Time passes only when it is told to, so that a test of
 * fifteen seconds takes none. Not for several threads.
 */
public final class PaperPanel {

    private final Controller controller;
    private boolean powered;
    private boolean resetLow;
    private boolean wasReset;
    private boolean dataMode;
    private Duration busy = Duration.ZERO;
    private @Nullable Integer command;
    private List<Integer> data = new ArrayList<>();
    private boolean stuck;

    private PaperPanel(Controller controller) {
        this.controller = controller;
    }

    /** The first revision of the 2.13" (B). */
    public static PaperPanel original() {
        return new PaperPanel(new Uc8151(false));
    }

    /** The third revision of the 2.13" (B). */
    public static PaperPanel v3() {
        return new PaperPanel(new Uc8151(true));
    }

    /** The fourth revision of the 2.13" (B). */
    public static PaperPanel v4() {
        return new PaperPanel(new Ssd1680(true));
    }

    /** The black-and-white 2.13" of the fourth revision. */
    public static PaperPanel blackWhite() {
        return new PaperPanel(new Ssd1680(false));
    }

    /** From now on it says that it is busy and never ends. */
    public void breakDown() {
        stuck = true;
    }

    /** The switch of its power. Without power it forgets everything but what is on the glass. */
    public void power(boolean on) {
        powered = on;
        if (!on) {
            wasReset = false;
            command = null;
            busy = Duration.ZERO;
        }
    }

    /** The reset line. */
    public void reset(boolean high) {
        boolean released = resetLow && high;
        resetLow = !high;
        if (powered && released) {
            controller.reset();
            wasReset = true;
            command = null;
            busy = controller.afterReset();
        }
    }

    /** The data/command line. */
    public void dataMode(boolean high) {
        dataMode = high;
    }

    /** The busy line. */
    public boolean busy() {
        return (stuck || !busy.isZero()) == controller.busyIsHigh();
    }

    /** Time passes. */
    public void elapse(Duration time) {
        busy = busy.compareTo(time) > 0 ? busy.minus(time) : Duration.ZERO;
    }

    /**
     * Bytes on SPI.
     *
     * @throws Refused if the controller would not understand them
     */
    public void write(byte[] bytes) {
        require(powered, "bytes without power");
        require(wasReset, "bytes before a reset");
        for (byte one : bytes) {
            if (dataMode) {
                data(one & 0xff);
            } else {
                command(one & 0xff);
            }
        }
    }

    /** Fails unless the last command got all its data; what a controller would wait for in vain. */
    public void requireComplete() {
        require(command == null, "a command is short of data");
    }

    public boolean asleep() {
        return controller.asleep();
    }

    public Glass glass() {
        return controller.glass();
    }

    private void command(int code) {
        requireComplete();
        require(!controller.asleep(), "a command in deep sleep");
        boolean working = !stuck && !busy.isZero();
        require(!working || controller.allowedWhileBusy(code), String.format("command %02x while busy", code));
        command = code;
        data = new ArrayList<>();
        obeyIfComplete();
    }

    private void data(int value) {
        require(command != null, "data without a command, or more than the command takes");
        data.add(value);
        obeyIfComplete();
    }

    private void obeyIfComplete() {
        Integer pending = command;
        if (pending != null && data.size() == controller.dataLength(pending)) {
            command = null;
            Duration needed = controller.obey(pending, data);
            busy = needed.isZero() ? busy : needed;
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new Refused(otherwise);
        }
    }
}
