package crm.display.epaper;

import java.time.Duration;
import java.util.List;

/** One step of a panel's redraw. */
public sealed interface PanelStep {

    /** Pull the reset line low for so long, which also wakes a panel from its deep sleep. */
    record Reset(Duration low) implements PanelStep {}

    /** Send a command byte and then its data bytes. */
    record Send(int command, List<Integer> data) implements PanelStep {
        public Send {
            data = List.copyOf(data);
        }
    }

    /** Send a command byte and then one plane of the picture, one bit a dot. */
    record SendPlane(int command, Plane plane) implements PanelStep {}

    /** Wait until the panel is not busy any more. */
    record AwaitIdle() implements PanelStep {}

    /** Wait for so long, whatever the panel says. */
    record Pause(Duration time) implements PanelStep {}

    /** Which dots a plane tells. In all, a one is white, but where its name says otherwise. */
    enum Plane {
        BLACK,
        RED,

        /** The red dots, a one for each. */
        RED_AS_ONES,

        /** The black dots of the frame that is on the glass now. */
        SHOWN_BLACK
    }

    /** A command with its data, each 0 to 255. */
    static PanelStep send(int command, Integer... data) {
        return new Send(command, List.of(data));
    }
}
