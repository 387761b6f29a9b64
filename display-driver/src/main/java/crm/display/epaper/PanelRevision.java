package crm.display.epaper;

import static crm.display.epaper.PanelStep.Plane.BLACK;
import static crm.display.epaper.PanelStep.Plane.RED;
import static crm.display.epaper.PanelStep.Plane.RED_AS_ONES;
import static crm.display.epaper.PanelStep.Plane.SHOWN_BLACK;
import static crm.display.epaper.PanelStep.send;

import crm.display.epaper.PanelStep.AwaitIdle;
import crm.display.epaper.PanelStep.Pause;
import crm.display.epaper.PanelStep.Plane;
import crm.display.epaper.PanelStep.Reset;
import crm.display.epaper.PanelStep.SendPlane;
import crm.display.layout.Palette;
import crm.display.layout.PanelSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a revision of the 2.13" panel wants to be told, after the maker's reference drivers. The revision must be
 * configured, for a panel cannot be asked, and one revision's busy line means the opposite of another's.
 *
 * @param name as in the configuration
 * @param size as a person looks at it, lying
 * @param busy how it says that it is at work
 * @param inks what it can show
 * @param redraw everything from reset to deep sleep
 * @param change the same for a panel that can change a few dots without flicker; empty for one that cannot
 */
public record PanelRevision(
        String name, PanelSize size, Busy busy, Palette inks, List<PanelStep> redraw, List<PanelStep> change) {

    public PanelRevision {
        redraw = List.copyOf(redraw);
        change = List.copyOf(change);
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
            Palette.BLACK_WHITE_RED,
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
                    send(0x07, 0xa5)), // deep sleep, with the check byte the controller asks for
            List.of());

    /** The third revision: 212×104. */
    public static final PanelRevision V3 = new PanelRevision(
            "V3",
            PanelSize.DOTS_212_104,
            new Busy(false, OptionalInt.of(0x71)),
            Palette.BLACK_WHITE_RED,
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
                    send(0x07, 0xa5)),
            List.of());

    /** The fourth revision: 250×122 and another family of controller. */
    public static final PanelRevision V4 = v4("V4", RED);

    /**
     * The same with the other meaning of its red plane: some of the maker's programs say that a one is red there. To be
     * chosen if what should be white is red.
     */
    public static final PanelRevision V4_OTHER_RED = v4("V4-other-red", RED_AS_ONES);

    /** The black-and-white panel of the fourth revision, which changes dots within a second: 250×122. */
    public static final PanelRevision BLACK_WHITE_V4 = new PanelRevision(
            "bw-V4",
            PanelSize.DOTS_250_122,
            new Busy(true, OptionalInt.empty()),
            Palette.BLACK_WHITE,
            joined(
                    wakeYoung(List.of(send(0x3c, 0x05), send(0x18, 0x80), send(0x21, 0x00, 0x80))),
                    List.of(
                            new SendPlane(0x24, BLACK),
                            new SendPlane(0x26, BLACK),
                            send(0x22, 0xf7), // the waveform that clears all
                            send(0x20),
                            new AwaitIdle(),
                            send(0x10, 0x01))),
            joined(
                    wakeYoung(List.of(
                            send(0x3c, 0x80), // the border stays as it is
                            send(0x18, 0x80),
                            send(0x21, 0x00, 0x80))),
                    List.of(
                            new SendPlane(0x24, BLACK),
                            // Without power the panel forgot what it shows; only the difference is driven.
                            new SendPlane(0x26, SHOWN_BLACK),
                            send(0x22, 0xff), // the waveform that changes what differs
                            send(0x20),
                            new AwaitIdle(),
                            send(0x10, 0x01))));

    private static PanelRevision v4(String name, Plane red) {
        return new PanelRevision(
                name,
                PanelSize.DOTS_250_122,
                new Busy(true, OptionalInt.empty()),
                Palette.BLACK_WHITE_RED,
                joined(
                        wakeYoung(List.of(
                                send(0x3c, 0x05), // border follows white
                                send(0x18, 0x80), // the panel's own thermometer
                                send(0x21, 0x80, 0x80))), // the red plane is inverted
                        List.of(
                                new SendPlane(0x24, BLACK),
                                new SendPlane(0x26, red),
                                send(0x20), // refresh
                                new AwaitIdle(),
                                send(0x10, 0x01))), // deep sleep
                List.of());
    }

    /** From reset to the beginning of the memory, for the younger family of controllers. */
    private static List<PanelStep> wakeYoung(List<PanelStep> settings) {
        return joined(
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
                        send(0x4f, 0x00, 0x00)), // of the first row
                joined(settings, List.of(new AwaitIdle())));
    }

    private static List<PanelStep> joined(List<PanelStep> one, List<PanelStep> other) {
        var all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** Every revision there is a setting for. */
    public static List<PanelRevision> all() {
        return List.of(ORIGINAL, V3, V4, V4_OTHER_RED, BLACK_WHITE_V4);
    }

    /** The revision of that name. */
    public static Optional<PanelRevision> named(String name) {
        return all().stream()
                .filter(revision -> revision.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
