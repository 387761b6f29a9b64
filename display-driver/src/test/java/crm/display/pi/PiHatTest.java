package crm.display.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalInputProvider;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import com.pi4j.plugin.mock.provider.spi.MockSpi;
import com.pi4j.plugin.mock.provider.spi.MockSpiProvider;
import crm.display.epaper.PanelWires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PiHatTest {

    private final Context pi4j = Pi4J.newContextBuilder()
            .add(
                    MockSpiProvider.newInstance(),
                    MockDigitalInputProvider.newInstance(),
                    MockDigitalOutputProvider.newInstance())
            .build();

    @AfterEach
    void close() {
        pi4j.shutdown();
    }

    @Test
    void drivesThePinsOfTheMakersWiring() throws IOException {
        PanelWires wires = PiHat.open(pi4j);
        wires.reset().set(false);
        wires.dataMode().set(true);
        wires.power().set(true);
        assertEquals(DigitalState.LOW, output("panel-reset", 17).state());
        assertEquals(DigitalState.HIGH, output("panel-data", 25).state());
        assertEquals(DigitalState.HIGH, output("panel-power", 18).state());
    }

    @Test
    void readsTheBusyLineAsItIs() throws IOException {
        PanelWires wires = PiHat.open(pi4j);
        MockDigitalInput busy = pi4j.registry().get("panel-busy");
        busy.mockState(DigitalState.HIGH);
        assertEquals(true, wires.busy().high());
        busy.mockState(DigitalState.LOW);
        assertEquals(false, wires.busy().high());
    }

    @Test
    void sendsBytesOnTheBus() throws IOException {
        PanelWires wires = PiHat.open(pi4j);
        wires.bus().write(new byte[] {0x12, (byte) 0xa5});
        MockSpi spi = pi4j.registry().get("panel-spi");
        var sent = new byte[2];
        spi.read(sent);
        assertEquals(0x12, sent[0]);
        assertEquals((byte) 0xa5, sent[1]);
    }

    @Test
    void saysWhyWhenThereAreNoPins() {
        Context nothing = Pi4J.newContextBuilder().noAutoDetect().build();
        try {
            assertThrows(IOException.class, () -> PiHat.open(nothing));
        } finally {
            nothing.shutdown();
        }
    }

    /** The plugins that a Pi uses, on a machine without its devices: what they throw is of many kinds. */
    @Test
    void aMachineWithoutTheDevicesIsToldAsAnIoErrorAndNeverThrown() {
        assumeFalse(Files.exists(Path.of("/dev/spidev0.0")), "SKIPPED: this machine has an SPI bus");
        Context real = Pi4J.newContextBuilder()
                .add(LinuxFsSpiProvider.newInstance())
                .add(LinuxFsDigitalInputProvider.newInstance("/nonexistent"))
                .add(LinuxFsDigitalOutputProvider.newInstance("/nonexistent"))
                .build();
        try {
            String panel =
                    assertThrows(IOException.class, () -> PiHat.open(real)).toString();
            assertTrue(panel.contains("/dev/spidev0.0"), panel);
            assertThrows(IOException.class, () -> PiHeader.contact(real, 5));
            assertThrows(IOException.class, () -> PiHeader.lamp(real, 6));
        } finally {
            real.shutdown();
        }
    }

    private DigitalOutput output(String id, int pin) {
        DigitalOutput output = pi4j.registry().get(id);
        assertEquals(pin, output.address().intValue());
        return output;
    }
}
