package crm.fencing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import crm.fencing.Watchdog.WatchdogUnavailable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain file stands in for the device: it takes the same bytes. */
class WatchdogTest {

    @TempDir
    private Path folder;

    @Test
    void givesSignsOfLifeAndEndsWithTheMagicByte() throws Exception {
        Path device = Files.createFile(folder.resolve("watchdog"));
        try (var watchdog = new Watchdog(device.toString(), Duration.ofSeconds(5))) {
            watchdog.keepAlive();
            assertEquals(Duration.ofSeconds(5), watchdog.timeout());
            assertArrayEquals(new byte[] {0, 0}, Files.readAllBytes(device));
        }
        assertArrayEquals(new byte[] {0, 0, 'V'}, Files.readAllBytes(device));
    }

    @Test
    void givesNoSignOfLifeOnceItIsToReset() throws Exception {
        Path device = Files.createFile(folder.resolve("watchdog"));
        try (var watchdog = new Watchdog(device.toString(), Duration.ofSeconds(5))) {
            watchdog.letItReset();
            watchdog.keepAlive();
        }
        assertArrayEquals(new byte[] {0}, Files.readAllBytes(device));
    }

    @Test
    void saysThatThereIsNone() {
        assertThrows(
                WatchdogUnavailable.class,
                () -> new Watchdog(folder.resolve("none").toString(), Duration.ofSeconds(5)).close());
    }
}
