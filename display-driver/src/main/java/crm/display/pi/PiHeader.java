package crm.display.pi;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import crm.display.epaper.InputPin;
import crm.display.epaper.OutputPin;
import java.io.IOException;

/** Single pins of the header, by their BCM numbers. Pi4J's context is the caller's, who closes it at the end. */
public final class PiHeader {

    private PiHeader() {}

    /** A pin that a contact connects to ground; high while the contact is open, by the Pi's own resistor. */
    public static InputPin contact(Context pi4j, int pin) throws IOException {
        try {
            DigitalInput input = pi4j.create(DigitalInput.newConfigBuilder(pi4j)
                    .id("contact-" + pin)
                    .address(pin)
                    .pull(PullResistance.PULL_UP)
                    .build());
            return () -> {
                try {
                    return input.state() == DigitalState.HIGH;
                } catch (Pi4JException broken) {
                    throw new IOException(broken.getMessage(), broken);
                }
            };
        } catch (Pi4JException missing) {
            throw new IOException("pin " + pin + " cannot be read: " + missing.getMessage(), missing);
        }
    }

    /** A pin that feeds a lamp; dark at first and when the process ends. */
    public static OutputPin lamp(Context pi4j, int pin) throws IOException {
        try {
            DigitalOutput output = pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                    .id("lamp-" + pin)
                    .address(pin)
                    .initial(DigitalState.LOW)
                    .shutdown(DigitalState.LOW)
                    .build());
            return high -> {
                try {
                    output.state(high ? DigitalState.HIGH : DigitalState.LOW);
                } catch (Pi4JException broken) {
                    throw new IOException(broken.getMessage(), broken);
                }
            };
        } catch (Pi4JException missing) {
            throw new IOException("pin " + pin + " cannot be driven: " + missing.getMessage(), missing);
        }
    }
}
