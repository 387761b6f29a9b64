package crm.display.layout;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import crm.display.frame.Canvas;
import crm.display.frame.Ink;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An address as a QR code, as small as a telephone still reads it off a panel. */
final class QrCode {

    /** Sides of a module, in dots: 0.46 mm on the panels. */
    private static final int MODULE = 2;

    /** The white rim the standard asks for (ISO/IEC 18004), in modules. */
    private static final int QUIET = 4;

    /** More modules than this (version 3) find a place on no panel. */
    private static final int MODULES_MAX = 29;

    /** Scheme and host, which mean the same in capitals (RFC 3986, 6.2.2.1); a name before an {@code @} does not. */
    private static final Pattern CASELESS = Pattern.compile("^https?://[^/@?#]*(?=[/?#]|$)");

    private final ByteMatrix modules;

    private QrCode(ByteMatrix modules) {
        this.modules = modules;
    }

    /** The code for an address; none for one that is too long for a panel. */
    static Optional<QrCode> of(String address) {
        try {
            // A panel is never torn or stained, so little correction is enough, and every letter counts.
            ByteMatrix modules = Encoder.encode(
                            compact(address), ErrorCorrectionLevel.L, Map.of(EncodeHintType.QR_COMPACT, true))
                    .getMatrix();
            return modules.getWidth() <= MODULES_MAX ? Optional.of(new QrCode(modules)) : Optional.empty();
        } catch (WriterException tooLong) {
            return Optional.empty();
        }
    }

    /** The same address in letters of which a code holds more: capitals take five and a half bits instead of eight. */
    static String compact(String address) {
        return CASELESS.matcher(address).replaceFirst(found -> found.group().toUpperCase(Locale.ROOT));
    }

    /** How many dots it is wide and high, with its white rim. */
    int side() {
        return (modules.getWidth() + 2 * QUIET) * MODULE;
    }

    /** Draws it; the upper left corner of its white rim is at {@code x}, {@code y}. */
    void draw(Canvas canvas, int x, int y) {
        for (int row = 0; row < modules.getHeight(); row++) {
            for (int column = 0; column < modules.getWidth(); column++) {
                if (modules.get(column, row) == 1) {
                    canvas.box(x + (column + QUIET) * MODULE, y + (row + QUIET) * MODULE, MODULE, MODULE, Ink.BLACK);
                }
            }
        }
    }
}
