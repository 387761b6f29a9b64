package crm.display.epaper;

import crm.display.Panel;
import crm.display.epaper.PanelRevision.Busy;
import crm.display.frame.Frame;
import crm.display.layout.PanelSize;
import crm.transition.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * An e-Paper panel at the end of its wires. Every redraw begins with a reset and ends in deep sleep, so nothing that
 * went wrong before, a loss of power in the middle included, matters to the next.
 */
public final class EpaperPanel implements Panel {

    /** How long a panel may be busy at a stretch; a full refresh takes about fifteen seconds. */
    private static final Duration BUSY_MAX = Duration.ofSeconds(40);

    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration SETTLE = Duration.ofMillis(200);

    /** The kernel's buffer for one transfer, unless told otherwise. */
    private static final int TRANSFER_MAX = 4096;

    private final PanelRevision revision;
    private final PanelWires wires;
    private final Stopwatch stopwatch;

    public EpaperPanel(PanelRevision revision, PanelWires wires, Stopwatch stopwatch) {
        this.revision = revision;
        this.wires = wires;
        this.stopwatch = stopwatch;
    }

    @Override
    public Outcome draw(Frame frame) {
        PanelSize size = revision.size();
        if (frame.width() != size.width() || frame.height() != size.height()) {
            throw new IllegalArgumentException(frame + " is not of the panel's size, " + size);
        }
        try {
            wires.power().set(true);
            for (PanelStep step : revision.redraw()) {
                if (!done(step, frame)) {
                    return new Outcome.TimedOut(BUSY_MAX);
                }
            }
            wires.power().set(false);
            return new Outcome.Succeeded("drawn");
        } catch (IOException broken) {
            return new Outcome.Failed("the panel's wires: " + broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("stopped while drawing; the picture may be half drawn");
        }
    }

    /** False if the panel stayed busy for too long. */
    private boolean done(PanelStep step, Frame frame) throws IOException, InterruptedException {
        switch (step) {
            case PanelStep.Reset(Duration low) -> reset(low);
            case PanelStep.Send(int command, var data) -> {
                command(command);
                data(bytes(data));
            }
            case PanelStep.SendPlane(int command, var plane) -> {
                command(command);
                data(PlaneBytes.of(frame, plane));
            }
            case PanelStep.Pause(Duration time) -> stopwatch.pause(time);
            case PanelStep.AwaitIdle() -> {
                return idle();
            }
        }
        return true;
    }

    private void reset(Duration low) throws IOException, InterruptedException {
        wires.reset().set(true);
        stopwatch.pause(SETTLE);
        wires.reset().set(false);
        stopwatch.pause(low);
        wires.reset().set(true);
        stopwatch.pause(SETTLE);
    }

    private boolean idle() throws IOException, InterruptedException {
        Busy busy = revision.busy();
        Duration begun = stopwatch.elapsed();
        while (true) {
            if (busy.poll().isPresent()) {
                command(busy.poll().getAsInt());
            }
            if (wires.busy().high() != busy.high()) {
                return true;
            }
            if (stopwatch.elapsed().minus(begun).compareTo(BUSY_MAX) > 0) {
                return false;
            }
            stopwatch.pause(BUSY_POLL);
        }
    }

    private void command(int command) throws IOException {
        wires.dataMode().set(false);
        wires.bus().write(new byte[] {(byte) command});
    }

    private void data(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        wires.dataMode().set(true);
        for (int from = 0; from < bytes.length; from += TRANSFER_MAX) {
            wires.bus().write(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + TRANSFER_MAX)));
        }
    }

    private static byte[] bytes(List<Integer> values) {
        var bytes = new byte[values.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = values.get(i).byteValue();
        }
        return bytes;
    }
}
