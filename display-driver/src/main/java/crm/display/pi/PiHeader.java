package crm.display.pi;

import com.pi4j.context.Context;
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
        String trouble = "pin " + pin + " cannot be read";
        DigitalInput input = PinCalls.result(
                trouble,
                () -> pi4j.create(DigitalInput.newConfigBuilder(pi4j)
                        .id("contact-" + pin)
                        .address(pin)
                        .pull(PullResistance.PULL_UP)
                        .build()));
        return () -> PinCalls.result(trouble, () -> input.state() == DigitalState.HIGH);
    }

    /** A pin that feeds a lamp; dark at first and when the process ends. */
    public static OutputPin lamp(Context pi4j, int pin) throws IOException {
        String trouble = "pin " + pin + " cannot be driven";
        DigitalOutput output = PinCalls.result(
                trouble,
                () -> pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                        .id("lamp-" + pin)
                        .address(pin)
                        .initial(DigitalState.LOW)
                        .shutdown(DigitalState.LOW)
                        .build()));
        return high -> PinCalls.done(trouble, () -> output.state(high ? DigitalState.HIGH : DigitalState.LOW));
    }
}
