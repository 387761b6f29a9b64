package crm.display.button;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The daemon's sign of life, a small file that it writes anew about every second with a count and whether there is quorum.
 * Freshness is told by the count and not by the clock, which jumps on a Pi that has just booted.
 */
public final class SignOfLife {

    /** So long a sign counts. */
    static final Duration LASTS = Duration.ofSeconds(3);

    private static final int LONGEST = 64;

    private final Path file;
    private String last = "";
    private Duration changed = ButtonState.NEVER;

    /** @param file such as {@code /run/crm/alive} */
    public SignOfLife(Path file) {
        this.file = file;
    }

    /** The daemon's part. */
    public static void write(Path file, long count, boolean quorum) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, count + (quorum ? " quorum\n" : " alone\n"));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What the lamp should show at this time. */
    Lamp read(Duration now) {
        String text = text();
        if (!text.equals(last)) {
            last = text;
            changed = now;
        }
        boolean fresh =
                !text.isEmpty() && !changed.isNegative() && now.minus(changed).compareTo(LASTS) < 0;
        if (!fresh) {
            return Lamp.DEAD;
        }
        return text.endsWith(" quorum") ? Lamp.HEARTBEAT : Lamp.NO_QUORUM;
    }

    private String text() {
        try (var input = Files.newInputStream(file)) {
            return new String(input.readNBytes(LONGEST), StandardCharsets.US_ASCII).strip();
        } catch (IOException none) {
            return "";
        }
    }
}
