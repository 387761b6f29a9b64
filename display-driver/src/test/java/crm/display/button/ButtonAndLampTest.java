package crm.display.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProvider;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProvider;
import crm.display.epaper.Stopwatch;
import crm.display.pi.PiHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole watch over Pi4J's mock, with time that passes only while it waits. */
class ButtonAndLampTest {

    private static final int BUTTON = 5;
    private static final int LAMP = 6;

    @TempDir
    Path directory;

    private Context pi4j = Pi4J.newContext();

    @BeforeEach
    void mockThePins() {
        pi4j = Pi4J.newContextBuilder()
                .add(MockDigitalInputProvider.newInstance(), MockDigitalOutputProvider.newInstance())
                .build();
    }

    @AfterEach
    void close() {
        pi4j.shutdown();
    }

    /** Runs for so long; at each moment the script may press the button or write a sign of life. */
    private List<Boolean> run(Duration length, Panic panic, Consumer<Duration> script) throws Exception {
        var button = PiHeader.contact(pi4j, BUTTON);
        var lamp = PiHeader.lamp(pi4j, LAMP);
        var lit = new ArrayList<Boolean>();
        var time = new Duration[] {Duration.ZERO};
        var watch = new ButtonAndLamp[1];
        Stopwatch stopwatch = new Stopwatch() {
            @Override
            public Duration elapsed() {
                return time[0];
            }

            @Override
            public void pause(Duration pause) {
                time[0] = time[0].plus(pause);
                script.accept(time[0]);
                lit.add(pi4j.registry().all().values().stream()
                        .filter(io -> io.getId().equals("lamp-" + LAMP))
                        .anyMatch(io -> ((DigitalOutput) io).state() == DigitalState.HIGH));
                if (time[0].compareTo(length) >= 0) {
                    watch[0].end();
                }
            }
        };
        script.accept(Duration.ZERO);
        watch[0] = new ButtonAndLamp(button, lamp, panic, new SignOfLife(directory.resolve("alive")), stopwatch);
        watch[0].run();
        return lit;
    }

    private void press(boolean down) {
        pi4j.registry().all().values().stream()
                .filter(MockDigitalInput.class::isInstance)
                .map(MockDigitalInput.class::cast)
                .forEach(input -> input.mockState(down ? DigitalState.LOW : DigitalState.HIGH));
    }

    @Test
    void aHeldButtonWritesTheOrderToCrashOnce() throws Exception {
        Path trigger = Files.writeString(directory.resolve("sysrq-trigger"), "");
        run(Duration.ofSeconds(5), new Panic.Crash(trigger), now -> press(now.compareTo(Duration.ofMillis(500)) > 0));
        assertEquals("c", Files.readString(trigger));
    }

    @Test
    void aButtonThatIsDownFromTheBeginningWritesNothing() throws Exception {
        Path trigger = Files.writeString(directory.resolve("sysrq-trigger"), "");
        run(Duration.ofSeconds(5), new Panic.Crash(trigger), now -> press(true));
        assertEquals("", Files.readString(trigger));
    }

    @Test
    void aTouchWritesNothing() throws Exception {
        Path trigger = Files.writeString(directory.resolve("sysrq-trigger"), "");
        run(Duration.ofSeconds(5), new Panic.Crash(trigger), now -> press(now.toMillis() % 1000 > 200));
        assertEquals("", Files.readString(trigger));
    }

    @Test
    void nothingIsArmedUnlessTheSettingsSaySoOnAPi() throws Exception {
        Path pi = Files.writeString(directory.resolve("model"), "Raspberry Pi 4 Model B Rev 1.4\0");
        Path pc = Files.writeString(directory.resolve("other"), "QEMU\0");
        assertInstanceOf(Panic.DryRun.class, Panic.of(false, pi));
        assertInstanceOf(Panic.DryRun.class, Panic.of(true, pc));
        assertInstanceOf(Panic.DryRun.class, Panic.of(true, directory.resolve("none")));
        assertEquals(new Panic.Crash(Panic.SYSRQ), Panic.of(true, pi));
        assertTrue(Panic.of(true, pc).now().contains("nothing was done"));
    }

    @Test
    void aMissingTriggerIsNotMade() {
        Path missing = directory.resolve("sysrq-trigger");
        assertThrows(IOException.class, () -> new Panic.Crash(missing).now());
        assertFalse(Files.exists(missing));
    }

    @Test
    void theLampBeatsWithQuorumFlickersWithoutAndIsDarkWhenTheDaemonHangs() throws Exception {
        var lit = run(Duration.ofSeconds(12), new Panic.DryRun("test"), now -> {
            press(false);
            long second = now.toSeconds();
            if (now.toMillis() % 1000 == 0 && second < 8) {
                try {
                    SignOfLife.write(directory.resolve("alive"), second, second < 4);
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }
        });
        assertEquals(2, flashes(lit, 2000, 3000), "a heart beats");
        assertEquals(4, flashes(lit, 6000, 7000), "no quorum");
        assertEquals(0, flashes(lit, 11_100, 12_000), "the sign of life is too old");
        assertFalse(lit.getLast());
    }

    private static int flashes(List<Boolean> lit, int fromMs, int toMs) {
        int flashes = 0;
        for (int i = fromMs / 10; i < toMs / 10; i++) {
            flashes += lit.get(i) && !lit.get(i - 1) ? 1 : 0;
        }
        return flashes;
    }
}
