package crm.display.pi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalInputProvider;
import com.pi4j.plugin.linuxfs.provider.gpio.digital.LinuxFsDigitalOutputProvider;
import crm.display.button.ButtonAndLamp;
import crm.display.button.Panic;
import crm.display.button.SignOfLife;
import crm.display.epaper.Stopwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Button and lamp at pins of a kernel: Pi4J, system calls and real time, only the chip is simulated. */
@Tag("root")
@Timeout(60)
class GpioSimTest {

    private static final int BUTTON = 5;
    private static final int LAMP = 6;

    @TempDir
    private Path folder;

    private Optional<GpioSim> chip = Optional.empty();
    private Optional<Context> pi4j = Optional.empty();

    @BeforeEach
    void makeTheChip() throws Exception {
        Optional<String> missing = GpioSim.missing();
        assumeTrue(missing.isEmpty(), () -> "SKIPPED: no button was pressed at a kernel's pin: " + missing.orElse(""));
        chip = Optional.of(new GpioSim(8));
        pi4j = Optional.of(Pi4J.newContextBuilder()
                .add(
                        LinuxFsDigitalInputProvider.newInstance("/sys/class/gpio"),
                        LinuxFsDigitalOutputProvider.newInstance("/sys/class/gpio"))
                .build());
    }

    @AfterEach
    void takeItAway() throws Exception {
        pi4j.ifPresent(Context::shutdown);
        if (chip.isPresent()) {
            chip.get().close();
        }
    }

    @Test
    void readsAContactAndDrivesALamp() throws Exception {
        GpioSim sim = chip.orElseThrow();
        var contact = PiHeader.contact(pi4j.orElseThrow(), sim.number(BUTTON));
        var lamp = PiHeader.lamp(pi4j.orElseThrow(), sim.number(LAMP));
        for (boolean level : new boolean[] {true, false, true}) {
            sim.pull(BUTTON, level);
            assertEquals(level, contact.high());
            lamp.set(level);
            assertEquals(level, sim.high(LAMP));
        }
    }

    @Test
    void aHeldButtonWritesTheOrderToCrashOnceAndTheLampBeatsMeanwhile() throws Exception {
        GpioSim sim = chip.orElseThrow();
        Path trigger = Files.writeString(folder.resolve("sysrq-trigger"), "");
        Path alive = folder.resolve("alive");
        sim.pull(BUTTON, true);
        var watch = new ButtonAndLamp(
                PiHeader.contact(pi4j.orElseThrow(), sim.number(BUTTON)),
                PiHeader.lamp(pi4j.orElseThrow(), sim.number(LAMP)),
                new Panic.Crash(trigger),
                new SignOfLife(alive),
                Stopwatch.REAL);
        var thread = new Thread(() -> {
            try {
                watch.run();
            } catch (IOException | InterruptedException over) {
                // The test says what should have happened.
            }
        });
        thread.start();
        boolean lit = false;
        long count = 0;
        Thread.sleep(500);
        sim.pull(BUTTON, false);
        while (thread.isAlive() && Files.readString(trigger).isEmpty()) {
            SignOfLife.write(alive, ++count, true);
            Thread.sleep(20);
            lit |= sim.high(LAMP);
        }
        Thread.sleep(1500);
        watch.end();
        thread.join();
        assertEquals("c", Files.readString(trigger), "once, however long it is held");
        assertTrue(lit, "the lamp was never lit");
        assertFalse(sim.high(LAMP), "the lamp is dark at the end");
    }
}
