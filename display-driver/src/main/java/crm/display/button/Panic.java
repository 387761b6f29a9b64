package crm.display.button;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the button does. */
public sealed interface Panic {

    /** Where Linux takes the order to crash. */
    Path SYSRQ = Path.of("/proc/sysrq-trigger");

    /**
     * Does it.
     *
     * @return what was done, for the log; nobody reads it after a real one
     */
    String now() throws IOException;

    /** Crashes the kernel: no goodbye to anybody, as in a real panic. */
    record Crash(Path trigger) implements Panic {
        @Override
        public String now() throws IOException {
            // Opened without making it: on a machine that has no such file nothing must look as if it had worked.
            Files.write(trigger, "c".getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
            return "the kernel was told to crash";
        }
    }

    /** Only says so. */
    record DryRun(String why) implements Panic {
        @Override
        public String now() {
            return "the button was held; nothing was done, because " + why;
        }
    }

    /**
     * A real one on a Raspberry Pi whose settings arm it, otherwise a dry run.
     *
     * @param model the file in which the board tells its name
     */
    static Panic of(boolean armed, Path model) {
        if (!armed) {
            return new DryRun("the settings do not arm the button");
        }
        try {
            return Files.readString(model).contains("Raspberry Pi")
                    ? new Crash(SYSRQ)
                    : new DryRun("this is no Raspberry Pi");
        } catch (IOException none) {
            return new DryRun("this is no Raspberry Pi");
        }
    }
}
