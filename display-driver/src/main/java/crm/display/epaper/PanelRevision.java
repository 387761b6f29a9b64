package crm.display.epaper;

import static crm.display.epaper.PanelStep.Plane.BLACK;
import static crm.display.epaper.PanelStep.Plane.RED;
import static crm.display.epaper.PanelStep.send;

import crm.display.epaper.PanelStep.AwaitIdle;
import crm.display.epaper.PanelStep.Pause;
import crm.display.epaper.PanelStep.Reset;
import crm.display.epaper.PanelStep.SendPlane;
import crm.display.layout.PanelSize;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a revision of the 2.13" (B) panel wants to be told, after the maker's reference drivers. The revision must be
 * configured, for a panel cannot be asked, and one revision's busy line means the opposite of another's.
 *
 * @param name as in the configuration
 * @param size as a person looks at it, lying
 * @param busy how it says that it is at work
 * @param redraw everything from reset to deep sleep
 */
public record PanelRevision(String name, PanelSize size, Busy busy, List<PanelStep> redraw) {

    public PanelRevision {
        redraw = List.copyOf(redraw);
    }

    /**
     * How a panel says that it is at work.
     *
     * @param high the level of its busy line while it is
     * @param poll a command to be sent before each look at the line, if it wants one
     */
    public record Busy(boolean high, OptionalInt poll) {}

    /** The first revision, “bc”: 212×104. */
    public static final PanelRevision ORIGINAL = new PanelRevision(
            "bc",
            PanelSize.DOTS_212_104,
            new Busy(false, OptionalInt.empty()),
            List.of(
                    new Reset(Duration.ofMillis(5)),
                    send(0x06, 0x17, 0x17, 0x17), // booster soft start
                    send(0x04), // power on
                    new AwaitIdle(),
                    send(0x00, 0x8f), // panel setting: three inks, waveforms from the panel's own memory
                    send(0x50, 0xf0), // border and polarity: a one is white in both planes
                    send(0x61, 0x68, 0x00, 0xd4), // resolution: 104 × 212
                    new SendPlane(0x10, BLACK),
                    new SendPlane(0x13, RED),
                    send(0x12), // refresh
                    new AwaitIdle(),
                    send(0x02), // power off
                    new AwaitIdle(),
                    send(0x07, 0xa5))); // deep sleep, with the check byte the controller asks for

    /** The third revision: 212×104. */
    public static final PanelRevision V3 = new PanelRevision(
            "V3",
            PanelSize.DOTS_212_104,
            new Busy(false, OptionalInt.of(0x71)),
            List.of(
                    new Reset(Duration.ofMillis(2)),
                    send(0x04),
                    new AwaitIdle(),
                    send(0x00, 0x0f, 0x89),
                    send(0x61, 0x68, 0x00, 0xd4),
                    send(0x50, 0x77),
                    new SendPlane(0x10, BLACK),
                    new SendPlane(0x13, RED),
                    send(0x12),
                    new Pause(Duration.ofMillis(100)),
                    new AwaitIdle(),
                    send(0x50, 0xf7),
                    send(0x02),
                    new AwaitIdle(),
                    send(0x07, 0xa5)));

    /** The fourth revision: 250×122 and another family of controller. */
    public static final PanelRevision V4 = new PanelRevision(
            "V4",
            PanelSize.DOTS_250_122,
            new Busy(true, OptionalInt.empty()),
            List.of(
                    new Reset(Duration.ofMillis(2)),
                    new AwaitIdle(),
                    send(0x12), // software reset
                    new AwaitIdle(),
                    send(0x01, 0xf9, 0x00, 0x00), // 250 gate lines
                    send(0x11, 0x03), // x and y count upwards
                    send(0x44, 0x00, 0x0f), // window: bytes 0 to 15 of a row
                    send(0x45, 0x00, 0x00, 0xf9, 0x00), // rows 0 to 249
                    send(0x4e, 0x00), // begin at the first byte
                    send(0x4f, 0x00, 0x00), // of the first row
                    send(0x3c, 0x05), // border follows white
                    send(0x18, 0x80), // the panel's own thermometer
                    send(0x21, 0x80, 0x80), // the red plane is inverted: a one is white there too
                    new AwaitIdle(),
                    new SendPlane(0x24, BLACK),
                    new SendPlane(0x26, RED),
                    send(0x20), // refresh
                    new AwaitIdle(),
                    send(0x10, 0x01))); // deep sleep

    /** The revision of that name. */
    public static Optional<PanelRevision> named(String name) {
        return List.of(ORIGINAL, V3, V4).stream()
                .filter(revision -> revision.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
