package crm.display.pi;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.spi.Spi;
import com.pi4j.io.spi.SpiBus;
import com.pi4j.io.spi.SpiMode;
import crm.display.epaper.OutputPin;
import crm.display.epaper.PanelWires;
import java.io.IOException;

/**
 * The wires to an e-Paper HAT on the header of a Raspberry Pi, in the maker's wiring: SPI bus 0 with CE0 (GPIO 8) driven
 * by the kernel, reset GPIO 17, data/command GPIO 25, busy GPIO 24, power GPIO 18. The kernel must have SPI switched on
 * ({@code dtparam=spi=on}).
 *
 * <p>Pi4J's context is the caller's, who closes it at the end.
 */
public final class PiHat {

    private static final int RESET = 17;
    private static final int DATA_MODE = 25;
    private static final int BUSY = 24;
    private static final int POWER = 18;

    /** The maker's drivers use the same. */
    private static final int BAUD = 4_000_000;

    private PiHat() {}

    /**
     * Opens the wires. Nothing is sent yet.
     *
     * @throws IOException if this is no Pi, SPI is off, or a pin is taken
     */
    public static PanelWires open(Context pi4j) throws IOException {
        return PinCalls.result("the panel's pins cannot be opened", () -> wires(pi4j));
    }

    private static PanelWires wires(Context pi4j) {
        Spi spi = pi4j.create(Spi.newConfigBuilder(pi4j)
                .id("panel-spi")
                .bus(SpiBus.BUS_0)
                .channel(0)
                .mode(SpiMode.MODE_0)
                .baud(BAUD)
                .build());
        DigitalInput busy = pi4j.create(DigitalInput.newConfigBuilder(pi4j)
                .id("panel-busy")
                .address(BUSY)
                .build());
        return new PanelWires(
                bytes -> PinCalls.done("the bus", () -> spi.write(bytes)),
                output(pi4j, "panel-reset", RESET, DigitalState.HIGH),
                output(pi4j, "panel-data", DATA_MODE, DigitalState.LOW),
                output(pi4j, "panel-power", POWER, DigitalState.LOW),
                () -> PinCalls.result("the busy line", () -> busy.state() == DigitalState.HIGH));
    }

    private static OutputPin output(Context pi4j, String id, int pin, DigitalState initial) {
        DigitalOutput output = pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                .id(id)
                .address(pin)
                .initial(initial)
                .build());
        return high -> PinCalls.done(id, () -> output.state(high ? DigitalState.HIGH : DigitalState.LOW));
    }
}
