package crm.display.pi;

import com.pi4j.context.Context;
import crm.display.button.ButtonAndLamp;
import crm.display.button.Panic;
import crm.display.button.SignOfLife;
import crm.display.epaper.Stopwatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * The process that watches the panic button and drives the lamp: {@code crm-button [SETTINGS]}. The settings are lines
 * {@code name=value}; without a file nothing is armed.
 */
public final class ButtonMain {

    private static final Path MODEL = Path.of("/proc/device-tree/model");
    private static final Path SETTINGS = Path.of("/etc/crm/button");
    private static final int BCM_MAX = 27;

    private ButtonMain() {}

    /**
     * The settings.
     *
     * @param armed whether holding the button really crashes this Pi
     * @param button BCM number of the pin that the button connects to ground
     * @param lamp BCM number of the pin that feeds the lamp
     * @param sign the file with the daemon's sign of life
     * @param mistakes everything that is wrong with them
     */
    record Settings(boolean armed, int button, int lamp, Path sign, List<String> mistakes) {

        static Settings of(Properties given) {
            var mistakes = new ArrayList<String>();
            given.stringPropertyNames().stream()
                    .filter(name -> !Set.of("armed", "button", "lamp", "sign").contains(name))
                    .sorted()
                    .forEach(name -> mistakes.add(name + " is no setting; there are armed, button, lamp and sign"));
            String armed = given.getProperty("armed", "no");
            if (!Set.of("yes", "no").contains(armed)) {
                mistakes.add("armed is '" + armed + "'; say yes or no");
            }
            int button = pin(given, "button", 5, mistakes);
            int lamp = pin(given, "lamp", 6, mistakes);
            if (button == lamp) {
                mistakes.add("button and lamp are both at pin " + lamp);
            }
            return new Settings(
                    armed.equals("yes"),
                    button,
                    lamp,
                    Path.of(given.getProperty("sign", "/run/crm/alive")),
                    List.copyOf(mistakes));
        }

        private static int pin(Properties given, String name, int usual, List<String> mistakes) {
            String text = given.getProperty(name, String.valueOf(usual));
            if (text.matches("\\d{1,2}") && Integer.parseInt(text) <= BCM_MAX) {
                return Integer.parseInt(text);
            }
            mistakes.add(name + " is '" + text + "'; give a BCM number from 0 to " + BCM_MAX);
            return usual;
        }
    }

    /** Ends with 1 if the pins cannot be used, 78 if the settings are wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = arguments.length == 0 ? SETTINGS : Path.of(arguments[0]);
        var given = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                given.load(reader);
            }
        }
        Settings settings = Settings.of(given);
        if (!settings.mistakes().isEmpty()) {
            settings.mistakes().forEach(mistake -> System.err.println(file + ": " + mistake));
            System.exit(78);
        }
        Panic panic = Panic.of(settings.armed(), MODEL);
        System.err.println("button at GPIO " + settings.button() + ", lamp at GPIO " + settings.lamp() + ": " + panic);
        try {
            watch(settings, panic);
        } catch (IOException broken) {
            System.err.println(broken.getMessage());
            System.exit(1);
        }
    }

    /** Until the pins break: whoever started it should start it again. */
    private static void watch(Settings settings, Panic panic) throws IOException, InterruptedException {
        Context pi4j = PinCalls.context();
        try {
            var watch = new ButtonAndLamp(
                    PiHeader.contact(pi4j, settings.button()),
                    PiHeader.lamp(pi4j, settings.lamp()),
                    panic,
                    new SignOfLife(settings.sign()),
                    Stopwatch.REAL);
            watch.run();
        } finally {
            pi4j.shutdown();
        }
    }
}
