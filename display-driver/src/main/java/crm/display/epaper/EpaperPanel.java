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
import java.util.Optional;

/**
 * An e-Paper panel at the end of its wires. Every redraw begins with a reset and ends in deep sleep, so nothing that
 * went wrong before, a loss of power in the middle included, matters to the next. A panel that can change single dots
 * does so a few times; then, and whenever nobody knows what is on the glass, it is redrawn as a whole. Used by one thread.
 */
public final class EpaperPanel implements Panel {

    /** How long a panel may be busy at a stretch; a full refresh takes about fifteen seconds. */
    private static final Duration BUSY_MAX = Duration.ofSeconds(40);

    /** So often dots may be changed before the ghosts of old ones must be cleared away. */
    private static final int CHANGES_MAX = 5;

    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration SETTLE = Duration.ofMillis(200);

    /** The kernel's buffer for one transfer, unless told otherwise. */
    private static final int TRANSFER_MAX = 4096;

    private final PanelRevision revision;
    private final PanelWires wires;
    private final Stopwatch stopwatch;

    /** What is on the glass; empty if nobody knows. */
    private Optional<Frame> shown = Optional.empty();

    private int changes;

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
        boolean change = shown.isPresent() && !revision.change().isEmpty() && changes < CHANGES_MAX;
        Frame before = shown.orElse(frame);
        // Until it is done, whatever happens, nobody knows what is on the glass.
        shown = Optional.empty();
        try {
            if (!done(change ? revision.change() : revision.redraw(), frame, before)) {
                wires.power().set(false);
                return new Outcome.TimedOut(BUSY_MAX);
            }
            shown = Optional.of(frame);
            changes = change ? changes + 1 : 0;
            return new Outcome.Succeeded(change ? "changed" : "drawn");
        } catch (IOException broken) {
            return new Outcome.Failed("the panel's wires: " + broken.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("stopped while drawing; the picture may be half drawn");
        }
    }

    private boolean done(List<PanelStep> steps, Frame frame, Frame before) throws IOException, InterruptedException {
        wires.power().set(true);
        for (PanelStep step : steps) {
            if (!done(step, frame, before)) {
                return false;
            }
        }
        wires.power().set(false);
        return true;
    }

    /** False if the panel stayed busy for too long. */
    private boolean done(PanelStep step, Frame frame, Frame before) throws IOException, InterruptedException {
        switch (step) {
            case PanelStep.Reset(Duration low) -> reset(low);
            case PanelStep.Send(int command, var data) -> {
                command(command);
                data(bytes(data));
            }
            case PanelStep.SendPlane(int command, var plane) -> {
                command(command);
                data(PlaneBytes.of(frame, before, plane));
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
