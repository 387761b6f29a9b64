package crm.display.epaper;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The two families of controllers. A panel cannot be asked which revision it is, but its busy line rests at the level that
 * means "idle" in its family once it was reset, and changes when it is told to begin.
 */
public enum Family {

    /** {@code bc} and {@code V3}: low while busy. */
    OLD(false, 0x04),

    /** {@code V4} and later: high while busy. */
    YOUNG(true, 0x12);

    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration PULSE = Duration.ofMillis(5);
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final Duration WATCH = Duration.ofMillis(60);

    private final boolean busyIsHigh;
    private final int begin;

    Family(boolean busyIsHigh, int begin) {
        this.busyIsHigh = busyIsHigh;
        this.begin = begin;
    }

    /** Whether that revision belongs to this family. */
    public boolean has(PanelRevision revision) {
        return revision.busy().high() == busyIsHigh;
    }

    /**
     * The family of the panel at these wires; empty if the line does not move as either family's would: no panel, a loose
     * ribbon, a broken one. Nothing is drawn.
     */
    public static Optional<Family> found(PanelWires wires, Stopwatch stopwatch)
            throws IOException, InterruptedException {
        wires.power().set(true);
        try {
            for (Family family : values()) {
                pulse(wires, stopwatch);
                if (wires.busy().high() != family.busyIsHigh && family.moves(wires, stopwatch)) {
                    return Optional.of(family);
                }
            }
            return Optional.empty();
        } finally {
            wires.power().set(false);
        }
    }

    /** Whether the line says busy after the family's first command, if only for milliseconds. */
    private boolean moves(PanelWires wires, Stopwatch stopwatch) throws IOException, InterruptedException {
        wires.dataMode().set(false);
        wires.bus().write(new byte[] {(byte) begin});
        Duration begun = stopwatch.elapsed();
        while (stopwatch.elapsed().minus(begun).compareTo(WATCH) < 0) {
            if (wires.busy().high() == busyIsHigh) {
                return true;
            }
            stopwatch.pause(LOOK);
        }
        return false;
    }

    private static void pulse(PanelWires wires, Stopwatch stopwatch) throws IOException, InterruptedException {
        wires.reset().set(true);
        stopwatch.pause(REST);
        wires.reset().set(false);
        stopwatch.pause(PULSE);
        wires.reset().set(true);
        stopwatch.pause(REST);
    }
}
