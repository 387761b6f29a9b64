package crm.emulator.panel;

import java.time.Duration;
import java.util.List;

/** What a controller makes of whole commands. The lines and the clock are {@link PaperPanel}'s. */
interface Controller {

    /** The reset line was pulled: registers as after power-on, memory as it was. */
    void reset();

    /**
     * A command with all of its data.
     *
     * @param data each 0 to 255
     * @return how long the controller is busy with it
     * @throws Refused if it would not understand it
     */
    Duration obey(int command, List<Integer> data);

    /** How many data bytes a command takes.
     *
     * @throws Refused if there is no such command
     */
    int dataLength(int command);

    /** Whether a command may be sent while it is busy. */
    boolean allowedWhileBusy(int command);

    /** The busy line's level while it is busy. */
    boolean busyIsHigh();

    /** How long it is busy after a reset. */
    Duration afterReset();

    /** In deep sleep nothing but a reset is understood. */
    boolean asleep();

    Glass glass();
}
