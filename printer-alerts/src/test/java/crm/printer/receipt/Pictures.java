package crm.printer.receipt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Pictures that a person has looked at and found good. {@code -Dpictures.accept} replaces them by what is drawn now;
 * look at every one that changed before you commit it.
 */
public final class Pictures {

    private static final boolean ACCEPT = System.getProperty("pictures.accept") != null;

    private Pictures() {}

    /** Fails unless the picture looks like the accepted one, dot by dot. */
    public static void assertAccepted(Path accepted, byte[] png) throws IOException {
        if (ACCEPT) {
            Files.createDirectories(accepted.toAbsolutePath().getParent());
            Files.write(accepted, png);
            return;
        }
        assertTrue(Files.exists(accepted), () -> accepted + " was never accepted; run with -Dpictures.accept and look");
        BufferedImage now = ImageIO.read(new ByteArrayInputStream(png));
        BufferedImage then = ImageIO.read(accepted.toFile());
        assertEquals(
                then.getWidth() + "×" + then.getHeight(), now.getWidth() + "×" + now.getHeight(), accepted::toString);
        for (int y = 0; y < then.getHeight(); y++) {
            for (int x = 0; x < then.getWidth(); x++) {
                if (then.getRGB(x, y) != now.getRGB(x, y)) {
                    Path seen =
                            Path.of("target", "pictures", accepted.getFileName().toString());
                    Files.createDirectories(seen.getParent());
                    Files.write(seen, png);
                    throw new AssertionError(accepted + " differs from " + seen + " at " + x + ", " + y);
                }
            }
        }
    }
}
