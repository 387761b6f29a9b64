package crm.display.button;

import crm.display.epaper.InputPin;
import crm.display.epaper.OutputPin;
import crm.display.epaper.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the button a hundred times a second, and lets the lamp blink meanwhile. The level is read and never an edge
 * waited for: an edge that was missed would be a button that does nothing.
 */
public final class ButtonAndLamp {

    private static final Logger log = LoggerFactory.getLogger(ButtonAndLamp.class);
    private static final Duration LOOK = Duration.ofMillis(10);

    /** A file is not read a hundred times a second. */
    private static final Duration READ_SIGN = Duration.ofMillis(500);

    private final InputPin button;
    private final OutputPin lamp;
    private final Panic panic;
    private final SignOfLife sign;
    private final Stopwatch stopwatch;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param button low while it is pressed: it connects the pin to ground against a pull-up */
    public ButtonAndLamp(InputPin button, OutputPin lamp, Panic panic, SignOfLife sign, Stopwatch stopwatch) {
        this.button = button;
        this.lamp = lamp;
        this.panic = panic;
        this.sign = sign;
        this.stopwatch = stopwatch;
    }

    /** Runs until it is told to end, or the pins break. The lamp is dark afterwards. */
    public void run() throws IOException, InterruptedException {
        ButtonState state = ButtonState.unknown();
        Lamp shown = Lamp.DEAD;
        Duration signRead = ButtonState.NEVER;
        boolean lit = false;
        lamp.set(false);
        try {
            while (!ended.get()) {
                Duration now = stopwatch.elapsed();
                state = state.after(!button.high(), now);
                if (state instanceof ButtonState.Fired) {
                    log.warn("{}", panicked());
                }
                if (signRead.isNegative() || now.minus(signRead).compareTo(READ_SIGN) >= 0) {
                    signRead = now;
                    shown = sign.read(now);
                }
                if (shown.lit(now) != lit) {
                    lit = !lit;
                    lamp.set(lit);
                }
                stopwatch.pause(LOOK);
            }
        } finally {
            lamp.set(false);
        }
    }

    /** From another thread. */
    public void end() {
        ended.set(true);
    }

    /** A machine that cannot be crashed goes on: the next press may find it mended. */
    private String panicked() {
        try {
            return panic.now();
        } catch (IOException failed) {
            return "the kernel could not be told to crash: " + failed;
        }
    }
}
