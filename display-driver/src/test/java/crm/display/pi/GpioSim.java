package crm.display.pi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A GPIO chip that the kernel simulates (module {@code gpio-sim}), as its documentation describes: made with directories
 * in configfs; a line is pulled from outside by its file {@code pull}, and its level is read in {@code value}.
 */
final class GpioSim implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("/sys/kernel/config/gpio-sim");
    private static final Path NUMBERS = Path.of("/sys/class/gpio");

    private final Path device;
    private final Path bank;
    private final Path lines;
    private final int firstNumber;

    /** A chip with so many lines. */
    GpioSim(int count) throws IOException {
        device = Files.createDirectory(
                CONFIGURATION.resolve("crm-test-" + ProcessHandle.current().pid()));
        bank = Files.createDirectory(device.resolve("bank0"));
        Files.writeString(bank.resolve("num_lines"), String.valueOf(count));
        Files.writeString(bank.resolve("label"), "crm-test");
        Files.writeString(device.resolve("live"), "1");
        String chip = Files.readString(bank.resolve("chip_name")).strip();
        lines = Path.of(
                "/sys/devices/platform",
                Files.readString(device.resolve("dev_name")).strip(),
                chip);
        firstNumber = firstNumber();
    }

    /** Why there can be none here; empty if there can. Loads the module if it is there. */
    static Optional<String> missing() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("a simulated GPIO chip needs root");
        }
        if (!Files.isDirectory(CONFIGURATION)) {
            attempt("modprobe", "gpio-sim");
            attempt("mount", "-t", "configfs", "none", "/sys/kernel/config");
        }
        if (!Files.isDirectory(CONFIGURATION)) {
            return Optional.of("this kernel has no gpio-sim (CONFIG_GPIO_SIM)");
        }
        return Files.isWritable(NUMBERS.resolve("export"))
                ? Optional.empty()
                : Optional.of("this kernel has no /sys/class/gpio (CONFIG_GPIO_SYSFS)");
    }

    private static void attempt(String... command) throws InterruptedException {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(10, TimeUnit.SECONDS);
        } catch (IOException notInstalled) {
            // Then it is not there, as the caller will see.
        }
    }

    /** The kernel counts the lines of all chips: the number of this chip's first one. */
    private int firstNumber() throws IOException {
        try (Stream<Path> chips = Files.list(NUMBERS)) {
            for (Path chip : chips.toList()) {
                Path label = chip.resolve("label");
                if (Files.exists(label) && Files.readString(label).strip().equals("crm-test")) {
                    return Integer.parseInt(
                            Files.readString(chip.resolve("base")).strip());
                }
            }
        }
        throw new IOException("the simulated chip is not in " + NUMBERS);
    }

    /** A line's number among those of all chips. */
    int number(int line) {
        return firstNumber + line;
    }

    /** Pulls a line from outside, as a contact does. */
    void pull(int line, boolean up) throws IOException {
        Files.writeString(file(line, "pull"), up ? "pull-up" : "pull-down");
    }

    /** A line's level, whoever drives it. */
    boolean high(int line) throws IOException {
        return Files.readString(file(line, "value")).strip().equals("1");
    }

    private Path file(int line, String name) {
        return lines.resolve("sim_gpio" + line).resolve(name);
    }

    @Override
    public void close() throws IOException {
        Files.writeString(device.resolve("live"), "0");
        for (Path made : List.of(bank, device)) {
            Files.delete(made);
        }
    }
}
